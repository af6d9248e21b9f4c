import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../src/commands/parse/duration.ts';
import { commands } from '../../src/commands/registry.ts';
import { noticeChannelOf, ruleFor } from '../../src/policy/policy.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';

const approvals = 'approvals: { channel: C0APPROVALS, approvers: [U0GRACE, S0ADMINS] }\n';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** At the end, so that the lines of a case keep their numbers. */
const withPeople = (text: string) =>
  /^(people|- |just|42)/m.test(text) ? text : `${text}\npeople: { email_domains: [example.com] }\n`;

/** The sentences about a file; the approvals that most cases need come along. */
const problems = (text: string) => readPolicy(withPeople(text), commands).problems ?? [];
const policyOf = (text: string) => {
  const { policy, problems: wrong } = readPolicy(withPeople(text), commands);
  if (!policy) throw new Error(wrong?.join('\n'));
  return policy;
};

const whole = `
approvals:
  channel: C0APPROVALS
  approvers: [U0GRACE, S0ADMINS]   # people and user groups
  needed: 1
  expires_after: 72h
  remind_after: 4h
  escalate_after: 24h
  escalate_to: [U0LINUS]
  stand_ins: [S0ADMINS]
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [Example.com, "@example.org"] }
licences: { bought: 120 }
keep: 400d
commands:
  add-assistant: self-service
  request-license: { access: approval, needed: 2, expires_after: 24h, max_duration: 30d, quota: 3 per 30d }
  change-email: { access: approval, break_glass: true }
`;

test('a policy that uses everything is read, durations in milliseconds', () => {
  expect(policyOf(whole)).toEqual({
    approvals: {
      channel: 'C0APPROVALS',
      approvers: ['U0GRACE', 'S0ADMINS'],
      needed: 1,
      expiresAfter: 72 * HOUR,
      remindAfter: 4 * HOUR,
      escalateAfter: 24 * HOUR,
      escalateTo: ['U0LINUS'],
      standIns: ['S0ADMINS'],
    },
    admins: ['U0GRACE'],
    noticeChannel: 'C0ZOOMOPS',
    emailDomains: ['example.com', 'example.org'],
    keep: 34_560_000_000,
    language: 'en',
    licences: {
      bought: 120,
      price: null,
      currency: null,
      renewal: null,
      idleAfter: 60 * DAY,
      minHold: 30 * DAY,
      exempt: [],
      adminsExempt: true,
      mayTake: [],
      onSilence: 'ask-admin',
      alertBelow: null,
      renewalAlert: 30 * DAY,
      nightly: true,
      channel: 'C0ZOOMOPS',
    },
    commands: {
      'add-assistant': { access: 'self-service' },
      'request-license': {
        access: 'approval',
        needed: 2,
        expiresAfter: 24 * HOUR,
        maxDuration: 30 * DAY,
        quota: { times: 3, per: 30 * DAY },
      },
      'change-email': { access: 'approval', breakGlass: true },
    },
  });
});

test('where every command that needs an approval is off, nothing else has to be set', () => {
  const policy = policyOf(
    'commands: { change-email: off, request-license: "off", request-account: off, request-activation: off }',
  );
  expect(policy).toMatchObject({ admins: [], noticeChannel: null, emailDomains: ['example.com'] });
});

test('outcomes of a command are posted in the notice channel, in another one or nowhere', () => {
  const policy = policyOf(`${approvals}notices: { channel: C0OPS }
commands: { add-assistant: { notices: off }, picture: { notices: C0OTHER }, profile: { notices: on } }`);
  expect(noticeChannelOf(policy, 'add-assistant')).toBeNull();
  expect(noticeChannelOf(policy, 'picture')).toBe('C0OTHER');
  expect(noticeChannelOf(policy, 'profile')).toBe('C0OPS');
  expect(noticeChannelOf(policy, 'change-email')).toBe('C0OPS');
  expect(noticeChannelOf(policyOf(approvals), 'change-email')).toBeNull();
});

