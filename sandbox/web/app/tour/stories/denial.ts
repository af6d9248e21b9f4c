import { ben, changedInZoom, grace, isAt, isDecided, newReply, offers } from '../signs.ts';
import type { Story } from '../step.ts';

export const denial: Story = {
  title: 'A denial',
  steps: [
    {
      says: 'As Ben, ask for a licence: /zoom request-license for 14d, then send the request.',
      async deed(hands) {
        await hands.become(ben);
        await hands.open('general');
        await hands.say('/zoom request-license for 14d customer workshops');
        await hands.press('confirm:run');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'request:cancel'),
      behind:
        'The policy file says that a licence needs an approver; changing one line makes it self-service.',
    },
    {
      says: 'As Grace, press Deny in #zoom-approvals and say why.',
      async deed(hands) {
        await hands.become(grace);
        await hands.open('zoom-approvals');
        await hands.press('request:deny');
        await hands.answer('The seats are needed for the sales team this month.');
      },
      isDone: (seen) => isAt(seen, grace) && isDecided(seen) && !changedInZoom(seen),
      behind:
        'Nothing was changed in Zoom. The card is closed for all approvers, and Ben gets the reason at once.',
    },
    {
      says: 'Back to Ben: read the answer in the messages from Frontdesk.',
      async deed(hands) {
        await hands.become(ben);
        await hands.open('Frontdesk');
      },
      isDone: ({ place, ...seen }) =>
        isAt({ place, ...seen }, ben) &&
        seen.snapshot.channels.some((one) => one.id === place && one.kind === 'im'),
      behind: 'Ben reads who decided and why, so he does not have to ask around.',
    },
  ],
};
