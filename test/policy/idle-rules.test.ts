import { expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';

const approvals = (more: string) =>
  `approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], expires_after: 24h, ${more} }\n`;
const problems = (text: string) => readPolicy(text, commands).problems ?? [];

test.each([
  ['remind_after: 24h', /approvals\.remind_after is not before expires_after/],
  ['escalate_after: 30h, escalate_to: [U0OWEN]', /approvals\.escalate_after is not before expires_after/],
  ['escalate_after: 4h', /approvals\.escalate_after is set, but escalate_to names nobody/],
])('a rule that would never come to bear is a mistake: %s', (more, words) => {
  expect(problems(approvals(more))).toEqual([expect.stringMatching(words)]);
});

test('what a command inherits may be idle there; what it says itself may not', () => {
  const inherited = approvals('remind_after: 20h');
  expect(problems(`${inherited}commands: { change-email: { expires_after: 8h } }`)).toEqual([]);
  expect(problems(`${inherited}commands: { change-email: { remind_after: 2d } }`)).toEqual([
    expect.stringMatching(/commands\.change-email\.remind_after is not before expires_after/),
  ]);
});

test('an admin command that asks for approvals needs somebody who can give them', () => {
  expect(
    problems(
      'commands: { delete-user: { access: admin, needed: 1 }, change-email: off, request-license: off }',
    ),
  ).toEqual([
    expect.stringMatching(/delete-user needs an approval, but no channel is set/),
    expect.stringMatching(/delete-user needs an approval, but nobody may give it/),
  ]);
});
