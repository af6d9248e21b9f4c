import { ben, isAt, newReply, offers } from '../signs.ts';
import type { Story } from '../step.ts';

export const friendlyError: Story = {
  title: 'A friendly error with its remedy',
  steps: [
    {
      says: 'Switch to Ben at the top left. His Zoom account is a Basic one.',
      deed: (hands) => hands.become(ben),
      isDone: (seen) => isAt(seen, ben),
      behind: 'Everybody has a view of their own: what only Ada could see is gone.',
    },
    {
      says: 'Let Mia schedule for Ben: type /zoom add-assistant @mia in #general.',
      async deed(hands) {
        await hands.become(ben);
        await hands.open('general');
        await hands.say('/zoom add-assistant @mia');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'command:'),
      behind:
        'Zoom refused with a bare number: see the red line in the Zoom panel. The bot knows what it means, says what is missing, and puts the way out right under it. Nothing was changed.',
    },
    {
      says: 'Press the button under the answer: it is the remedy. Then close the form with Esc.',
      async deed(hands) {
        await hands.press('command:request-license');
        await hands.closeForm();
      },
      isDone: ({ snapshot }) =>
        snapshot.views.some(({ view }) => view.callback_id === 'form:request-license'),
      behind:
        'The form shows how many licences are free, read from Zoom this moment. Slack allows three seconds for that; the bot opens the form first and fills it then.',
    },
  ],
};