describe('the rule for a command', () => {
  const rule = (name: string, text = whole) => {
    const command = commands.find((one) => one.name === name);
    if (!command) throw new Error(`There is no ${name}`);
    return ruleFor(policyOf(text), command);
  };

  test('what is set under the command overrides the approvals, key by key', () => {
    expect(rule('request-license')).toMatchObject({
      access: 'approval',
      needed: 2,
      expiresAfter: 24 * HOUR,
      channel: 'C0APPROVALS',
      remindAfter: 4 * HOUR,
      quota: { times: 3, per: 30 * DAY },
    });
    const own = 'commands: { change-email: { channel: C0EMAIL, approvers: [U0LINUS] } }';
    expect(rule('change-email', `${approvals}${own}`)).toMatchObject({
      access: 'approval',
      channel: 'C0EMAIL',
      approvers: ['U0LINUS'],
      needed: 1,
      quota: null,
    });
  });

  test('a command that is not named keeps its own default', () => {
    expect(rule('status').access).toBe('self-service');
    expect(rule('change-email', approvals).access).toBe('approval');
  });

  test('by default a request is open for three days and nobody is reminded', () => {
    expect(rule('change-email', approvals)).toMatchObject({
      expiresAfter: 72 * HOUR,
      remindAfter: null,
      escalateAfter: null,
      escalateTo: [],
      standIns: 'approvers',
    });
  });

  test('policy can switch a command off or give it to admins', () => {
    const text = `${approvals}commands: { status: off, check-email: admin }`;
    expect(rule('status', text).access).toBe('off');
    expect(rule('check-email', text).access).toBe('admin');
  });
});

type Case = readonly [text: string, sentence: RegExp];

const wrongValues: Case[] = [
  // unknown keys
  ['colour: red', /the file has an unknown key “colour”/],
  ['notices: { channels: C0OPS }', /notices has an unknown key “channels”/],
  ['people: { domains: [example.com] }', /people has an unknown key “domains”/],
  ['commands: { status: { acess: off } }', /commands\.status has an unknown key “acess”/],
  ['commands: { status: { access: off, needs: 2 } }', /commands\.status has an unknown key “needs”/],
  // commands
  ['commands: { stauts: off }', /there is no command “stauts”\. Did you mean “status”\?/],
  ['commands: { dance: off }', /there is no command “dance”\. There are: help, whoami/],
  ['commands: { status: maybe }', /commands\.status must be one of self-service, approval, admin, off, or/],
  ['commands: { status: 3 }', /commands\.status must be one of/],
  ['commands: { status: [off] }', /commands\.status must be one of/],
  ['commands: { status: }', /commands\.status must be one of/],
  ['commands: { status: { access: maybe } }', /commands\.status\.access must be one of self-service/],
  ['commands: [status]', /commands must be a block with one line for each command/],
  ['commands: off', /commands must be a block/],
  // durations and numbers
  ['commands: { status: { quota: often } }', /commands\.status\.quota “often” is no quota.*“3 per 30d”/],
  ['commands: { status: { quota: 3 per week } }', /status\.quota “3 per week” is no quota/],
  ['commands: { status: { quota: 3 } }', /status\.quota must read like “3 per 30d”/],
  ['commands: { status: { max_duration: 0d } }', /status\.max_duration “0d” is no duration/],
  ['commands: { status: { needed: 0 } }', /status\.needed must be at least 1/],
  ['commands: { status: { break_glass: maybe } }', /status\.break_glass must be true or false/],
  // notices
  [
    'commands: { add-assistant: { notices: maybe } }',
    /add-assistant\.notices must be on, off or a channel id/,
  ],
  [
    'commands: { add-assistant: { notices: true } }',
    /add-assistant\.notices must be on, off or a channel id/,
  ],
  ['commands: { add-assistant: { notices: "#ops" } }', /add-assistant\.notices must be on, off or a channel/],
  ['commands: { add-assistant: { notices: on } }', /add-assistant\.notices is on, but there is no notice ch/],
  ['commands: { status: { notices: off } }', /status\.notices has no effect: status changes nothing/],
  // ids
  ['admins: U0GRACE', /admins must be a list of Slack user ids/],
  ['admins: [grace]', /admins\.0 must be a Slack user id .*Copy member ID/],
  ['admins: [S0ADMINS]', /admins\.0 must be a Slack user id/],
  ['admins: [5]', /admins\.0 must be a Slack user id/],
  ['notices: { channel: "#zoom-ops" }', /notices\.channel must be a channel id/],
  ['notices: C0OPS', /notices must be a block with settings of its own/],
  ['notices:', /notices must be a block with settings of its own/],
  ['people: { email_domains: example.com }', /people\.email_domains must be a list of domains/],
  ['people: { email_domains: [5] }', /email_domains\.0 must be a domain such as example\.com/],
  ['people: { email_domains: [ada@example.com] }', /email_domains\.0 must be a domain/],
  ['people: { email_domains: [localhost] }', /email_domains\.0 must be a domain/],
];

