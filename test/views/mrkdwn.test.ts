import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneLine } from '../../src/clean-text.ts';
import { escapeMrkdwn } from '../../src/views/escape.ts';
import {
  bold,
  code,
  cut,
  cutPlain,
  fill,
  join,
  Mrkdwn,
  md,
  mention,
  moment,
  plainWords,
  quote,
  value,
} from '../../src/views/mrkdwn.ts';

/** Anything a person or Zoom can put into a name. */
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('<', '>', '&', '&amp;', '<!channel>', '<@U1>', '`', '*', '\n', 'x', '🎉', '\u202E'),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join('')),
);
/** What is left of a text when all that is well-formed is taken out: no `&`, `<` or `>` may be. */
const leftovers = (source: string) => source.replace(/&(?:amp|lt|gt);|<[^<>]*>/g, '').match(/[&<>]/g) ?? [];
const decoded = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

describe('md', () => {
  test('whatever is filled in stays text: it cannot mention, link or open a tag', () => {
    fc.assert(
      fc.property(anything, anything, (name, other) => {
        for (const text of [md`${name}`, md`<@U1> ${name} ${other}`, bold(name), md`${md`${name}`}`]) {
          const free = text.source.replaceAll('<@U1> ', '');
          expect(free.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
        }
        expect(decoded(md`x${name}`.source)).not.toMatch(/[*`\n\r]|\p{Cc}/u);
      }),
    );
  });

  test('a name cannot turn the direction of the sentence around it', () => {
    expect(md`${'Ada\u202Edenied'} asks`.source).toBe('Ada\uFFFDdenied asks');
  });

  test.each([
    ['Ada\n:white_check_mark: *Checked by IT Security*', 'Ada ∶white_check_mark: ∗Checked by IT Security∗'],
    ['_it_ ~no~ `code` ```block```', 'ˍitˍ ∼no∼ ʼcodeʼ ʼʼʼblockʼʼʼ'],
    ['> Approved', '› Approved'],
    ['first_name ~ 10:30:15 a:b', 'first_name ∼ 10:30:15 a:b'],
    ['Ada\u2028Lovelace\u0000', 'Ada Lovelace'],
  ])('%j is one line without formatting', (name, shown) => {
    expect(decoded(md`${name}`.source)).toBe(shown);
    expect(decoded(bold(name).source)).toBe(`*${shown}*`);
    expect(decoded(fill('{name}', { name }).source)).toBe(shown);
  });

  test('a text in several lines does not break out of the line that it stands in', () => {
    fc.assert(
      fc.property(anything, anything, (name, other) => {
        expect(md`${name} ${other}`.source).not.toMatch(/[\n\r\u2028\u2029*`]/);
      }),
    );
  });

  test('what is Mrkdwn already is not escaped again', () => {
    expect(md`${md`a & ${'b & c'}`}, ${7}, ${'<'}`.source).toBe('a & b &amp; c, 7, &lt;');
  });

  test('join keeps the parts as they are', () => {
    expect(join([md`${'&'}`, mention('U1ADA')], ' – ').source).toBe('&amp; – <@U1ADA>');
    expect(join([], ', ').source).toBe('');
  });
});

describe('code', () => {
  test('stays on one line, in one pair of ticks, whatever is in it', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { source } = code(text);
        expect(source === '–').toBe(oneLine(text) === '');
        if (source === '–') return;
        expect(source).toMatch(/^`[^`\r\n]+`$/);
        expect(source.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
      }),
    );
  });

  test('an address reads as it is, a tick becomes an apostrophe, nothing becomes a dash', () => {
    expect(code('ada@example.com').source).toBe('`ada@example.com`');
    expect(code('a`b').source).toBe('`aʼb`');
    expect(code(' a\n\nb ').source).toBe('`a b`');
    expect(code('').source).toBe('–');
  });
});

test('quote sets off every line, of every kind of line end', () => {
  expect(quote('one\ntwo\r\nthree\rfour').source).toBe('> one\n> two\n> three\n> four');
  expect(quote('<!here> & so\n*Approved*').source).toBe('> &lt;!here&gt; &amp; so\n> ∗Approved∗');
  fc.assert(
    fc.property(anything, (text) => {
      for (const line of quote(text).source.split(/\r|\n/)) {
        expect(line).toMatch(/^> /);
        expect(leftovers(line.slice(2))).toEqual([]);
      }
    }),
  );
});

