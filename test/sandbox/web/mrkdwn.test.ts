import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glyphOf } from '../../../sandbox/web/app/mrkdwn/emoji.ts';
import { parseMarkdown } from '../../../sandbox/web/app/mrkdwn/markdown.ts';
import { parseMrkdwn } from '../../../sandbox/web/app/mrkdwn/mrkdwn.ts';
import type { Inline, TextBlock } from '../../../sandbox/web/app/mrkdwn/nodes.ts';
import { plainText } from '../../../sandbox/web/app/mrkdwn/plain-text.ts';

/** Nodes in a short notation: `bold(a)`, `user(U0ADA)`, `"text"`. */
function inline(nodes: readonly Inline[]): string {
  return nodes.map(node).join(' ');
}

function node(one: Inline): string {
  switch (one.type) {
    case 'text':
      return JSON.stringify(one.text);
    case 'emoji':
      return `emoji(${one.name})`;
    case 'link':
      return `link(${one.url}${one.label === null ? '' : `, ${one.label}`})`;
    case 'broadcast':
      return `broadcast(${one.range})`;
    case 'date':
      return `date(${one.at}, ${one.format}, ${one.fallback})`;
    case 'user':
    case 'channel':
    case 'group':
      return `${one.type}(${one.id}${one.label === null ? '' : `, ${one.label}`})`;
    default:
      return `${one.type}(${inline(one.children)})`;
  }
}

function short(blocks: readonly TextBlock[]): string[] {
  return blocks.map((block) => {
    if (block.type === 'list')
      return `list[${block.items.map((item) => `${item.marker} ${inline(item.children)}`).join('; ')}]`;
    if (block.type === 'paragraph') return block.lines.map(inline).join(' / ');
    if (block.type === 'quote') return `quote[${block.lines.map(inline).join(' / ')}]`;
    return `${block.type}[${inline(block.children)}]`;
  });
}

const cases: [what: string, raw: string, ...expected: string[]][] = [
  ['plain text', 'hello', '"hello"'],
  [
    'bold, italic, strike and code',
    '*a* _b_ ~c~ `d`',
    'bold("a") " " italic("b") " " strike("c") " " code("d")',
  ],
  ['marks within marks', '*a _b_ c*', 'bold("a " italic("b") " c")'],
  ['marks inside words stay text', 'snake_case_name 2*3*4', '"snake_case_name 2*3*4"'],
  ['a mark with a space after it stays text', '2 * 3 * 4', '"2 * 3 * 4"'],
  ['a mark does not reach over lines', '*a\nb*', '"*a" / "b*"'],
  ['code keeps marks as they are', '`*a*`', 'code("*a*")'],
  ['a mention', '<@U0ADA|ada> <@U0BEN>', 'user(U0ADA, ada) " " user(U0BEN)'],
  ['a bold mention', '*<@U0ADA>*', 'bold(user(U0ADA))'],
  ['a channel', '<#C0GEN|general>', 'channel(C0GEN, general)'],
  ['a user group', '<!subteam^S0ADMINS|@admins>', 'group(S0ADMINS, @admins)'],
  ['an unescaped broadcast takes effect', '<!channel> <!here>', 'broadcast(channel) " " broadcast(here)'],
  ['even inside code', '`<!everyone>`', 'code(broadcast(everyone))'],
  ['an escaped broadcast is text', '&lt;!channel&gt;', '"<!channel>"'],
  ['text escaped twice shows it', '&amp;lt;b&amp;gt; &amp;amp;', '"&lt;b&gt; &amp;"'],
  ['other entities are no entities', '&quot; &#39; &nbsp;', '"&quot; &#39; &nbsp;"'],
  ['a link', '<https://a.example/?x=1&amp;y=2|R&amp;D>', 'link(https://a.example/?x=1&y=2, R&D)'],
  ['a link without label', '<https://a.example>', 'link(https://a.example)'],
  ['a bare link', 'See https://a.example/?x=1&amp;y=2.', '"See " link(https://a.example/?x=1&y=2) "."'],
  ['a bare link in brackets', '(http://a.example/_x_)', '"(" link(http://a.example/_x) "_)"'],
  ['no bare link in code', '`https://a.example`', 'code("https://a.example")'],
  ['no bare link inside a word', 'xhttps://a.example', '"xhttps://a.example"'],
  ['a mail address', '<mailto:a@b.example|a@b.example>', 'link(mailto:a@b.example, a@b.example)'],
  ['a label is not parsed', '<https://a.example|*x*>', 'link(https://a.example, *x*)'],
  ['javascript is no link', '<javascript:alert(1)|click>', '"<javascript:alert(1)|click>"'],
  ['markup is no token', '<b>x</b>', '"<b>x</b>"'],
  [
    'a date',
    '<!date^1795600800^{date_short} at {time}|soon>',
    'date(1795600800, {date_short} at {time}, soon)',
  ],
  ['a broken date', '<!date^soon^{date}|later>', 'date(null, {date}, later)'],
  ['emoji by name', ':tada: :no_such_thing: 10:30:45', 'emoji(tada) " :no_such_thing: 10:30:45"'],
  ['a quote', '> a\n> b\nc', 'quote["a" / "b"]', '"c"'],
  ['an escaped > is no quote', '&gt; a', '"> a"'],
  ['lists', '• a\n- b\n1. c', 'list[• "a"; • "b"; 1. "c"]'],
  ['a block of code', 'a\n```\n*b* &lt;\n```\nc', '"a"', 'pre["*b* <"]', '"c"'],
  ['an open block of code is text', 'a ```b', '"a ```b"'],
  ['a blank line between', 'a\n\nb', '"a" /  / "b"'],
  ['nothing', ''],
];

