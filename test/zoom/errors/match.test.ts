import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, everywhere } from '../../../src/zoom/errors/catalogue.ts';
import { match } from '../../../src/zoom/errors/match.ts';
import { missingScopes } from '../../../src/zoom/errors/missing-scopes.ts';
import { template } from '../../../src/zoom/errors/template.ts';
import { type OperationName, operations } from '../../../src/zoom/operations.ts';
import { current, first } from './documented.ts';
import { fill } from './documented-row.ts';

const subject = 'KDcuGIm1QgePTO8WbOqwIQ';
const sample = (name: string) =>
  name === 'email' ? 'mia+zoom@example.com' : name === 'userId' ? subject : '20';

const documented = [...first, ...current];

test('no documented fault is left out', () => {
  expect([first.length, current.length]).toEqual([116, 192]);
  const distinct = (rows: typeof first) =>
    new Set(rows.map(([name, code, text]) => `${name} ${code} ${text}`));
  // Zoom's current document has one line twice.
  expect([distinct(first).size, distinct(current).size]).toEqual([116, 191]);
});

describe.each(documented)('%s %i %s', (operation, code, text, kind) => {
  const message = fill(text, sample);

  test('is in the catalogue word for word', () => {
    const rows = [...(catalogue[operation] ?? []), ...everywhere].filter((row) => row.code === code);
    const texts = rows.flatMap((row) => (row.message === undefined ? [] : [row.message]));
    const plain = (words: string) => words.replace(/\{[^}]*\}|\$\w+/g, '{}');
    // Where the catalogue has a placeholder for what the documentation spells out, the template reads it.
    const found = texts.filter((words) => plain(words) === plain(text) || template(words).read(message));
    expect(found).not.toEqual([]);
  });

  test.each([
    ['as documented', (words: string) => words],
    ['in capitals', (words: string) => words.toUpperCase()],
    [
      'with a full stop more or less',
      (words: string) => (words.endsWith('.') ? words.slice(0, -1) : `${words}.`),
    ],
    ['with other spacing', (words: string) => `  ${words.replaceAll(' ', '  \n')} `],
    ['with curly quotes', (words: string) => words.replaceAll("'", '’').replaceAll('"', '”')],
    ['with single quotes for double ones', (words: string) => words.replaceAll('"', "'")],
  ])('%s it means the same', (_, change) => {
    expect(match({ operation, code, message: change(message), userId: subject }).kind).toBe(kind);
  });
});

/** Names as people have them, and texts that a pattern could stumble over. */
const word = fc.oneof(
  fc.stringMatching(/^[a-z0-9._+%$^*()[\]|?\\-]{1,20}[a-z0-9]$/),
  fc.constantFrom(
    'o’brien',
    'zoë',
    '李雷',
    'Ольга',
    'a,b',
    '<b>',
    '$1',
    '.*',
    '(a+)+',
    'x{name}',
    '&amp;',
    '%40',
  ),
);
const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  email: word.map((name) => `${name.replace(/^[.]+/, '')}@example.com`),
  maxNumber: fc.nat().map(String),
  name: fc.tuple(word, word).map((words) => words.join(' ')),
};

const withValues = [
  ...Object.entries(catalogue).flatMap(([operation, rows]) =>
    rows.map((row) => ({ operation: operation as OperationName, ...row })),
  ),
  ...everywhere.map((row) => ({ operation: 'getUser' as OperationName, ...row })),
].flatMap(({ message, ...row }) => (message?.includes('{') ? [{ ...row, message }] : []));

describe.each(withValues)('$operation $code $message', ({ operation, code, message, kind }) => {
  test('gives back any value as it stands in the text', () => {
    const names = template(message).placeholders;
    const arbitrary = fc.record(Object.fromEntries(names.map((name) => [name, values[name] ?? word])));
    fc.assert(
      fc.property(arbitrary, (given: Record<string, string>) => {
        const filled = message.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '');
        const found = match({ operation, code, message: filled, userId: given.userId ?? subject });
        expect(found).toEqual({ kind, values: given });
      }),
      { numRuns: 60 },
    );
  });
});

