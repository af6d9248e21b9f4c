import { expect, test } from 'vitest';
import { countInPlace } from '../../src/requests/in-place-of.ts';

const by = (approver: string, away: string | null = null) => ({
  approver_slack_id: approver,
  for_slack_id: away,
});
const approvers = new Set(['A', 'B']);

test.each([
  ['an approver and their stand-in are one', [by('L', 'A'), by('A')], ['A']],
  ['the same the other way round', [by('A'), by('L', 'A')], ['A']],
  ['two stand-ins for two people are two', [by('L', 'A'), by('M', 'B')], ['L', 'M']],
  ['a stand-in and another approver are two', [by('L', 'A'), by('B')], ['L', 'B']],
  ['two stand-ins of one person, one after the other, are one', [by('L', 'A'), by('M', 'A')], ['L']],
  ['somebody whom policy does not let stand in is nobody', [by('X', 'A')], []],
  ['in place of a former approver it is nothing', [by('L', 'C')], []],
  ['in their own right, a former approver is nobody', [by('L')], []],
  ['who is an approver by now counts as one', [by('B', 'A'), by('A')], ['B', 'A']],
] as const)('%s', (_, decisions, given) => {
  const counted = countInPlace(decisions, approvers, new Set(['L', 'M', 'A', 'B']));
  expect(counted.given.map((one) => one.approver_slack_id)).toEqual(given);
});
