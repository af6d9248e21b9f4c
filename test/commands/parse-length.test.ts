import { describe, expect, it, test } from 'vitest';
import { MAX_COMMAND_LINE, parse } from '../../src/commands/parse/parse.ts';
import { checkValue } from '../../src/commands/parse/read-field.ts';
import { normalise, parseEmail, textOf, tokenise } from '../../src/commands/parse/token.ts';
import { commands } from '../../src/commands/registry.ts';
import { nearest } from '../../src/policy/did-you-mean.ts';
import { escapeMrkdwn } from '../../src/views/escape.ts';
import { code, cut, Mrkdwn, quote } from '../../src/views/mrkdwn.ts';

const SIZE = 2_000;
const FACTOR = 12;
/** One long text against as much in short ones: 1 in proportion to the text, 12 with its square. */
const AT_MOST = 5;
/** Milliseconds: what takes less is quick enough at this size, whatever the ratio of two such short times says. */
const NOTHING = 60;

/** Texts that make a careless parser look back at all that came before, by the part that is repeated. */
const parts = [
  'x ',
  'x',
  ' ',
  '<',
  '"',
  '<a|',
  '<@U1',
  '" "',
  '&lt;',
  'a@',
  'a.',
  '- ',
  'for ',
  'on ',
  'title ',
  ', ',
];
const fill = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Milliseconds of this thread's own processor time, the least of three: another program's load does not count. */
function cost(work: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

function expectNoMoreThanInProportion(what: string, work: (text: string) => unknown): void {
  for (const part of parts) {
    const [short, long] = [fill(part, SIZE), fill(part, SIZE * FACTOR)];
    const ms = cost(() => work(long));
    if (ms < NOTHING) continue;
    const asMuch = cost(() => {
      for (let i = 0; i < FACTOR; i++) work(short);
    });
    expect.soft(ms / Math.max(1, asMuch), `${what} of ${part} × ${long.length}`).toBeLessThan(AT_MOST);
  }
}

describe('the work of reading grows no faster than what was typed', () => {
  const names = commands.map((one) => one.name);
  const own = commands.filter(({ parseArgs }) => parseArgs !== undefined);
  it.each(own.map((one) => [one.name, one] as const))('%s, by its own parser', (name, { parseArgs }) => {
    expectNoMoreThanInProportion(name, (text) => parseArgs?.(text.split(' '), names));
  });

  const fields = new Map(commands.flatMap((one) => one.fields.map((field) => [field.kind, field] as const)));
  it.each([...fields])('a field of kind %s', (kind, field) => {
    expectNoMoreThanInProportion(kind, (text) => checkValue(field, text));
  });

  it.each<[string, (text: string) => unknown]>([
    ['words', (text) => textOf(tokenise(normalise(text)))],
    ['an address', (text) => parseEmail(`${text}@example.com`)],
    ['did you mean', (text) => nearest(text, ['waiting-room', 'chat'])],
    ['escaping', escapeMrkdwn],
    ['fixed width', (text) => code(text)],
    ['a quotation', (text) => quote(text)],
    ['cutting', (text) => cut(new Mrkdwn(text), text.length - 1)],
  ])('%s', expectNoMoreThanInProportion);
});

test('a longer command line is not looked at, whatever it says', () => {
  for (const { name } of commands) {
    for (const part of parts) {
      const line = fill(`${name} ${fill(part, 300_000)}`, 300_000);
      expect.soft(parse(line, commands), `${name} ${part}`).toEqual({ kind: 'too-long' });
      const kind = parse(line.slice(0, MAX_COMMAND_LINE), commands).kind;
      expect.soft(kind, `${name} ${part}`).not.toBe('too-long');
    }
  }
});
