import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../src/commands/parse/parse.ts';
import { normalise } from '../../src/commands/parse/token.ts';
import { commands } from '../../src/commands/registry.ts';

const id = fc.stringMatching(/^[UW][A-Z0-9]{4,10}$/);
const email = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(\.[a-z]{1,5})?(\+[a-z]{1,4})?@[a-z]{2,8}\.(com|org)$/);
/** Words of a reason, without what the parser is meant to change: quotes, dashes, entities, "for". */
const words = fc
  .array(fc.stringMatching(/^[\p{L}\p{N}.,!?:;()]{1,12}$/u), { minLength: 1, maxLength: 12 })
  .filter((list) => !list.some((word) => /^for$/i.test(word)) && normalise(list.join(' ')) === list.join(' '))
  .map((list) => list.join(' '));
const name = fc.constantFrom(...commands.map((command) => command.name));

/** Everything that Slack puts between angle brackets. */
const markup = fc.oneof(
  id.map((one) => `<@${one}>`),
  fc.tuple(id, fc.stringMatching(/^[a-z]{1,8}$/)).map(([one, label]) => `<@${one}|${label}>`),
  email.map((one) => `<mailto:${one}|${one}>`),
  fc.webUrl().map((url) => `<${url.replace(/[<>|]/g, '')}>`),
  fc.constantFrom('<!here>', '<!subteam^S1IT|@it>', '<#C1DESK|desk>', '<#C1DESK>', '<tel:+44|+44>'),
);
const piece = fc.oneof(
  markup,
  fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[<>&]/g, '')),
);
const typed = fc
  .tuple(fc.option(name), fc.array(fc.tuple(piece, fc.constantFrom(' ', '', '  ', '"')), { maxLength: 8 }))
  .map(([command, pieces]) => `${command ?? ''} ${pieces.flat().join('')}`);

test('whatever is typed, there is an answer', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), typed), (text) => {
      expect(['help', 'command']).toContain(parse(text, commands).kind);
    }),
    { numRuns: 500 },
  );
});

test('what was meant is what is understood', () => {
  const subject = fc.option(fc.oneof(id, email), { nil: undefined });
  const mention = (who: string) => (who.includes('@') ? `<mailto:${who}|${who}>` : `<@${who}>`);
  fc.assert(
    fc.property(email, words, subject, (address, reason, whose) => {
      const lead = whose ? `for ${mention(whose)} ` : '';
      expect(parse(`change-email ${address} ${lead}${reason}`, commands)).toMatchObject({
        command: { name: 'change-email' },
        values: { email: address, reason },
        problems: {},
        missing: [],
        ...(whose ? { subject: whose } : {}),
      });
    }),
  );
  fc.assert(
    fc.property(fc.oneof(id, email), subject, (person, whose) => {
      const lead = whose ? `for ${mention(whose)} ` : '';
      expect(parse(`add-assistant ${lead}${mention(person)}`, commands)).toMatchObject({
        command: { name: 'add-assistant' },
        values: { person },
        problems: {},
        ...(whose ? { subject: whose } : {}),
      });
    }),
  );
});

test('capitals, underscores and spaces in the command make no difference', () => {
  const space = fc.stringMatching(/^[ \t\n\u00A0]{1,3}$/);
  fc.assert(
    fc.property(name, space, words, fc.infiniteStream(fc.boolean()), (command, gap, rest, coin) => {
      const loud = [...command]
        .map((letter) => (letter === '-' && coin.next().value ? '_' : letter))
        .map((letter) => (coin.next().value ? letter.toUpperCase() : letter))
        .join('');
      const plain = parse(`${command} ${rest}`, commands);
      expect(parse(`${gap}${loud}${gap}${rest}${gap}`, commands)).toEqual(plain);
    }),
  );
});