const wrongApprovals: Case[] = [
  ['approvals: C0APPROVALS', /approvals must be a block with settings of its own/],
  ['approvals: { chanel: C0APPROVALS }', /approvals has an unknown key “chanel”/],
  ['approvals: { channel: 7 }', /approvals\.channel must be a channel id/],
  ['approvals: { channel: general }', /approvals\.channel must be a channel id \(C…\).*at the bottom/],
  ['approvals: { channel: D0GRACE }', /approvals\.channel must be a channel id/],
  ['approvals: { approvers: U0GRACE }', /approvals\.approvers must be a list of Slack ids/],
  ['approvals: { approvers: 7 }', /approvals\.approvers must be a list of Slack ids/],
  ['approvals: { approvers: [U0GRACE, C0X] }', /approvals\.approvers\.1 must be a Slack user id/],
  ['approvals: { escalate_to: [grace] }', /approvals\.escalate_to\.0 must be/],
  ['approvals: { needed: 1.5 }', /approvals\.needed must be a whole number/],
  ['approvals: { needed: two }', /approvals\.needed must be a whole number/],
  ['approvals: { needed: 11 }', /approvals\.needed must be at most 10/],
  ['approvals: { expires_after: 72 }', /approvals\.expires_after must be a duration such as 30m/],
  ['approvals: { remind_after: soon }', /approvals\.remind_after “soon” is no duration.*30m, 4h or 14d/],
  ['approvals: { escalate_after: 3y }', /approvals\.escalate_after “3y” is no duration/],
];

const wrongTexts: Case[] = [
  ['- a list', /the file must be made of blocks such as “approvals:” and “commands:”/],
  ['just words', /the file must be made of blocks/],
  ['42', /the file must be made of blocks/],
  ['approvals: {', /is not valid YAML: /],
  ['\tadmins: [U0A]', /is not valid YAML: /],
];

describe('a mistake is reported in a sentence that names the place', () => {
  const expectSentences = (cases: readonly Case[], fileWith: (text: string) => string) => {
    for (const [text, sentence] of cases) {
      expect.soft(problems(fileWith(text)), text).toEqual([expect.stringMatching(sentence)]);
    }
  };

  test('in admins, notices, people and commands', () => {
    expectSentences(wrongValues, (text) => `${approvals}${text}\n`);
  });

  test('in approvals', () => {
    const rest =
      '\ncommands: { change-email: off, request-license: off, request-account: off, request-activation: off }';
    expectSentences(wrongApprovals, (text) => text + rest);
  });

  test('in a text that is not a policy at all', () => {
    expectSentences(wrongTexts, (text) => text);
  });

  test('several mistakes are reported together', () => {
    const text =
      'approvals: { needed: 0, channel: x }\nadmins: grace\nadmins: 7\ncommands: { status: maybe, stauts: off }\n';
    expect(problems(text)).toEqual([
      expect.stringMatching(/^policy\.yml, line 1: approvals\.channel must be a channel id/),
      expect.stringMatching(/^policy\.yml, line 1: approvals\.needed must be at least 1/),
      expect.stringMatching(/^policy\.yml, line 1: change-email needs an approval, but nobody may give it/),
      expect.stringMatching(/^policy\.yml, line 1: request-license needs an approval, but nobody may/),
      expect.stringMatching(/^policy\.yml, line 1: request-account needs an approval, but nobody may/),
      expect.stringMatching(/^policy\.yml, line 1: request-activation needs an approval, but nobody may/),
      expect.stringMatching(/^policy\.yml, line 2: admins must be a list/),
      expect.stringMatching(/^policy\.yml, line 3: the key “admins” stands here a second time/),
      expect.stringMatching(/^policy\.yml, line 4: commands\.status must be one of/),
      expect.stringMatching(/^policy\.yml, line 4: there is no command “stauts”\. Did you mean “status”\?/),
    ]);
  });

  test('every problem is a whole sentence about policy.yml without a validator’s jargon', () => {
    const texts = ['- a', 'a: 1', 'approvals: 1', 'admins: 1', 'notices: 1', 'people: 1', 'commands: 1'];
    for (const sentence of texts.flatMap(problems)) {
      expect(sentence).toMatch(/^policy\.yml(, line \d+)?: .+[.?]$/);
      expect(sentence).not.toMatch(/invalid|expected|received|undefined|\[object/i);
    }
  });
});

test('durations are read in minutes, hours, days and weeks, and nothing else', () => {
  const cases: readonly (readonly [text: string, expected: number | undefined])[] = [
    ['30m', 30 * 60_000],
    ['4h', 4 * HOUR],
    ['14d', 14 * DAY],
    ['2w', 14 * DAY],
    [' 4 H ', 4 * HOUR],
    ['0h', undefined],
    ['-4h', undefined],
    ['4.5h', undefined],
    ['4', undefined],
    ['h', undefined],
    ['99999d', undefined],
    ['4h30m', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) expect.soft(parseDuration(text), text).toBe(expected);
});
