import {
  ada,
  approvals,
  ben,
  changedInZoom,
  grace,
  isAt,
  isDecided,
  lastReply,
  licenceOf,
  newestCard,
  newReply,
  offers,
  type Story,
} from './step.ts';

const firstCommand: Story = {
  title: 'The first command',
  steps: [
    {
      says: 'You are Ada. Type /zoom status in #general and press Enter.',
      async action(page) {
        await page.become(ada);
        await page.open('general');
        await page.say('/zoom status');
      },
      isDone: (seen) => isAt(seen, ada) && newReply(seen) !== undefined,
      behind:
        'Slack sent a signed request; the bot checked the signature, said “got it” within a blink, read Zoom and answered only to Ada. The calls it made stand in the Zoom panel.',
    },
  ],
};

const approval: Story = {
  title: 'An approval',
  steps: [
    {
      says: 'Be Ada again and ask for another address: /zoom change-email ada.king@example.com I got married',
      async action(page) {
        await page.become(ada);
        await page.open('general');
        await page.say('/zoom change-email ada.king@example.com I got married');
      },
      isDone: (seen) => isAt(seen, ada) && offers(newReply(seen), 'confirm:run'),
      behind: 'Nothing has happened yet. The bot asked Zoom what is there now and shows before and after.',
    },
    {
      says: 'Press the green button to send the request.',
      action: (page) => page.press('confirm:run'),
      isDone: (seen) => isAt(seen, ada) && offers(lastReply(seen), 'request:cancel'),
      behind:
        'The request was stored before Slack got its acknowledgement: a power cut right now would lose nothing.',
    },
    {
      says: 'Switch to Grace, who approves, and open #zoom-approvals.',
      async action(page) {
        await page.become(grace);
        await page.open('zoom-approvals');
      },
      isDone: (seen) =>
        isAt(seen, grace) && seen.place === approvals && offers(newestCard(seen), 'request:approve'),
      behind:
        'The card says who asks, and what changes from what into what. Ada could not approve it herself.',
    },
    {
      says: 'Press Approve.',
      action: (page) => page.press('request:approve'),
      isDone: (seen) => isAt(seen, grace) && isDecided(seen) && changedInZoom(seen),
      behind:
        'If two approvers press at once, the store lets one of them win and the change is made once. The buttons are gone; Zoom has the new address, as the panel shows.',
    },
    {
      says: 'Go back to Ada and open her messages from Frontdesk.',
      async action(page) {
        await page.become(ada);
        await page.open('Frontdesk');
      },
      isDone: ({ place, ...seen }) =>
        isAt({ place, ...seen }, ada) &&
        seen.snapshot.channels.some((one) => one.id === place && one.kind === 'im'),
      behind: 'Ada hears of it by direct message, #zoom-ops got a line, and the audit log an entry.',
    },
  ],
};

const denial: Story = {
  title: 'A denial',
  steps: [
    {
      says: 'As Ben, ask for a licence: /zoom request-license for 14d, then send the request.',
      async action(page) {
        await page.become(ben);
        await page.open('general');
        await page.say('/zoom request-license for 14d customer workshops');
        await page.press('confirm:run');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'request:cancel'),
      behind:
        'The policy file says that a licence needs an approver; changing one line makes it self-service.',
    },
    {
      says: 'As Grace, press Deny in #zoom-approvals and say why.',
      async action(page) {
        await page.become(grace);
        await page.open('zoom-approvals');
        await page.press('request:deny');
        await page.answer('The seats are needed for the sales team this month.');
      },
      isDone: (seen) => isAt(seen, grace) && isDecided(seen) && !changedInZoom(seen),
      behind:
        'Nothing was changed in Zoom. The card is closed for all approvers, and Ben gets the reason at once.',
    },
    {
      says: 'Back to Ben: read the answer in the messages from Frontdesk.',
      async action(page) {
        await page.become(ben);
        await page.open('Frontdesk');
      },
      isDone: ({ place, ...seen }) =>
        isAt({ place, ...seen }, ben) &&
        seen.snapshot.channels.some((one) => one.id === place && one.kind === 'im'),
      behind: 'Ben reads who decided and why, so he does not have to ask around.',
    },
  ],
};

