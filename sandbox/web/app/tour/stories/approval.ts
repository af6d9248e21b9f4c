import {
  ada,
  approvals,
  changedInZoom,
  grace,
  isAt,
  isDecided,
  lastReply,
  newestCard,
  newReply,
  offers,
} from '../signs.ts';
import type { Story } from '../step.ts';

export const approval: Story = {
  title: 'An approval',
  steps: [
    {
      says: 'Be Ada again and ask for another address: /zoom change-email ada.king@example.com I got married',
      async deed(hands) {
        await hands.become(ada);
        await hands.open('general');
        await hands.say('/zoom change-email ada.king@example.com I got married');
      },
      isDone: (seen) => isAt(seen, ada) && offers(newReply(seen), 'confirm:run'),
      behind: 'Nothing has happened yet. The bot asked Zoom what is there now and shows before and after.',
    },
    {
      says: 'Press the green button to send the request.',
      deed: (hands) => hands.press('confirm:run'),
      isDone: (seen) => isAt(seen, ada) && offers(lastReply(seen), 'request:cancel'),
      behind:
        'The request was stored before Slack got its acknowledgement: a power cut right now would lose nothing.',
    },
    {
      says: 'Switch to Grace, who approves, and open #zoom-approvals.',
      async deed(hands) {
        await hands.become(grace);
        await hands.open('zoom-approvals');
      },
      isDone: (seen) =>
        isAt(seen, grace) && seen.place === approvals && offers(newestCard(seen), 'request:approve'),
      behind:
        'The card says who asks, and what changes from what into what. Ada could not approve it herself.',
    },
    {
      says: 'Press Approve.',
      deed: (hands) => hands.press('request:approve'),
      isDone: (seen) => isAt(seen, grace) && isDecided(seen) && changedInZoom(seen),
      behind:
        'If two approvers press at once, the store lets one of them win and the change is made once. The buttons are gone; Zoom has the new address, as the panel shows.',
    },
    {
      says: 'Go back to Ada and open her messages from Frontdesk.',
      async deed(hands) {
        await hands.become(ada);
        await hands.open('Frontdesk');
      },
      isDone: ({ place, ...seen }) =>
        isAt({ place, ...seen }, ada) &&
        seen.snapshot.channels.some((one) => one.id === place && one.kind === 'im'),
      behind: 'Ada hears of it by direct message, #zoom-ops got a line, and the audit log an entry.',
    },
  ],
};
