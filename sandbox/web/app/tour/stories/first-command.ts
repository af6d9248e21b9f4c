import { ada, isAt, newReply } from '../signs.ts';
import type { Story } from '../step.ts';

export const firstCommand: Story = {
  title: 'The first command',
  steps: [
    {
      says: 'You are Ada. Type /zoom status in #general and press Enter.',
      async deed(hands) {
        await hands.become(ada);
        await hands.open('general');
        await hands.say('/zoom status');
      },
      isDone: (seen) => isAt(seen, ada) && newReply(seen) !== undefined,
      behind:
        'Slack sent a signed request; the bot checked the signature, said “got it” within a blink, read Zoom and answered only to Ada. The calls it made stand in the Zoom panel.',
    },
  ],
};
