import { expect, it } from 'vitest';
import { searchMessages } from '../../../sandbox/web/app/state/search.ts';
import { approvalCard } from './every-block.ts';
import { message, snapshotFor } from './workspace.ts';

const long = `${'before '.repeat(60)}needle${' after'.repeat(60)}`;
const channel = { kind: 'public', hasApp: true, topic: '', members: 3 } as const;
const snapshot = snapshotFor('U0GRACE', {
  channels: [
    {
      ...channel,
      id: 'C1',
      name: 'general',
      messages: [
        message(0, 'U0ADA', 'José asks <@U0BEN> &lt;b&gt;'),
        message(1, 'U0BEN', long),
        message(2, 'U0BEN', 'needle only for you', { ephemeral: true }),
      ],
    },
    {
      ...channel,
      id: 'C2',
      name: 'zoom-approvals',
      messages: [message(3, 'U0FRONTDESK', 'fallback', { blocks: approvalCard })],
    },
  ],
});
const all = snapshot.channels.flatMap(({ messages }) => messages.map(({ ts }) => ts));
const found = (query: string) => searchMessages(snapshot, query).map((hit) => all.indexOf(hit.message.ts));

it.each([
  ['jose', [0]],
  ['@ben okafor', [3, 0]],
  ['<b>', [0]],
  ['JOSÉ nobody', []],
  ['licensed 14', [3]],
  ['fallback', []],
  ['needle', [1]],
  ['in:gen from:@ada', [0]],
  ['in:zoom ben', [3]],
  ['from:ben', [1]],
  ['', []],
  ['   ', []],
])('“%s” finds %j', (query, numbers) => {
  expect(found(query)).toEqual(numbers);
});

it('shows the place where the word stands', () => {
  const [hit] = searchMessages(snapshot, 'needle');
  expect(hit?.excerpt).toMatch(/^….*needle.*…$/);
  expect(hit?.excerpt.length).toBeLessThan(130);
});
