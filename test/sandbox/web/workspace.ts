import { people } from '../../../sandbox/people.ts';
import type { Channel, Member, Message, OpenView, Snapshot } from '../../../sandbox/slack/desktop.ts';
import { approvalCard, everyBlock } from './every-block.ts';

const app = {
  userId: 'U0FRONTDESK',
  name: 'Frontdesk',
  command: '/zoom',
  commands: [{ line: '/zoom', hint: 'help | status' }],
  readOnly: false,
  online: true,
};
const members: Member[] = people.map(({ slackId, handle, name, title, slack }) => ({
  id: slackId,
  handle,
  name,
  title,
  locale: slack.locale ?? 'en-US',
  kind: slack.kind,
}));

/** Seconds since 1970 of the first message below. */
const start = 1795424400;

export function message(seconds: number, user: string, text: string, more: Partial<Message> = {}): Message {
  return {
    ts: `${start + seconds}.000100`,
    user,
    text,
    blocks: [],
    edited: false,
    ephemeral: false,
    ...more,
  };
}

const channels: Channel[] = [
  { id: 'C0GENERAL', name: 'general', kind: 'public', hasApp: true, topic: '', members: 3, messages: [] },
  {
    id: 'C0APPROVALS',
    name: 'zoom-approvals',
    kind: 'private',
    hasApp: true,
    topic: '',
    members: 3,
    messages: [
      message(0, 'U0GRACE', 'Morning! Two requests are waiting.'),
      message(20, 'U0GRACE', 'I take the first one, <@U0LINUS>.'),
      message(60, app.userId, 'Ben Okafor asks for a licence', { blocks: approvalCard }),
      message(90, app.userId, '', { text: 'You cannot approve your own request.', ephemeral: true }),
      message(95, app.userId, '/zoom failed because the app did not respond.', {
        fromSlack: true,
        ephemeral: true,
      }),
    ],
  },
  {
    id: 'C0BLOCKS',
    name: 'every-block',
    kind: 'public',
    hasApp: false,
    topic: '',
    members: 3,
    messages: [message(0, app.userId, 'All', { blocks: everyBlock, edited: true })],
  },
  {
    id: 'C0PICTURES',
    name: 'pictures',
    kind: 'public',
    hasApp: true,
    topic: '',
    members: 3,
    messages: [
      message(0, app.userId, 'As a block', {
        blocks: [{ type: 'image', block_id: 'p', slack_file: { id: 'F1' }, alt_text: 'Licences by month' }],
      }),
      message(9, app.userId, 'As a file', {
        files: [
          {
            id: 'F2',
            name: 'b.png',
            mimetype: 'image/png',
            size: 70,
            alt: 'A chart of licences',
            url: '/sandbox/files/F2/b.png',
          },
        ],
      }),
    ],
  },
  { id: 'D0ADA', name: 'frontdesk', kind: 'im', hasApp: true, topic: '', members: 3, messages: [] },
];

/** What a person sees of a small workspace; for the parts under test, name them in `more`. */
export function snapshotFor(userId: string, more: Partial<Snapshot> = {}): Snapshot {
  const me = members.find((one) => one.id === userId);
  if (!me) throw new Error(`Nobody is called ${userId}`);
  return {
    team: { id: 'T0ACME', name: 'Acme' },
    me,
    members,
    groups: [],
    channels,
    views: [],
    home: null,
    app,
    ...more,
  };
}

export function openView(view: OpenView['view'], more: Partial<OpenView> = {}): OpenView {
  return { id: 'V1', hash: 'h1', view, errors: {}, ...more };
}
