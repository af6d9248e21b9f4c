import { describe, expect, test } from 'vitest';
import { MAX_COMMAND_LINE, parse } from '../../src/commands/parse/parse.ts';
import { commands } from '../../src/commands/registry.ts';
import type { Text } from '../../src/languages/text.ts';

/** The short of what was understood: the command, its values, whose account. */
function understood(text: string) {
  const parsed = parse(text, commands);
  if (parsed.kind !== 'command') return parsed;
  const { command, values, missing, problems, subject } = parsed;
  return {
    command: command.name,
    ...values,
    ...(subject ? { for: subject } : {}),
    ...(missing.length > 0 ? { missing: missing.map((field) => field.name) } : {}),
    ...(Object.keys(problems).length > 0 ? { problems: inWords(problems) } : {}),
  };
}

function inWords(problems: Readonly<Record<string, Text>>) {
  return Object.fromEntries(Object.entries(problems).map(([field, { words }]) => [field, words]));
}

const email = 'ada.king@example.com';

const commandLines = [
  // the command's own word
  ['status', { command: 'status' }],
  ['  STATUS  ', { command: 'status' }],
  ['status please', { command: 'status' }],
  ['\tadd-assistant\n<@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['add assistant <@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['Add  Assistant <@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['add_assistant <@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['add–assistant <@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['add—assistant <@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['add\u00A0assistant\u202F<@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['“add-assistant” <@U1ADA>', { command: 'add-assistant', person: 'U1ADA' }],
  ['stat\u200Bus\uFEFF', { command: 'status' }],
  // people
  ['add-assistant <@W1ADA|ada>', { command: 'add-assistant', person: 'W1ADA' }],
  ['add-assistant <@U1ADA|Ada King>', { command: 'add-assistant', person: 'U1ADA' }],
  ['add-assistant <@U1ADA>, please', { command: 'add-assistant', person: 'U1ADA' }],
  ['add-assistant <mailto:mia@example.com|mia@example.com>', pick('mia@example.com')],
  ['add-assistant <MAILTO:Mia@Example.com>', pick('mia@example.com')],
  ['add-assistant MIA+desk@Example.COM', pick('mia+desk@example.com')],
  ['add-assistant \u202Amia@example.com\u202C', pick('mia@example.com')],
  ['add-assistant o’neill@example.com', pick("o'neill@example.com")],
  ['remove-assistant ALL', { command: 'remove-assistant', person: 'all' }],
  ['remove-assistant “all”', { command: 'remove-assistant', person: 'all' }],
  // whose account
  ['status for <@U1BEN>', { command: 'status', for: 'U1BEN' }],
  ['status FOR <mailto:ben@example.com|ben@example.com>', { command: 'status', for: 'ben@example.com' }],
  ['add-assistant for <@U1BEN> <@U1ADA>', { command: 'add-assistant', person: 'U1ADA', for: 'U1BEN' }],
  ['add-assistant <@U1ADA> for ben@example.com', { ...pick('U1ADA'), for: 'ben@example.com' }],
  ['status for me', { command: 'status' }],
  ['request-license for the workshop', { command: 'request-license', reason: 'for the workshop' }],
  ['request-license مریم\u200Cسادات', { command: 'request-license', reason: 'مریم\u200Cسادات' }],
  ['request-license 👩\u200D💻 \u200Dx', { command: 'request-license', reason: '👩\u200D💻 x' }],
  ['request-license “for” <@U1BEN>', { command: 'request-license', reason: '"for" @U1BEN' }],
  ['check-email for ben@example.com', { command: 'check-email', email: 'ben@example.com' }],
  // text
  [`change-email ${email} I got married`, { ...change(email), reason: 'I got married' }],
  [`change-email ${email} “I got married”`, { ...change(email), reason: 'I got married' }],
  [`change-email ${email} it’s “ada” now`, { ...change(email), reason: 'it\'s "ada" now' }],
  [`change-email ${email} R&amp;D, a &lt; b`, { ...change(email), reason: 'R&D, a < b' }],
  [`change-email ${email} &amp;lt;b&amp;gt;`, { ...change(email), reason: '&lt;b&gt;' }],
  [`change-email ${email} &lt;!channel&gt;`, { ...change(email), reason: '<!channel>' }],
  [`change-email ${email} said <@U1BEN|ben>.`, { ...change(email), reason: 'said @ben.' }],
  [`change-email ${email} (<@U1BEN>)`, { ...change(email), reason: '(@U1BEN)' }],
  [`change-email ${email} in <#C1DESK|desk>`, { ...change(email), reason: 'in #desk' }],
  [`change-email ${email} <!here> <!subteam^S1IT|@it>`, { ...change(email), reason: '@here @it' }],
  [`change-email ${email} <https://x.y|x.y>`, { ...change(email), reason: 'x.y' }],
  [`change-email ${email} <https://x.y/?a=1&amp;b=2>`, { ...change(email), reason: 'https://x.y/?a=1&b=2' }],
  [`change-email ${email} call <tel:+44123|+44 123>`, { ...change(email), reason: 'call +44 123' }],
  [`change-email ${email} was ada@example.com`, { ...change(email), reason: 'was ada@example.com' }],
  [`change-email <mailto:${email}|${email}>`, change(email)],
  ['check-name ada.lovelace', { command: 'check-name', name: 'ada.lovelace' }],
  ['check-name <http://ada.love.org|ada.love.org>', { command: 'check-name', name: 'ada.love.org' }],
  ['help add assistant', { command: 'help', command_: 'add assistant' }],
  // what is missing opens the form
  ['add-assistant', { command: 'add-assistant', missing: ['person'] }],
  ['add-assistant ""', { command: 'add-assistant', missing: ['person'] }],
  ['change-email <@U1BEN>', { command: 'change-email', for: 'U1BEN', missing: ['email'] }],
  ['add-assistant for <@U1BEN>', { command: 'add-assistant', for: 'U1BEN', missing: ['person'] }],
  ['change-email', { command: 'change-email', missing: ['email'] }],
  ['request-license', { command: 'request-license' }],
] as const;

test('command lines are understood', () => {
  for (const [text, expected] of commandLines) {
    const { command_, ...rest } = { command_: undefined, ...expected };
    expect.soft(understood(text), text).toEqual(command_ ? { ...rest, command: command_ } : rest);
  }
});

function pick(person: string) {
  return { command: 'add-assistant', person };
}
function change(address: string) {
  return { command: 'change-email', email: address };
}

describe('what makes no sense is said in a sentence', () => {
  const problemOf = (text: string, field: string) => {
    const parsed = parse(text, commands);
    return parsed.kind === 'command' ? parsed.problems[field]?.words : undefined;
  };

  const wrong = [
    ['add-assistant @bob', 'person', /couldn’t tell who “@bob” is.*Type @ and pick/],
    ['add-assistant bob', 'person', /couldn’t tell who “bob” is/],
    ['check-email ada', 'email', /“ada” isn’t an email address.*name@example\.com/],
    [`check-email ${'a'.repeat(140)}@example.com`, 'email', /“a{59}…” isn’t an email address/],
    ['change-email ben', 'email', /“ben” isn’t an email address/],
    ['check-name ada', 'name', /5 to 40 letters, digits and dots/],
    ['check-name ada lovelace', 'name', /5 to 40 letters, digits and dots/],
    [`change-email ${email} ${'x'.repeat(501)}`, 'reason', /too long.*500 characters/],
  ] as const;

  test('what is wrong with a value', () => {
    for (const [text, field, words] of wrong) expect.soft(problemOf(text, field), text).toMatch(words);
  });

  test('two people at once: the first stands in the form, and the person is asked to name one', () => {
    expect(parse('add-assistant <@U1ADA> <@U1BEN>', commands)).toMatchObject({
      values: { person: 'U1ADA' },
      missing: [],
      problems: { person: { words: 'One person at a time, please.' } },
    });
    expect(problemOf('add-assistant ada@example.com, ben@example.com', 'person')).toBeDefined();
  });

  test('a reason of 500 emoji fits, one more does not', () => {
    expect(problemOf(`change-email ${email} ${'🎉'.repeat(500)}`, 'reason')).toBeUndefined();
    expect(problemOf(`change-email ${email} ${'🎉'.repeat(501)}`, 'reason')).toMatch(/too long/);
  });
});

test('“for” before the person of an admin’s command is only a word', () => {
  expect(parse('set-license for <@U0BEN> licensed for 14d', commands)).toMatchObject({
    values: { person: 'U0BEN', licence: 'licensed', duration: '14d' },
    problems: {},
    missing: [],
  });
});

test('two people are fine where two are asked for', () => {
  expect(parse('link <@U0IVY> rosa@example.com', commands)).toMatchObject({ problems: {}, missing: [] });
  expect(parse('link <@U0IVY> rosa@example.com <@U0BEN>', commands)).toMatchObject({
    problems: { person: { words: 'One person at a time, please.' } },
  });
});

describe('what is not a command is answered with help', () => {
  test('nothing, or a question mark', () => {
    for (const text of ['', '   ', '?', '\u200B', '“”']) {
      expect.soft(parse(text, commands), text).toEqual({ kind: 'help' });
    }
  });

  const mistyped = [
    ['staus', 'status'],
    ['STAUTS now', 'status'],
    ['add-asistant @mia', 'add-assistant'],
    ['add asistant @mia', 'add-assistant'],
    ['chekc_email', 'check-email'],
    ['request', 'requests'],
  ] as const;

  const nearestTo = (text: string, visible = commands) => {
    const parsed = parse(text, commands, () => visible);
    return parsed.kind === 'help' ? parsed.suggestions?.[0]?.name : undefined;
  };

  test('a mistyped command gets a suggestion', () => {
    for (const [text, nearest] of mistyped) expect.soft(nearestTo(text), text).toBe(nearest);
  });

  test('what the person may not use is not suggested, but understood', () => {
    const visible = commands.filter((command) => command.access !== 'admin');
    expect(nearestTo('delete-usr', visible)).toBeUndefined();
    expect(nearestTo('request-licens', visible)).toBe('request-license');
    expect(parse('list-users', commands, () => visible)).toMatchObject({ kind: 'command' });
  });

  test('a word that resembles no command gets none', () => {
    for (const text of [
      'dance',
      'xy',
      '<@U1ADA>',
      'constructor',
      '__proto__',
      'x'.repeat(MAX_COMMAND_LINE),
    ]) {
      const parsed = parse(text, commands);
      expect.soft(parsed, text).toMatchObject({ kind: 'help', unknown: expect.any(String) });
      expect.soft(parsed, text).not.toHaveProperty('suggestions');
    }
  });
});
