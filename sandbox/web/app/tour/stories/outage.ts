import { ben, changedInZoom, grace, isAt, isDecided, newReply, offers } from '../signs.ts';
import type { Story } from '../step.ts';

export const outage: Story = {
  title: 'An outage',
  steps: [
    {
      says: 'As Ben, ask once more: /zoom request-license for 1m, then send the request.',
      async deed(hands) {
        await hands.become(ben);
        await hands.open('general');
        await hands.say('/zoom request-license for 1m a customer is waiting');
        await hands.press('confirm:run');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'request:cancel'),
      behind: 'The request waits in the store for an approver.',
    },
    {
      says: 'Now let Zoom fail: turn on “Zoom is down” in the Zoom panel.',
      deed: (hands) => hands.flip('Zoom is down', true),
      isDone: ({ zoom }) => zoom.conditions?.zoom === 'down',
      behind: 'From now on every call to Zoom ends with a 503, as in a real outage.',
    },
    {
      says: 'Still as Ben, type /zoom status.',
      async deed(hands) {
        await hands.become(ben);
        await hands.open('general');
        await hands.say('/zoom status');
      },
      isDone: (seen) => isAt(seen, ben) && newReply(seen) !== undefined,
      behind:
        'The bot tried three times with short pauses, then said plainly that it is Zoom’s fault, and how to try again.',
    },
    {
      says: 'As Grace, approve Ben’s request, although Zoom is down.',
      async deed(hands) {
        await hands.become(grace);
        await hands.open('zoom-approvals');
        await hands.press('request:approve');
      },
      isDone: (seen) => isAt(seen, grace) && isDecided(seen),
      behind:
        'The decision is kept. The bot asks Zoom again with growing pauses; nobody has to approve twice.',
    },
    {
      says: 'The outage is over: turn “Zoom is down” off again, and watch the card.',
      deed: (hands) => hands.flip('Zoom is down', false),
      isDone: (seen) => seen.zoom.conditions?.zoom !== 'down' && changedInZoom(seen),
      slow: true,
      behind:
        'The change was made by itself, and once: before it asks again after a doubtful answer, the bot reads whether the change is already there.',
    },
  ],
};
