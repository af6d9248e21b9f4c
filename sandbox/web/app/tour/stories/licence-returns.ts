import { ben, grace, isAt, isDecided, licenceOf, newReply, offers } from '../signs.ts';
import type { Story } from '../step.ts';

const isLicensed = (type: string) => type.startsWith('Licensed');

export const licenceReturns: Story = {
  title: 'A licence that returns by itself',
  steps: [
    {
      says: 'As Ben, ask for a licence for one minute: /zoom request-license for 1m, then send the request.',
      async deed(hands) {
        await hands.become(ben);
        await hands.open('general');
        await hands.say('/zoom request-license for 1m one quick webinar');
        await hands.press('confirm:run');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'request:cancel'),
      behind: 'Usually that would be 14d; a minute is enough to see it happen.',
    },
    {
      says: 'As Grace, approve it in #zoom-approvals.',
      async deed(hands) {
        await hands.become(grace);
        await hands.open('zoom-approvals');
        await hands.press('request:approve');
      },
      isDone: (seen) => isAt(seen, grace) && isDecided(seen) && isLicensed(licenceOf(seen, 'Ben Okafor')),
      behind:
        'Ben is Licensed in Zoom now. When it ends is stored with the request, in the database’s own time.',
    },
    {
      says: 'Be Ben and wait a minute, with an eye on the Zoom panel.',
      async deed(hands) {
        await hands.become(ben);
        await hands.open('Frontdesk');
      },
      isDone: (seen) => isAt(seen, ben) && !isLicensed(licenceOf(seen, 'Ben Okafor')),
      slow: true,
      behind:
        'The seat is free again and nobody had to remember it. The bot looks every second for what is due; what falls due while it is off is done at its next start.',
    },
  ],
};
