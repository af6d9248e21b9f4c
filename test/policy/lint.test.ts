import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';

const approvals = (more: string) =>
  `approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], expires_after: 24h, ${more} }\n`;
const problems = (text: string) => readPolicy(text, commands).problems ?? [];

test('a rule that can never apply is a mistake', () => {
  const cases: readonly (readonly [rule: string, words: RegExp])[] = [
    ['remind_after: 24h', /approvals\.remind_after is not before expires_after/],
    ['escalate_after: 30h, escalate_to: [U0OWEN]', /approvals\.escalate_after is not before expires_after/],
    ['escalate_after: 4h', /approvals\.escalate_after is set, but escalate_to names nobody/],
  ];
  for (const [rule, words] of cases) {
    expect.soft(problems(approvals(rule)), rule).toEqual([expect.stringMatching(words)]);
  }
});

test('a value that a command inherits may have no effect there; one that it sets itself may not', () => {
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

describe('an approval that nobody could give is a mistake', () => {
  const asked = ['change-email', 'request-license'];

  test('neither channel nor approvers: both are reported, for each command', () => {
    const found = problems('');
    expect(found).toHaveLength(4);
    for (const name of asked) {
      expect(found.join('\n')).toContain(`${name} needs an approval, but no channel is set.`);
      expect(found.join('\n')).toContain(`${name} needs an approval, but nobody may give it.`);
    }
  });

  test('an empty list of approvers', () => {
    expect(problems('approvals: { channel: C0APPROVALS, approvers: [] }')).toHaveLength(2);
  });

  test('more approvals needed than there are approvers, and one person named twice is one', () => {
    const channel = 'approvals: { channel: C0APPROVALS, needed: 2,';
    const one = /needs 2 approvals, but has only one approver\. Add approvers or lower “needed”\.$/;
    expect(problems(`${channel} approvers: [U0GRACE] }`)[0]).toMatch(one);
    expect(problems(`${channel} approvers: [U0GRACE, U0GRACE] }`)[0]).toMatch(one);
    expect(problems(`${channel} approvers: [U0GRACE, U0LINUS] }`)).toEqual([]);
  });

  test('a user group counts as enough approvers: its members are not known here', () => {
    expect(problems('approvals: { channel: C0APPROVALS, needed: 5, approvers: [S0ADMINS] }')).toEqual([]);
  });

  test('a password cannot wait for an approval, because it is never stored', () => {
    for (const rule of ['approval', '{ access: admin, needed: 1 }']) {
      expect
        .soft(problems(`${approvals('')}commands: { set-password: ${rule} }`), rule)
        .toEqual([
          'policy.yml, line 2: set-password cannot need an approval: a password cannot wait for an approval, because it is never stored. Use self-service, admin or off.',
        ]);
    }
  });

  test('a command that can do without its secret may need an approval', () => {
    expect(problems(`${approvals('')}commands: { profile: approval, set-password: admin }`)).toEqual([]);
  });

  test('a command that is self-service in this policy needs nobody', () => {
    expect(problems('commands: { change-email: self-service, request-license: admin }')).toEqual([]);
  });
});

describe('a warning tells whose requests nobody could approve', () => {
  const warnings = (text: string) => readPolicy(text, commands).warnings.map(({ says }) => says);
  const only = (...names: string[]) =>
    commands
      .filter(({ name }) => !names.includes(name))
      .map(({ name }) => `  ${name}: off\n`)
      .join('');
  const policy = (approvers: string, more: string, ...names: string[]) =>
    `approvals: { channel: C0APPROVALS, approvers: [${approvers}] }\n${more}commands:\n${only(...names)}`;

  test('an approver without another one cannot get an own request approved', () => {
    const says = 'U0GRACE cannot get an own request approved, because nobody approves their own';
    expect(warnings(policy('U0GRACE', '', 'change-email'))).toEqual([expect.stringContaining(says)]);
    expect(warnings(policy('U0GRACE, U0LINUS', '', 'change-email'))).toEqual([]);
    expect(warnings(policy('S0ADMINS', '', 'change-email'))).toEqual([]);
  });

  test('an admin who is the only approver cannot act for others', () => {
    const says = 'the admin U0GRACE cannot do anything for others here';
    const found = warnings(policy('U0GRACE', 'admins: [U0GRACE]\n', 'add-assistant'));
    expect(found).toEqual([expect.stringContaining(says)]);
    expect(warnings(policy('U0GRACE', 'admins: [U0LINUS]\n', 'add-assistant'))).toEqual([]);
  });

  test('of two approvers nobody is left when one asks to take over the other’s account', () => {
    const says =
      'when an admin asks to change-email another approver’s account, nobody is left to approve it';
    const admins = 'admins: [U0GRACE]\n';
    expect(warnings(policy('U0GRACE, U0LINUS', admins, 'change-email'))).toEqual([
      expect.stringContaining(says),
    ]);
    expect(warnings(policy('U0GRACE, U0LINUS, U0OWEN', admins, 'change-email'))).toEqual([]);
    expect(warnings(policy('U0GRACE, U0LINUS', admins, 'add-assistant'))).toEqual([]);
  });
});