describe('fill', () => {
  test('values are escaped, Mrkdwn is not, and a value is not filled again', () => {
    const filled = fill('{a} & {b}: {c}', { a: '<x>', b: bold('me'), c: '{a}' });
    expect(filled.source).toBe('&lt;x&gt; &amp; *me*: {a}');
  });

  test('a value that is missing or empty becomes "…"', () => {
    expect(fill('Ask {who} about {what}.', { what: '' }).source).toBe('Ask … about ….');
  });

  test('no braces of ours are left', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const names = fill('{a} {b} {c1}', { a: value.replace(/[{}]/g, '') }).source;
        expect(names).not.toMatch(/[{}]/);
      }),
    );
  });
});

test('a mention names a user or a user group, and nothing else in the id gets through', () => {
  const mentions = {
    U1ADA: '<@U1ADA>',
    W1ADA: '<@W1ADA>',
    S1IT: '<!subteam^S1IT>',
    'U1|x> <!channel': '<@U1>',
  };
  for (const [id, source] of Object.entries(mentions)) expect.soft(mention(id).source).toBe(source);
});

describe('moment', () => {
  test('Slack gets the seconds, everybody else reads UTC', () => {
    expect(moment(Date.UTC(2026, 10, 23, 9, 5, 59, 999)).source).toBe(
      `<!date^${Date.UTC(2026, 10, 23, 9, 5, 59) / 1000}^{date_short_pretty} at {time}|23 Nov 2026 at 09:05 UTC>`,
    );
    expect(moment(0, '{date}').source).toBe('<!date^0^{date}|1 Jan 1970 at 00:00 UTC>');
  });

  test('the hours around a change of clocks are right in every time zone of the machine', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'UTC']) {
        process.env.TZ = zone;
        for (const day of [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 10, 1)]) {
          for (let hour = 0; hour < 24; hour++) {
            const at = new Date(day + hour * 3_600_000);
            const time = at.toISOString().slice(11, 16);
            expect.soft(moment(at.getTime()).source, zone).toContain(` at ${time} UTC>`);
          }
        }
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});

describe('cut', () => {
  const part = fc.oneof(
    anything.map((text) => escapeMrkdwn(text)),
    fc.constantFrom(
      '<@U0ADA>',
      '<!date^1^{date}|1 Jan 2026>',
      '<https://x.y/?a=1&amp;b|x & y>',
      '&amp;',
      '&lt;',
    ),
  );
  const text = fc.array(part, { maxLength: 12 }).map((parts) => new Mrkdwn(parts.join('')));

  test('is as long as allowed, and splits no entity, no token and no emoji', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (source, max) => {
        const short = cut(source, max);
        expect([...short].length).toBeLessThanOrEqual(max);
        if (short === source.source) return;
        expect(short.endsWith('…')).toBe(true);
        const kept = short.slice(0, -1);
        expect(source.source.startsWith(kept)).toBe(true);
        expect(leftovers(kept)).toEqual([]);
        const next = source.source.slice(kept.length);
        expect(/^[\uDC00-\uDFFF]/.test(next) && /[\uD800-\uDBFF]$/.test(kept)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test('escapes first: a name of 3,000 times "<" is cut between two entities', () => {
    const short = cut(md`${'<'.repeat(3_000)}`, 3_000);
    expect(short).toMatch(/^(&lt;)+…$/);
    expect([...short].length).toBeGreaterThan(2_990);
  });

  test('leaves alone what fits to the letter', () => {
    expect(cut(md`abc`, 3)).toBe('abc');
    expect(cut(md`abcd`, 3)).toBe('ab…');
    expect(cutPlain('🎉🎉🎉', 3)).toBe('🎉🎉🎉');
    expect(cutPlain('🎉🎉🎉🎉', 3)).toBe('🎉🎉…');
  });
});

test('a scope in a value can be copied, and makes nothing else an emoji', () => {
  expect(value('the app may lack user:read:settings:admin, phone:read:user:admin').source).toBe(
    '*the app may lack `user:read:settings:admin`, `phone:read:user:admin`*',
  );
  expect(value('Ada :tick: now').source).toBe('*Ada ∶tick: now*');
  expect(value('a:read:tick:admin').source).toBe('*`a:read:tick:admin`*');
  expect(value('17:00').source).toBe('*17:00*');
});

test('a header keeps a date, in UTC, and leaves mentions out', () => {
  const words = md`would like a licence of ${mention('U0ADA')} until ${moment(Date.UTC(2026, 10, 28, 22, 59))}`;
  expect(plainWords(words)).toBe('would like a licence of until 28 Nov 2026 at 22:59 UTC');
});