test('Zoom words the missing licence of subject and assistant alike: whoever was asked about tells them apart', () => {
  const message = (who: string) => `The user must either be a Licensed user or an On-prem user : ${who}.`;
  const about = (who: string, userId: string) =>
    match({ operation: 'addAssistants', code: 200, message: message(who), userId }).kind;
  expect(about(subject, subject)).toBe('subject-needs-licence');
  expect(about('Ben@example.com', 'ben@example.com')).toBe('subject-needs-licence');
  expect(about('mia@example.com', subject)).toBe('assistant-needs-licence');
  expect(about('mia@example.com', 'ben@example.com')).toBe('assistant-needs-licence');
});

describe('an unknown text', () => {
  const pairs = [...new Set(documented.map(([operation, code]) => `${operation} ${code}`))];
  test.each(pairs)('%s still means what the code means there', (pair) => {
    const [operation = '', code] = pair.split(' ');
    const found = match({
      operation: operation as OperationName,
      code: Number(code),
      message: 'Nope, sorry!',
    });
    expect(found.kind).not.toBe('unknown');
    const meanings = new Set(documented.filter(([o, c]) => `${o} ${c}` === pair).map(([, , , kind]) => kind));
    const rows = catalogue[operation as OperationName] ?? [];
    const bare = rows.find((row) => row.code === Number(code) && row.message === undefined);
    if (meanings.size === 1) expect(found.kind).toBe(bare?.kind ?? [...meanings][0]);
  });

  test.each([
    ['addAssistants', 200, 'assistants-refused'],
    ['changeEmail', 1000, 'email-change-refused'],
    ['updateUser', 200, 'update-refused'],
    ['updateUser', 300, 'invalid-value'],
    ['updateUser', 1108, 'type-change-not-permitted'],
    ['updateUser', 3412, 'no-free-licence'],
    ['createUser', 200, 'create-refused'],
    ['deleteUser', 300, 'delete-refused'],
    ['updateStatus', 200, 'status-refused'],
    ['uploadPicture', 120, 'picture-refused'],
    ['uploadPicture', 300, 'picture-refused'],
    ['updatePassword', 300, 'password-invalid'],
    ['updatePassword', 1124, 'password-too-short'],
    ['updateSettings', 200, 'settings-refused'],
    ['listUsers', 300, 'invalid-value'],
    ['getUser', 124, 'token-refused'],
    ['getUser', 429, 'rate-limited-second'],
    ['getUser', 1010, 'user-other-account'],
    ['getUser', 1001, 'user-not-found'],
    ['getUser', 2300, 'endpoint-unknown'],
    ['getUser', 77777, 'unknown'],
  ] as const)('%s %i: %s', (operation, code, kind) => {
    expect(match({ operation, code, message: '' })).toEqual({ kind, values: {} });
    expect(match({ operation, code, message: 'Something new' }).kind).toBe(kind);
  });

  test('never throws, whatever the text', () => {
    const names = Object.keys(operations) as OperationName[];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(200, 300, 1000, 124),
        fc.string(),
        (name, code, text) => {
          expect(match({ operation: name, code, message: text }).kind).toBeTypeOf('string');
        },
      ),
    );
  });

  test('a very long one is judged in no time', () => {
    const started = performance.now();
    match({ operation: 'addAssistants', code: 200, message: `User ${' '.repeat(100_000)}x` });
    match({ operation: 'updateUser', code: 3412, message: '"'.repeat(100_000) });
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('so is one that is almost a template, over and over', () => {
    const templates = withValues.map(({ operation, code, message }) => {
      const parts = message.split(/\{\w+\}/);
      const middle = parts.slice(1, -1).join('x') || 'x ';
      return { operation, code, message: `${parts[0]}${`x${middle}`.repeat(500)}!` };
    });
    const started = performance.now();
    for (const one of templates) match(one);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test.each([
  [
    'Invalid access token, does not contain scopes:[user:read:list_users:admin].',
    ['user:read:list_users:admin'],
  ],
  ['Invalid access token, does not contain scopes: [a:b, c:d,e].', ['a:b', 'c:d', 'e']],
  ['invalid ACCESS token, does not contain scopes', []],
  ['Invalid access token.', undefined],
  ['', undefined],
])('%s misses %j', (message, scopes) => {
  expect(missingScopes(message)).toEqual(scopes);
});
