import { expect, test } from 'vitest';
import type { ChangeCommand } from '../../src/commands/define-command.ts';
import { commands } from '../../src/commands/registry.ts';
import { type Condition, covers, type Facts, holds } from '../../src/policy/conditions.ts';
import { policyDifference } from '../../src/policy/difference.ts';
import { ruleFor } from '../../src/policy/policy.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { replay } from '../../src/policy/replay.ts';
import { loneTakeovers } from '../../src/policy/takeover.ts';
import { namedApprovers } from '../../src/requests/approvals.ts';
import { pastRequestOf } from '../../src/requests/past-requests.ts';
import { plainWords } from '../../src/views/mrkdwn.ts';

const DAY = 86_400_000;

/** The block under `request-license` stands from line 8 on. */
const file = (
  under: string,
  { name = 'request-license', top = 'approvers: [U0GRACE, U0LINUS]' } = {},
) => `approvals:
  channel: C0APPROVALS
  ${top}
admins: [U0GRACE]
people: { email_domains: [example.com] }
commands:
  ${name}:
    ${under.trim().replaceAll('\n', '\n    ')}
`;
const read = (text: string) => readPolicy(text, commands);
const policyOf = (text: string) => {
  const { policy, problems } = read(text);
  if (!policy) throw new Error(problems?.join('\n'));
  return policy;
};
const named = (name: string): ChangeCommand => {
  const found = commands.find((one) => one.name === name);
  if (!found || found.risk === 'read') throw new Error(`There is no ${name}`);
  return found;
};
const facts = (over: Partial<Facts> = {}): Facts => ({
  duration: null,
  untilDay: false,
  department: null,
  seats: 1,
  ...over,
});

