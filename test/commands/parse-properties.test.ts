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
      const tail = whose ? ` for ${mention(whose)}` : '';
      expect(parse(`change-email ${address} ${reason}${tail}`, commands)).toMatchObject({
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
