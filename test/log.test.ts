import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../src/log.ts';

const clientSecret = 'q"uo\\te/d+Secret=';

/** What one log call writes; every line has to be JSON. */
function logged(what: object | Error, message = 'something happened'): { line: string; entry: unknown } {
  const lines: string[] = [];
  const secrets = [clientSecret, 'Secret', 'short'];
  createLogger('debug', secrets, { write: (line) => void lines.push(line) }).info(what, message);
  const [line = ''] = lines;
  expect(lines).toHaveLength(1);
  expect(line.endsWith('}\n')).toBe(true);
  return { line, entry: JSON.parse(line) };
}

const shapes = [
  ['a bot token', 'xoxb-123-456-AbC'],
  ['a rotated token', 'xoxe.xoxb-1-AbC'],
  ['an app-level token', 'xapp-1-A1-2-f00'],
  ['a bearer token', 'Bearer eyJzdiI6IjAw.abc-_~+/='],
  ['a bare Zoom token', 'eyJzdiI6.eyJhdWQi.c2lnbmF0dXJl'],
  ['basic credentials', 'Basic Y2xpZW50OnNlY3JldA=='],
  ['a response_url', 'https://hooks.slack.com/commands/T1/2/AbC'],
  ['a local response_url', 'http://localhost:4000/hooks/commands/T1/2/AbC?x=1'],
  ['a database address', 'postgres://desk:pa%20ss@db:5432/desk'],
  ['a proxy with a password', 'http://desk:pa%20ss@'],
  ['a database address of the other name', 'postgresql://desk:p"ass@db/desk'],
  ['a secret of this installation', clientSecret],
] as const;

describe('a secret never appears', () => {
  /** Neither as it is nor as JSON writes it; the last part alone would be enough to misuse a URL or a token. */
  const expectHidden = (line: string, [what, secret]: (typeof shapes)[number]) => {
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), secret.slice(-8)])
      expect.soft(line, what).not.toContain(form);
    expect.soft(line, what).toContain('[hidden]');
  };

  test('in the message', () => {
    for (const shape of shapes) expectHidden(logged({}, `failed with ${shape[1]}`).line, shape);
  });
  test('in a value, at any depth', () => {
    for (const shape of shapes)
      expectHidden(logged({ a: [{ b: { c: { d: [`x ${shape[1]}`] } } }] }).line, shape);
  });
  test('as a key', () => {
    for (const shape of shapes) expectHidden(logged({ seen: { [shape[1]]: 1 } }).line, shape);
  });
  test('in an error, its stack and its cause', () => {
    for (const shape of shapes) {
      const [, secret] = shape;
      const cause = new Error(`inner ${secret}`);
      const error = Object.assign(new Error(`outer ${secret}`, { cause }), { config: { url: secret } });
      expectHidden(logged({ err: error }).line, shape);
      expectHidden(logged(error).line, shape);
    }
  });
  test('in the lines of a child logger', () => {
    for (const shape of shapes) {
      const lines: string[] = [];
      const logger = createLogger('info', [clientSecret], { write: (line) => void lines.push(line) });
      logger.child({ via: shape[1] }).warn('%s again', shape[1]);
      expectHidden(lines.join(''), shape);
    }
  });
});

const secretKeys = [
  'password',
  'newPassword',
  'token',
  'access_token',
  'botToken',
  'client_secret',
  'signingSecret',
  'Authorization',
  'set-cookie',
  'response_url',
  'responseUrl',
  'replyUrl',
  'zak',
  'encryptionKey',
];

test('values under the key of a secret are hidden, at the top and five levels down', () => {
  for (const key of secretKeys) {
    const value = 'hunter2-plain';
    const deep = { a: { b: [{ c: { d: { [key]: value } } }] } };
    const lines = [
      logged({ [key]: value, deep }).line,
      logged({ [key]: [value], deep: { [key]: { inner: value } } }).line,
      logged({ err: Object.assign(new Error('no'), { [key]: value }) }).line,
    ];
    for (const line of lines) expect.soft(line, key).not.toContain(value);
    expect.soft(logged({ [key]: 123_456 }).line, key).not.toContain('123456');
  }
});

test('what is not secret stays: request ids, references, statuses, whether there is a token', () => {
  const seen = {
    request: 'req_abc',
    reference: 'FD-234',
    status: 429,
    hasToken: true,
    zoom: 'token',
    monkey: 1,
  };
  expect(logged(seen).entry).toMatchObject({ ...seen, msg: 'something happened' });
});

test('a configured secret of less than six characters is not replaced within words', () => {
  expect(logged({}, 'shortly after').line).toContain('shortly after');
});

test('every line is valid JSON, whatever is logged', () => {
  const secret = fc.constantFrom(...shapes.map(([, one]) => one), '"', '\\', '\n', '\u2028', '{"a":');
  const text = fc.array(fc.oneof(fc.string({ unit: 'binary' }), secret), { maxLength: 6 });
  fc.assert(
    fc.property(text, text, (message, value) => {
      const { line, entry } = logged({ value: value.join(''), list: value }, message.join(''));
      expect(line.trimEnd()).not.toContain('\n');
      expect(entry).toHaveProperty('level', 30);
      expect(line).not.toContain('xoxb-123');
    }),
  );
});

test('lines have an ISO time and no host name', () => {
  const { entry } = logged({});
  expect(entry).toMatchObject({ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) });
  expect(entry).not.toHaveProperty('hostname');
});

test('lines below the level are not written', () => {
  const lines: string[] = [];
  const logger = createLogger('warn', [], { write: (line) => void lines.push(line) });
  logger.info('chatter');
  logger.warn('news');
  expect(lines).toHaveLength(1);
});