describe('mrkdwn', () => {
  it('is parsed as Slack shows it', () => {
    for (const [what, raw, ...expected] of cases) {
      expect.soft(short(parseMrkdwn(raw)), what).toEqual(expected);
    }
  });

  const hostile = fc.string({ unit: fc.constantFrom(...'*_~`<>@!#|&;:ltgamp \n-•1.^aU{}é😀') });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostile, fc.string({ unit: 'binary' })),
        (raw) => void plainText(parseMrkdwn(raw)),
      ),
    );
  });

  it('keeps escaped text literal: no mention, no link, no broadcast comes out of it', () => {
    const escaped = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const tokens = new Set(['user', 'channel', 'group', 'broadcast', 'link', 'date']);
    const types = (nodes: readonly Inline[]): string[] =>
      nodes.flatMap((one) => ('children' in one ? [one.type, ...types(one.children)] : [one.type]));
    fc.assert(
      fc.property(hostile, (text) => {
        for (const block of parseMrkdwn(escaped(text))) {
          const lines =
            'lines' in block
              ? block.lines
              : 'items' in block
                ? block.items.map((item) => item.children)
                : [block.children];
          expect(lines.flatMap(types).filter((type) => tokens.has(type))).toEqual([]);
        }
      }),
    );
  });

  it('shows escaped text without marks exactly as it was', () => {
    const words = fc.string({ unit: fc.constantFrom(...'<>&;ltgamp! @#|x') });
    fc.assert(
      fc.property(words, (text) => {
        const raw = `x${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`;
        expect(plainText(parseMrkdwn(raw))).toBe(`x${text}`);
      }),
    );
  });

  it('stays quick on long lines full of marks', () => {
    const began = process.cpuUsage();
    parseMrkdwn('*a_b~c`'.repeat(1700));
    parseMrkdwn(' *a'.repeat(4000));
    // CPU time: it does not grow because other processes keep the machine busy.
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});

describe('markdown', () => {
  it('knows the common part', () => {
    const raw =
      '# Title\n\n**a** *b* `c` [d](https://e.example)\n- one\n- two\n\n> said\n\n```js\nx < 1\n```';
    expect(short(parseMarkdown(raw))).toEqual([
      'heading["Title"]',
      'bold("a") " " italic("b") " " code("c") " " link(https://e.example, d)',
      'list[• "one"; • "two"]',
      'quote["said"]',
      'pre["x < 1"]',
    ]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'*_`#[]()->\n ahttps:/') }),
        (raw) => void parseMarkdown(raw),
      ),
    );
  });
});

it('the page has a picture of every emoji that the bot’s messages begin with', () => {
  const names = globSync('src/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/md`:([a-z_]+):/g)].map((match) => match[1] ?? ''),
  );
  expect(new Set(names).size).toBeGreaterThan(10);
  expect([...new Set(names)].filter((name) => glyphOf(name) === undefined)).toEqual([]);
});
