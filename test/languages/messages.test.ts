import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../scripts/messages/check.ts';
import { findMessages } from '../../scripts/messages/find.ts';
import { commands } from '../../src/commands/registry.ts';
import { day, listed, money, number } from '../../src/languages/formats.ts';
import {
  codeFor,
  inLanguage,
  type Language,
  languageCodes,
  loadLanguage,
  readCatalog,
} from '../../src/languages/language.ts';
import { readText, text } from '../../src/languages/text.ts';
import { bold, join, md, moment, oneOf, readMrkdwn } from '../../src/views/mrkdwn.ts';

const messages = findMessages();

describe.each(languageCodes.slice(1))('%s', (code) => {
  const catalog = readCatalog(code);

  it('has every message, nothing else, and each with its placeholders and markup', () => {
    expect(faultsOf(code, catalog, messages)).toEqual([]);
  });

  it('is not just English again', () => {
    // An example of a command without a word of prose is the same in every language.
    const isExample = (key: string) => commands.some(({ name }) => key.startsWith(`${name} `));
    const same = messages.filter(
      ({ key }) => catalog[key] === key && !isExample(key) && /\p{Ll}{4,} \p{Ll}{4,}/u.test(key),
    );
    expect(same.map(({ key }) => key)).toEqual([]);
  });
});

describe('what is wrong with a catalog', () => {
  const source = [
    { key: 'Hello {0}', parts: { 0: 'name' }, files: [] },
    { key: '*{0}* is gone', parts: { 0: 'name' }, files: [] },
    { key: 'Stop', parts: {}, files: [], max: 6 },
  ];
  const right = { 'Hello {0}': 'Hallo {0}', '*{0}* is gone': '*{0}* ist weg', Stop: 'Halt' };

  it.each([
    ['nothing', right, []],
    ['a message that is missing', { ...right, Stop: '' }, ['is not translated']],
    ['a message that is used nowhere', { ...right, Bye: 'Tschüs' }, ['is used nowhere']],
    [
      'another placeholder',
      { ...right, 'Hello {0}': 'Hallo {1}' },
      ['has the unknown placeholder {1}', 'lacks the placeholder {0}'],
    ],
    ['a placeholder that is missing', { ...right, 'Hello {0}': 'Hallo' }, ['lacks the placeholder {0}']],
    ['lost markup', { ...right, '*{0}* is gone': '{0} ist weg' }, ['has other markup: none instead of * *']],
    [
      'markup that one case has lost',
      { ...right, '*{0}* is gone': '{0, plural, one {*#* ist} other {# sind}} weg' },
      ['has other markup: none instead of * *'],
    ],
    ['too long for its button', { ...right, Stop: 'Anhalten' }, ['has 8 characters; Slack shows 6']],
  ])('%s', (_, catalog, says) => {
    expect(faultsOf('de', catalog, source).map((one) => one.says)).toEqual(says);
  });

  it('a message that cannot be read', () => {
    const [fault] = faultsOf('de', { ...right, 'Hello {0}': 'Hallo {0' }, source);
    expect(fault?.says).toMatch(/^cannot be read/);
  });
});

/** A language of two messages. */
const test: Language = {
  code: 'xx',
  locale: 'de-DE',
  format: (key, parts) => {
    if (key === '{0} gave {1} back') return `${parts[1]} kam zurück von ${parts[0]}`;
    return key === 'the licence' ? 'die Lizenz' : null;
  },
};

describe('a message', () => {
  const said = md`${bold('Ada')} gave ${text`the licence`} back`;

  it('is English until its reader is known, and then in the order of their language', () => {
    expect(said.source).toBe('*Ada* gave the licence back');
    expect(inLanguage(test, () => said.source)).toBe('die Lizenz kam zurück von *Ada*');
    expect(inLanguage(test, () => md`${said}. Really.`.source)).toBe(
      'die Lizenz kam zurück von *Ada*. Really.',
    );
  });

  it('is stored as a message, and read in another language than it was written in', () => {
    const nested = join([said, md`_${'a*b'}_ ${3} ${moment(0)}`], '\n');
    const stored = JSON.parse(inLanguage(test, () => JSON.stringify(nested)));
    expect(readMrkdwn(stored).source).toBe(nested.source);
    expect(inLanguage(test, () => readMrkdwn(stored).source)).toBe(inLanguage(test, () => nested.source));
    const label = text`${'{0}'} gave ${text`the licence`} back`;
    expect(inLanguage(test, () => readText(JSON.parse(JSON.stringify(label))).words)).toBe(
      'die Lizenz kam zurück von {0}',
    );
  });

  it('that an earlier version stored as words stays as it is', () => {
    expect(readText('Lasts').words).toBe('Lasts');
    expect(readMrkdwn({ source: '*Ada* {0}' }).source).toBe('*Ada* {0}');
  });

  it('what is filled in is escaped in every language, and cannot pass for a placeholder', async () => {
    const german = await loadLanguage('de');
    const typed = '<!channel> *{0}* {1, plural, other {x}}';
    for (const language of [test, german]) {
      const shown = inLanguage(language, () => md`${typed} gave ${'{0}'} back`.source);
      expect(shown).toContain('&lt;!channel&gt; ∗{0}∗ {1, plural, other {x}}');
    }
  });
});

it('dates, numbers, money and lists follow the language', async () => {
  const at = Date.UTC(2026, 10, 26);
  const write = (language: Language) =>
    inLanguage(language, () => [
      day(at).words,
      number(1_234.5).words,
      money(1200, 'EUR').words,
      listed(['a', 'b', 'c']).words,
      oneOf([md`a`, md`b`]).source,
    ]);
  expect(write(await loadLanguage('en-US'))).toEqual([
    '26 November 2026',
    '1,234.5',
    '€1,200',
    'a, b and c',
    'a or b',
  ]);
  expect(write(await loadLanguage('de-DE'))).toEqual([
    '26. November 2026',
    '1.234,5',
    '1.200\u00a0€',
    'a, b und c',
    'a oder b',
  ]);
  expect(write(await loadLanguage('ja-JP'))).toEqual([
    '2026年11月26日',
    '1,234.5',
    '€1,200',
    'a、b、c',
    'aまたはb',
  ]);
});

it.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['DE_ch', 'de'],
  ['pt-PT', 'pt-BR'],
  ['es-419', 'es'],
  ['en-GB', 'en'],
  ['xx', 'en'],
  ['', 'en'],
  ['constructor', 'en'],
  ['../../etc/passwd', 'en'],
])('the locale %s is served in %s', (locale, code) => {
  expect(codeFor(locale)).toBe(code);
});
