import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';

const approvals = (more: string) =>
  `approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], expires_after: 24h, ${more} }\n`;
/** At the end, so that the lines of a case keep their numbers. */
const people = '\npeople: { email_domains: [example.com] }\n';
const problems = (text: string) => readPolicy(text + people, commands).problems ?? [];

/** The commands that need an approval where the policy says nothing about them. */
const asked = ['change-email', 'request-license', 'request-account', 'request-activation'];
const offWithout = (...names: string[]) =>
  asked
    .filter((name) => !names.includes(name))
    .map((name) => `${name}: off`)
    .join(', ');

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

test('a key under a command that has no effect there is a mistake', () => {
  const base = 'approvals:\n  channel: C0APPROVALS\n  approvers: [U0GRACE, U0LINUS]\nadmins: [U0GRACE]\n';
  const cases: readonly (readonly [text: string, words: RegExp])[] = [
    [
      'commands: { create-user: { break_glass: true } }',
      /line 6: create-user never needs an approval, so break_glass does nothing/,
    ],
    ['commands: { change-email: { break_glass: true } }\n#', /no such channel\. Add notices\.channel/],
    ['commands: { change-email: { escalate_to: [U0GRACE], escalate_after: 2h } }', /escalate_to adds nobody/],
    ['commands: { change-email: { escalate_to: [U0OWEN] } }', /without escalate_after nobody asks them/],
    [
      'commands: { change-email: { quota: 0 per 1d } }',
      /quota allows it never\. To forbid a command, set access: off/,
    ],
    ['commands: { status: { needed: 2 } }', /status never needs an approval, so needed does nothing/],
    [
      'commands: { change-email: { approvers: [U0GRACE], needed: 2 } }',
      /needs 2 approvals, but has only one/,
    ],
    ['commands: { "change-email: off }', /line 8: this is not valid YAML: .*quotes here/],
  ];
  for (const [text, words] of cases) {
    const notices = text.endsWith('#') ? '#\n' : 'notices: { channel: C0OPS }\n';
    expect.soft(problems(base + notices + text), text).toEqual([expect.stringMatching(words)]);
  }
});

test('a warning has its line and leaves the policy valid', () => {
  const cases: readonly (readonly [text: string, expected: readonly RegExp[]])[] = [
    [
      'approvals: { channel: C0A, approvers: [U0GRACE] }\nadmins: [U0GRACE]\ncommands: { delete-user: { access: admin, needed: 1 } }',
      [
        /line 1 +U0GRACE cannot get an own request approved.*delete-user/,
        /the admin U0GRACE cannot do anything for others/,
      ],
    ],
    [
      'approvals: { channel: C0A, approvers: [U0GRACE, U0LINUS] }\nadmins: [U0GRACE]',
      [/when an admin asks to .*change-email.* another approver’s account, nobody is left/],
    ],
    [
      'approvals: { channel: C0A, approvers: [S0A, U0GRACE, U0GRACE] }\nadmins: []',
      [
        /line 1 +U0GRACE stands twice in approvals\.approvers/,
        /line 2 +there are no admins, so nobody can use list-users/,
      ],
    ],
    [
      `admins: [U0GRACE]\ncommands: { ${offWithout('request-license')}, request-license: { access: off, needed: 2 } }`,
      [
        /line 2 +request-license is off, so what else is set for it does nothing/,
        /admins cannot act for others/,
      ],
    ],
  ];
  for (const [text, expected] of cases) {
    const { policy, warnings } = readPolicy(text + people, commands);
    const found = warnings.map(({ line, says }) => `line ${line} ${says}`);
    expect.soft(found, text).toEqual(expected.map((words) => expect.stringMatching(words)));
    expect.soft(policy, text).toBeDefined();
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
  expect(problems(`commands: { delete-user: { access: admin, needed: 1 }, ${offWithout()} }`)).toEqual([
    expect.stringMatching(/delete-user needs an approval, but no channel is set/),
    expect.stringMatching(/delete-user needs an approval, but nobody may give it/),
  ]);
});

describe('an approval that nobody could give is a mistake', () => {
  test('neither channel nor approvers: both are reported, for each command', () => {
    const found = problems('');
    expect(found).toHaveLength(2 * asked.length);
    for (const name of asked) {
      expect(found.join('\n')).toContain(`${name} needs an approval, but no channel is set.`);
      expect(found.join('\n')).toContain(`${name} needs an approval, but nobody may give it.`);
    }
  });

  test('an empty list of approvers', () => {
    expect(problems('approvals: { channel: C0APPROVALS, approvers: [] }')).toHaveLength(asked.length);
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
    expect(
      problems(
        `commands: { change-email: self-service, ${offWithout('change-email', 'request-license')}, request-license: admin }`,
      ),
    ).toEqual([]);
  });
});

describe('a warning tells whose requests nobody could approve', () => {
  const warnings = (text: string) => readPolicy(text + people, commands).warnings.map(({ says }) => says);
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