test('each mistake about people and conditions is said with its line', () => {
  const cases: readonly (readonly [
    under: string,
    line: number,
    words: RegExp,
    more?: Parameters<typeof file>[1],
  ])[] = [
    ['when: { duration: over 30d, needed: 2 }', 8, /when must be a list of conditions/],
    ['when:\n  - over 30d', 9, /when\.0 must be a block such as \{ duration: over 30d/],
    [
      'when:\n  - { duration: 30d, needed: 2 }',
      9,
      /“30d” is no limit\. Write it like “over 30d” or “up to 30d”/,
    ],
    ['when:\n  - needed: 2\n    duration: over soon', 10, /“over soon” is no limit/],
    ['when:\n  - { price: over much, needed: 2 }', 9, /“over much” is no limit\. Write it like “over 100”/],
    [
      'when:\n  - { departement: Legal, needed: 2 }',
      9,
      /when\.0 has an unknown key “departement”\. Did you mean “department”/,
    ],
    ['when:\n  - { duration: over 1d, quota: 1 per 1d }', 9, /unknown key “quota”/],
    ['when:\n  - { department: 7, needed: 2 }', 9, /department must be the name of a department in Zoom/],
    ['when:\n  - { department: [], needed: 2 }', 9, /department names none/],
    ['when:\n  - { duration: over 1d, needed: 0 }', 9, /needed must be at least 1/],
    ['when:\n  - needed: 2', 9, /an entry of “when” without a condition/],
    ['when:\n  - duration: over 30d', 9, /a condition that changes nothing \(for over 30 days\)/],
    [
      'when:\n  - { price: over 100, needed: 2 }',
      9,
      /what a licence costs is not told\. Add licences\.price/,
    ],
    [
      'when:\n  - duration: over 10d\n    needed: 2\n  - duration: over 30d\n    access: "off"',
      11,
      /never gets to this condition \(for over 30 days\): an earlier one \(for over 10 days\)/,
    ],
    [
      'max_duration: 30d\nwhen:\n  - { duration: over 30d, needed: 2 }',
      10,
      /is for 30 days at most, so this condition never holds/,
    ],
    ['when:\n  - duration: over 30d\n    needed: 3', 10, /needs 3 approvals, but has only 2 approvers/],
    [
      'when:\n  - duration: over 30d\n    approvers: [manager]\n    needed: 2',
      11,
      /needs 2 approvals, but has only one approver/,
    ],
    ['when:\n  - duration: over 30d\n    remind_after: 80h', 10, /remind_after is not before expires_after/],
    ['approvers: [managers]', 8, /must be a Slack user id \(U…, W…\), a user group id \(S…\) or manager/],
    ['escalate_to: [manager]', 8, /must be a Slack user id/],
    ['allow: S0SALES', 8, /allow must be a list of Slack ids/],
    ['allow: []', 8, /allow names nobody\. To forbid a command, set access: off/],
    ['allow: [sales]', 8, /must be a Slack user id \(U…, W…\) or user group id \(S…\)/],
    ['allow: [U0ADA]', 8, /create-user is for admins, and allow names none of them/, { name: 'create-user' }],
    [
      'when:\n  - { duration: over 1d, needed: 2 }',
      9,
      /profile is not asked for a time/,
      { name: 'profile' },
    ],
    [
      'when:\n  - { price: over 1, needed: 2 }',
      9,
      /profile takes no licence, so it has no price/,
      { name: 'profile' },
    ],
    [
      'when:\n  - { department: Legal, needed: 2 }',
      9,
      /create-user is about no account that has a department/,
      { name: 'create-user' },
    ],
    [
      'when:\n  - { department: Legal, access: self-service }',
      9,
      /edit-user is for admins, and self-service would open it/,
      { name: 'edit-user' },
    ],
    [
      'when:\n  - { department: Legal, access: approval }',
      9,
      /set-password cannot need an approval/,
      { name: 'set-password' },
    ],
    [
      'when:\n  - { department: Legal, access: admin }',
      8,
      /status only shows something, and conditions are for what is changed/,
      { name: 'status' },
    ],
    [
      'when:\n  - { department: Legal, expires_after: 1h }',
      9,
      /profile never needs an approval, so expires_after does nothing/,
      { name: 'profile', top: 'needed: 1' },
    ],
  ];
  for (const [under, line, words, more] of cases) {
    const text = more?.top ? file(under, more).replace('admins: [U0GRACE]', 'admins: []') : file(under, more);
    const problems = (read(text).problems ?? []).filter(
      (one) => !/change-email|request-/.test(one) || words.test(one),
    );
    expect.soft(problems, under).toEqual([expect.stringMatching(words)]);
    expect.soft(problems[0], under).toContain(`line ${line}:`);
  }
});

test('what may surprise is a warning, and the file is valid', () => {
  const cases: readonly (readonly [under: string, top: string, words: RegExp])[] = [
    [
      'approvers: [manager]',
      'approvers: [manager]',
      /whoever has no manager .*nobody stands beside “manager”: add-assistant, .* more/,
    ],
    [
      'approvers: [manager, U0OWEN]\nneeded: 2',
      'approvers: [U0OWEN]',
      /fewer approvers than needed: request-license/,
    ],
    [
      'when: [{ department: Legal, needed: 2 }]',
      'approvers: [U0GRACE, U0LINUS]',
      /request-license depends on the department, and with profile anybody can change their own/,
    ],
    [
      'allow: [U0ADA, U0ADA]',
      'approvers: [U0GRACE, U0LINUS]',
      /U0ADA stands twice in commands\.request-license\.allow/,
    ],
  ];
  for (const [under, top, words] of cases) {
    const { warnings, problems } = read(file(under, { top }));
    expect.soft(problems, under).toBeUndefined();
    expect.soft(warnings.map(({ says }) => says).join('\n'), under).toMatch(words);
  }
  const field = file('approvers: [manager]', { name: 'change-email' }).replace(
    'people: {',
    'people: { manager_field: Xf0BOSS,',
  );
  expect(
    read(field)
      .warnings.map(({ says }) => says)
      .join(),
  ).toMatch(/they choose who approves change-email/);
  const unused = file('access: approval').replace('people: {', 'people: { manager_field: Xf0BOSS,');
  expect(read(unused).warnings).toContainEqual(
    expect.objectContaining({ line: 5, says: expect.stringMatching(/manager_field does nothing/) }),
  );
  const open = file('when: [{ department: Legal, access: self-service }]', { name: 'change-email' });
  expect(
    read(open)
      .warnings.map(({ says }) => says)
      .join(),
  ).toMatch(/change-email is self-service in Legal: whoever holds/);
  expect(loneTakeovers(policyOf(open), commands)).toEqual([
    { slackId: null, way: 'change-email is self-service in Legal, so a Slack session is enough' },
  ]);
});

test('a condition holds on one side of its limit, for what is known', () => {
  const cases: readonly (readonly [
    condition: Condition,
    facts: Facts,
    price: number | null,
    expected: boolean,
  ])[] = [
    [{ duration: { side: 'over', limit: 30 * DAY } }, facts({ duration: 30 * DAY }), null, false],
    [{ duration: { side: 'over', limit: 30 * DAY } }, facts({ duration: 30 * DAY + 1 }), null, true],
    [{ duration: { side: 'over', limit: 30 * DAY } }, facts(), null, true],
    [
      { duration: { side: 'over', limit: 30 * DAY } },
      facts({ duration: 30.5 * DAY, untilDay: true }),
      null,
      false,
    ],
    [{ duration: { side: 'up to', limit: 30 * DAY } }, facts({ duration: 30 * DAY }), null, true],
    [{ duration: { side: 'up to', limit: 30 * DAY } }, facts(), null, false],
    [{ department: ['Finance', 'legal '] }, facts({ department: ' LEGAL' }), null, true],
    [{ department: ['Finance'] }, facts(), null, false],
    [{ price: { side: 'over', limit: 100 } }, facts(), 100, false],
    [{ price: { side: 'over', limit: 100 } }, facts(), 101, true],
    [{ price: { side: 'over', limit: 100 } }, facts({ duration: 100 * DAY }), 365, false],
    [{ price: { side: 'over', limit: 99 } }, facts({ duration: 100 * DAY }), 365, true],
    [{ price: { side: 'up to', limit: 99 } }, facts({ seats: 0 }), 365, true],
    [{ price: { side: 'up to', limit: 99 } }, facts(), null, false],
    [
      { department: ['A'], duration: { side: 'over', limit: DAY } },
      facts({ department: 'A', duration: DAY }),
      null,
      false,
    ],
    [{ department: ['A'], duration: { side: 'over', limit: DAY } }, facts({ department: 'A' }), null, true],
  ];
  for (const [condition, known, price, expected] of cases) {
    expect.soft(holds(condition, known, price), JSON.stringify([condition, known, price])).toBe(expected);
  }
  const over = (days: number): Condition => ({ duration: { side: 'over', limit: days * DAY } });
  expect(covers(over(10), { ...over(30), department: ['A'] })).toBe(true);
  expect(covers(over(30), over(10))).toBe(false);
  expect(covers({ department: ['A', 'B'] }, { department: ['b'] })).toBe(true);
  expect(covers({ department: ['A'] }, over(1))).toBe(false);
});

test('the first condition that holds goes before the keys beside it; the manager has somebody to stand in', () => {
  const policy = policyOf(
    file(`access: self-service
approvers: [manager]
expires_after: 24h
when:
  - { duration: over 90d, access: approval, needed: 2, approvers: [manager, U0OWEN] }
  - { duration: over 30d, access: approval }`),
  );
  const rule = (duration: number | null) => ruleFor(policy, named('request-license'), facts({ duration }));
  expect(rule(DAY)).toMatchObject({ access: 'self-service', needed: 1 });
  expect(rule(31 * DAY)).toMatchObject({ access: 'approval', needed: 1, expiresAfter: DAY });
  expect(rule(null)).toMatchObject({
    access: 'approval',
    needed: 2,
    expiresAfter: DAY,
    withoutManager: ['U0OWEN'],
  });
  expect(namedApprovers(rule(31 * DAY), false, 'U0MIA')).toEqual(['U0MIA']);
  expect(namedApprovers(rule(31 * DAY), false, null)).toEqual(['U0GRACE', 'U0LINUS']);
  expect(namedApprovers(rule(null), false, 'U0MIA')).toEqual(['U0MIA', 'U0OWEN']);
  expect(namedApprovers(rule(null), false, null)).toEqual(['U0OWEN']);
});

test('the difference of two files says what is new about people, in words', () => {
  const before = policyOf(file('access: approval'));
  const after = policyOf(
    file(`access: approval
approvers: [manager, S0ADMINS]
allow: [S0SALES, U0ADA]
when:
  - { duration: over 30d, needed: 2 }
  - { department: [Finance, Legal], access: self-service, approvers: [manager] }`).replace(
      'domains: [example.com]',
      'domains: [example.com], manager_field: Xf0BOSS',
    ),
  );
  const said = policyDifference(before, after, commands).map((one) => one.source);
  expect(said).toEqual([
    'Field of Slack profiles for the manager: not set → Xf0BOSS',
    '`request-license`, allow: not set → <!subteam^S0SALES>, <@U0ADA>',
    '`request-license`, approvers: not set → their manager, <!subteam^S0ADMINS>',
    '`request-license`, when: not set → for over 30 days: needed 2; in Finance or Legal: access for everybody, at once, approvers their manager',
  ]);
  expect(policyDifference(after, JSON.parse(JSON.stringify(after)), commands).map(plainWords)).toEqual([]);
});

test('a replay judges by what was stored with a request: its facts, its manager, and that it was refused', () => {
  const past = (progress: object, over: object = {}) =>
    pastRequestOf({
      id: 'req_1',
      command: 'request-license',
      state: 'done',
      requester_slack_id: 'U0BEN',
      created_at: 1_000,
      updated_at: 2_000,
      rule_json: JSON.stringify({
        access: 'approval',
        approvers: ['manager'],
        needed: 1,
        withoutManager: ['U0LINUS'],
      }),
      plan_json: JSON.stringify({
        own: true,
        subject: { slackId: 'U0BEN', zoomId: 'z' },
        requester: { slackId: 'U0BEN', zoomId: 'z' },
      }),
      progress_json: JSON.stringify({ sentAt: 1_500, ...progress }),
      input_json: JSON.stringify({ values: {}, subject: null }),
      ...over,
    });
  const refused = { state: 'refused', rule_json: null, plan_json: null };
  const rules =
    'approvers: [manager]\nwhen:\n  - { department: Legal, needed: 2, approvers: [U0GRACE, U0LINUS] }';
  const cases: readonly (readonly [under: string, past: ReturnType<typeof past>, would: object])[] = [
    [
      rules,
      past({ facts: facts(), manager: { slackId: 'U0MIA' } }),
      { kind: 'approval', approvers: ['U0MIA'], needed: 1 },
    ],
    [
      rules,
      past({ facts: facts(), manager: { slackId: null } }),
      { kind: 'approval', approvers: ['U0GRACE', 'U0LINUS'], needed: 1 },
    ],
    [rules, past({ facts: facts() }), { kind: 'approval', approvers: ['manager'], needed: 1 }],
    [
      rules,
      past({ facts: facts({ department: 'Legal' }), manager: { slackId: 'U0MIA' } }),
      { kind: 'approval', approvers: ['U0GRACE', 'U0LINUS'], needed: 2 },
    ],
    ['when: [{ duration: over 30d, access: self-service }]', past({}), { kind: 'at-once' }],
    [
      'when: [{ department: Legal, access: "off" }]',
      past({ facts: facts({ department: 'Legal' }), refusedFor: 'policy' }, refused),
      { kind: 'refused', by: 'policy' },
    ],
    ['allow: [U0ADA]', past({ facts: facts() }), { kind: 'refused', by: 'allow' }],
    [
      'allow: [U0BEN]',
      past({ facts: facts() }),
      { kind: 'approval', approvers: ['U0GRACE', 'U0LINUS'], needed: 1 },
    ],
    [
      'allow: [S0SALES]',
      past({ facts: facts() }),
      { kind: 'approval', approvers: ['U0GRACE', 'U0LINUS'], needed: 1 },
    ],
    ['allow: [S0SALES]', past({ refusedFor: 'allow' }, refused), { kind: 'refused', by: 'allow' }],
  ];
  for (const [under, request, would] of cases) {
    const [result] = replay([request], policyOf(file(under)), [named('request-license')], 0);
    expect.soft(result?.would, under).toEqual(would);
  }
});