test('no value keeps Slack’s markup', () => {
  fc.assert(
    fc.property(typed, (text) => {
      for (const line of [text, `change-email a@b.co ${text}`, `request-license ${text}`]) {
        const parsed = parse(line, commands);
        const told =
          parsed.kind === 'command'
            ? Object.values(parsed.values)
            : [parsed.kind === 'help' ? parsed.unknown : ''];
        expect(told.join(' ')).not.toMatch(/<[^<>]*>/);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('tidied text means the same as the text that was typed', () => {
  fc.assert(
    fc.property(fc.oneof(typed, fc.string({ unit: 'binary' })), (text) => {
      const tidy = normalise(text);
      expect(normalise(tidy)).toBe(tidy);
      expect(parse(tidy, commands)).toEqual(parse(text, commands));
    }),
  );
});

/** A word that is none of a command’s own, nor one that asks for nothing, such as "please". */
const strange = fc.stringMatching(/^q[a-z]{3,8}$/);
const mentioned = fc.stringMatching(/^U0[A-Z]{3,8}$/);

test('no word is dropped: each is in a value, in a sentence, or named as not understood', () => {
  const word = fc.oneof(
    { weight: 4, arbitrary: strange },
    { weight: 2, arbitrary: mentioned.map((one) => `<@${one}>`) },
    { weight: 1, arbitrary: email },
    { weight: 1, arbitrary: fc.constantFrom('licensed', 'basic', 'delete', 'department', 'denied', 'csv') },
  );
  // A longer search is refused with a sentence, and there is no value then.
  const isShort = (list: readonly string[]) => list.join(' ').length <= 100;
  const line = fc.array(word, { minLength: 1, maxLength: 7 }).filter(isShort);
  fc.assert(
    fc.property(name, line, (command, list) => {
      const parsed = parse(`${command} ${list.join(' ')}`, commands);
      const kept = JSON.stringify({ ...parsed, command: undefined, missing: undefined }).toLowerCase();
      // What was typed for a secret is not repeated: the person is told to enter another one.
      const isSecret =
        parsed.kind === 'command' && parsed.command.fields.some(({ kind }) => kind === 'secret');
      if (isSecret && command === 'set-password') return;
      for (const one of list) {
        const id = /^<@(\w+)>$/.exec(one)?.[1] ?? one;
        // The name of a field is in the names of the values.
        expect(kept, `${command} ${list.join(' ')}`).toContain(id.toLowerCase());
      }
    }),
    { numRuns: 2_000 },
  );
});

test('an unknown line is shown as it was typed, and what came after a mistyped name goes along', () => {
  fc.assert(
    fc.property(fc.array(strange, { minLength: 2, maxLength: 7 }), (list) => {
      expect(parse(list.join(' '), commands)).toMatchObject({ kind: 'help', unknown: list.join(' ') });
      const parsed = parse(`add-asistant ${list.join(' ')}`, commands);
      expect(parsed).toMatchObject({ kind: 'help', suggestions: [{ name: 'add-assistant' }] });
      const [first] = parsed.kind === 'help' ? (parsed.suggestions ?? []) : [];
      expect(first?.rest.map(({ text }) => text)).toEqual(list);
    }),
    { numRuns: 200 },
  );
});

test('a time is understood wherever it stands, and the reason stays whole', () => {
  const lengths = fc.constantFrom('14d', '14 days', 'two weeks', '2 weeks', 'a fortnight');
  fc.assert(
    fc.property(fc.array(strange, { maxLength: 6 }), lengths, fc.boolean(), (reason, length, first) => {
      const said = reason.join(' ');
      const line = first ? `for ${length} ${said}` : `${said} for ${length}`;
      const parsed = parse(`request-license ${line}`, commands);
      expect(parsed).toMatchObject({ problems: {}, values: said ? { reason: said } : {} });
      const { duration } = parsed.kind === 'command' ? parsed.values : {};
      expect(['14d', '2w']).toContain(duration);
    }),
    { numRuns: 200 },
  );
});