const friendlyError: Story = {
  title: 'A friendly error with its remedy',
  steps: [
    {
      says: 'Switch to Ben at the top left. His Zoom account is a Basic one.',
      action: (page) => page.become(ben),
      isDone: (seen) => isAt(seen, ben),
      behind: 'Everybody has a view of their own: what only Ada could see is gone.',
    },
    {
      says: 'Let Mia schedule for Ben: type /zoom add-assistant @mia in #general.',
      async action(page) {
        await page.become(ben);
        await page.open('general');
        await page.say('/zoom add-assistant @mia');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'command:'),
      behind:
        'Zoom refused with a bare number: see the red line in the Zoom panel. The bot knows what it means, says what is missing, and puts the way out right under it. Nothing was changed.',
    },
    {
      says: 'Press the button under the answer: it is the remedy. Then close the form with Esc.',
      async action(page) {
        await page.press('command:request-license');
        await page.closeForm();
      },
      isDone: ({ snapshot }) =>
        snapshot.views.some(({ view }) => view.callback_id === 'form:request-license'),
      behind:
        'The form shows how many licences are free, read from Zoom this moment. Slack allows three seconds for that; the bot opens the form first and fills it then.',
    },
  ],
};

const isLicensed = (type: string) => type.startsWith('Licensed');

const licenceReturns: Story = {
  title: 'A licence that returns by itself',
  steps: [
    {
      says: 'As Ben, ask for a licence for one minute: /zoom request-license for 1m, then send the request.',
      async action(page) {
        await page.become(ben);
        await page.open('general');
        await page.say('/zoom request-license for 1m one quick webinar');
        await page.press('confirm:run');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'request:cancel'),
      behind: 'Usually that would be 14d; a minute is enough to see it happen.',
    },
    {
      says: 'As Grace, approve it in #zoom-approvals.',
      async action(page) {
        await page.become(grace);
        await page.open('zoom-approvals');
        await page.press('request:approve');
      },
      isDone: (seen) => isAt(seen, grace) && isDecided(seen) && isLicensed(licenceOf(seen, 'Ben Okafor')),
      behind:
        'Ben is Licensed in Zoom now. When it ends is stored with the request, in the database’s own time.',
    },
    {
      says: 'Be Ben and wait a minute, with an eye on the Zoom panel.',
      async action(page) {
        await page.become(ben);
        await page.open('Frontdesk');
      },
      isDone: (seen) => isAt(seen, ben) && !isLicensed(licenceOf(seen, 'Ben Okafor')),
      slow: true,
      behind:
        'The seat is free again and nobody had to remember it. The bot looks every second for what is due; what falls due while it is off is done at its next start.',
    },
  ],
};

const outage: Story = {
  title: 'An outage',
  steps: [
    {
      says: 'As Ben, ask once more: /zoom request-license for 1m, then send the request.',
      async action(page) {
        await page.become(ben);
        await page.open('general');
        await page.say('/zoom request-license for 1m a customer is waiting');
        await page.press('confirm:run');
      },
      isDone: (seen) => isAt(seen, ben) && offers(newReply(seen), 'request:cancel'),
      behind: 'The request waits in the store for an approver.',
    },
    {
      says: 'Now let Zoom fail: turn on “Zoom is down” in the Zoom panel.',
      action: (page) => page.flip('Zoom is down', true),
      isDone: ({ zoom }) => zoom.conditions?.zoom === 'down',
      behind: 'From now on every call to Zoom ends with a 503, as in a real outage.',
    },
    {
      says: 'Still as Ben, type /zoom status.',
      async action(page) {
        await page.become(ben);
        await page.open('general');
        await page.say('/zoom status');
      },
      isDone: (seen) => isAt(seen, ben) && newReply(seen) !== undefined,
      behind:
        'The bot tried three times with short pauses, then said plainly that it is Zoom’s fault, and how to try again.',
    },
    {
      says: 'As Grace, approve Ben’s request, although Zoom is down.',
      async action(page) {
        await page.become(grace);
        await page.open('zoom-approvals');
        await page.press('request:approve');
      },
      isDone: (seen) => isAt(seen, grace) && isDecided(seen),
      behind:
        'The decision is kept. The bot asks Zoom again with growing pauses; nobody has to approve twice.',
    },
    {
      says: 'The outage is over: turn “Zoom is down” off again, and watch the card.',
      action: (page) => page.flip('Zoom is down', false),
      isDone: (seen) => seen.zoom.conditions?.zoom !== 'down' && changedInZoom(seen),
      slow: true,
      behind:
        'The change was made by itself, and once: before it asks again after a doubtful answer, the bot reads whether the change is already there.',
    },
  ],
};

/** The tour, in its order. */
export const stories: readonly Story[] = [
  firstCommand,
  friendlyError,
  approval,
  denial,
  licenceReturns,
  outage,
];
