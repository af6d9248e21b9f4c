import { expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { type ChannelEvent, channelDigest } from '../../src/views/channel-messages.ts';
import { bold, md, mention } from '../../src/views/mrkdwn.ts';

const event = (over: Partial<ChannelEvent> = {}, name = 'Ada Lovelace'): ChannelEvent => ({
  kind: 'done',
  tried: true,
  requesterSlackId: 'U0ADA',
  what: md`Change the Zoom email of ${bold(name)}`,
  account: md`not shown`,
  email: 'ada@example.com',
  approvedBy: [],
  ...over,
});
const textOf = (events: readonly ChannelEvent[]) => channelDigest(events, '/zoom').text;
const many = (n: number, one: ChannelEvent) => Array.from({ length: n }, () => one);

test('shows each change on one line: outcome, requester, change, account, approvers', () => {
  const text = textOf([
    event(),
    event({ approvedBy: [mention('U0GRACE'), mention('U0LINUS')] }),
    event({ kind: 'undone' }),
    event({ kind: 'ended' }),
    event({ kind: 'failed' }),
  ]);
  const what = 'Change the Zoom email of *Ada Lovelace* · ada@example.com';
  expect(text.split('\n')).toEqual([
    '4 changes in Zoom, 1 not made',
    `:white_check_mark: <@U0ADA>: ${what}`,
    `:white_check_mark: <@U0ADA>: ${what} · approved by <@U0GRACE> and <@U0LINUS>`,
    `:leftwards_arrow_with_hook: Undone by <@U0ADA>: ${what}`,
    `:leftwards_arrow_with_hook: Ended as agreed for <@U0ADA>: ${what}`,
    `:warning: Not done for <@U0ADA>: ${what}`,
  ]);
});

test('counts in the first line what was changed and what was not', () => {
  const titleOf = (events: readonly ChannelEvent[]) => textOf(events).split('\n')[0];
  const failed = event({ kind: 'failed' });
  expect.soft(titleOf(many(2, event()))).toBe('2 changes in Zoom');
  expect.soft(titleOf([event(), failed])).toBe('1 change in Zoom, 1 not made');
  expect.soft(titleOf(many(3, failed))).toBe('3 changes were not made in Zoom');
});

test.each([
  ['ordinary', 'Ada Lovelace'],
  ['very long', '<&x>'.repeat(1_250)],
  ['on several lines', 'Ada\n:white_check_mark: <@U0GRACE>: nothing\r\nAda'],
  ['short', ''],
])('Slack accepts a message of two hundred changes with names that are %s', (_, name) => {
  const people = Array.from({ length: 10 }, (_unused, i) => mention(`U0P${i}`));
  const { blocks, text } = channelDigest(many(200, event({ approvedBy: people }, name)), '/zoom');
  expect(invalidBlocks('message', blocks)).toEqual([]);
  const shown = blocks.flatMap((one) =>
    one.type === 'section' && one.text ? one.text.text.split('\n') : [],
  );
  const lines = shown.filter((one) => one.startsWith(':white_check_mark:'));
  expect(shown).toHaveLength(lines.length + 1);
  expect(lines.length).toBeGreaterThan(20);
  for (const line of lines) expect(line).toMatch(/ada@example\.com · approved by .*<@U0P9>$/);
  expect(JSON.stringify(blocks.at(-1))).toContain(`and ${200 - lines.length} more: `);
  expect(JSON.stringify(blocks).length).toBeLessThan(13_200);
  expect(text.length).toBeLessThanOrEqual(3_000);
});
