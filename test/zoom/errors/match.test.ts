import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, everywhere } from '../../../src/zoom/errors/catalogue.ts';
import { missingScopes } from '../../../src/zoom/errors/classify.ts';
import { match, template } from '../../../src/zoom/errors/match.ts';
import type { OperationName } from '../../../src/zoom/operations.ts';
import { current, first } from './documented.ts';
import { fill } from './documented-row.ts';

const subject = 'KDcuGIm1QgePTO8WbOqwIQ';
const sample = (name: string) =>
  name === 'email' ? 'mia+zoom@example.com' : name === 'userId' ? subject : '20';

const documented = [...first, ...current];

const operationNames = [...new Set(documented.map(([operation]) => operation))];
const rowsOf = (operation: string) => documented.filter(([name]) => name === operation);

/** Changes to Zoom's wording that do not change its meaning. */
const variants: Readonly<Record<string, (text: string) => string>> = {
  'as documented': (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'with or without a full stop': (text) => (text.endsWith('.') ? text.slice(0, -1) : `${text}.`),
  'with other spacing': (text) => `  ${text.replaceAll(' ', '  \n')} `,
  'with curly quotes': (text) => text.replaceAll("'", '’').replaceAll('"', '”'),
  'with single quotes for double ones': (text) => text.replaceAll('"', "'"),
};

test.each(operationNames)('%s: documented errors are in the catalogue word for word', (operation) => {
  for (const [, code, text] of rowsOf(operation)) {
    const message = fill(text, sample);
    const rows = [...(catalogue[operation] ?? []), ...everywhere].filter((row) => row.code === code);
    const texts = rows.flatMap((row) => (row.message === undefined ? [] : [row.message]));
    const plain = (words: string) => words.replace(/\{[^}]*\}|\$\w+/g, '{}');
    // Where the catalogue has a placeholder for what the documentation spells out, the template reads it.
    const found = texts.filter((words) => plain(words) === plain(text) || template(words).read(message));
    expect.soft(found, `${code} ${text}`).not.toEqual([]);
  }
});

test.each(operationNames)('%s: documented errors have their kind, whatever the wording', (operation) => {
  for (const [, code, text, kind] of rowsOf(operation)) {
    for (const [variant, change] of Object.entries(variants)) {
      const message = change(fill(text, sample));
      const found = match({ operation, code, message, userId: subject });
      expect.soft(found.kind, `${code} ${text}, ${variant}`).toBe(kind);
    }
  }
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

test.each([...new Set(withValues.map(({ operation }) => operation))])(
  '%s: values are read as they stand in the text',
  (operation) => {
    for (const { code, message, kind } of withValues.filter((row) => row.operation === operation)) {
      const names = template(message).placeholders;
      const arbitrary = fc.record(Object.fromEntries(names.map((name) => [name, values[name] ?? word])));
      fc.assert(
        fc.property(arbitrary, (given: Record<string, string>) => {
          const filled = message.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '');
          const found = match({ operation, code, message: filled, userId: given.userId ?? subject });
          expect(found).toEqual({ kind, values: given });
        }),
        { seed: 1, numRuns: 60 },
      );
    }
  },
);

test('Zoom words the missing licence of subject and assistant alike: the id in the path tells them apart', () => {
  const message = (who: string) => `The user must either be a Licensed user or an On-prem user : ${who}.`;
  const about = (who: string, userId: string) =>
    match({ operation: 'addAssistants', code: 200, message: message(who), userId }).kind;
  expect(about(subject, subject)).toBe('subject-needs-licence');
  expect(about('Ben@example.com', 'ben@example.com')).toBe('subject-needs-licence');
  expect(about('mia@example.com', subject)).toBe('assistant-needs-licence');
  expect(about('mia@example.com', 'ben@example.com')).toBe('assistant-needs-licence');
});

describe('an unknown text', () => {
  test('has the kind that its code has there', () => {
    const pairs = [...new Set(documented.map(([operation, code]) => `${operation} ${code}`))];
    for (const pair of pairs) {
      const [operation = '', code] = pair.split(' ');
      const found = match({ operation: operation as OperationName, code: Number(code), message: 'Nope!' });
      expect.soft(found.kind, pair).not.toBe('unknown');
      const kinds = new Set(documented.filter(([o, c]) => `${o} ${c}` === pair).map(([, , , kind]) => kind));
      const rows = catalogue[operation as OperationName] ?? [];
      const bare = rows.find((row) => row.code === Number(code) && row.message === undefined);
      if (kinds.size === 1) expect.soft(found.kind, pair).toBe(bare?.kind ?? [...kinds][0]);
    }
  });

  test('has the general kind of the code where the code has several', () => {
    const cases = [
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
    ] as const;
    for (const [operation, code, kind] of cases) {
      const name = `${operation} ${code}`;
      expect.soft(match({ operation, code, message: '' }), name).toEqual({ kind, values: {} });
      expect.soft(match({ operation, code, message: 'Something new' }).kind, name).toBe(kind);
    }
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...operationNames),
        fc.constantFrom(200, 300, 1000, 124),
        fc.string(),
        (name, code, text) => {
          expect(match({ operation: name, code, message: text }).kind).toBeTypeOf('string');
        },
      ),
      { seed: 1 },
    );
  });

  // Catastrophic backtracking would take minutes and end in vitest's time limit.
  test('is matched in linear time, however long or repetitive', () => {
    match({ operation: 'addAssistants', code: 200, message: `User ${' '.repeat(100_000)}x` });
    match({ operation: 'updateUser', code: 3412, message: '"'.repeat(100_000) });
    for (const { operation, code, message } of withValues) {
      const parts = message.split(/\{\w+\}/);
      const middle = parts.slice(1, -1).join('x') || 'x ';
      match({ operation, code, message: `${parts[0]}${`x${middle}`.repeat(500)}!` });
    }
  });
});

test('the scopes that Zoom names as missing', () => {
  const cases: [string, string[] | undefined][] = [
    [
      'Invalid access token, does not contain scopes:[user:read:list_users:admin].',
      ['user:read:list_users:admin'],
    ],
    ['Invalid access token, does not contain scopes: [a:b, c:d,e].', ['a:b', 'c:d', 'e']],
    ['invalid ACCESS token, does not contain scopes', []],
    ['Invalid access token.', undefined],
    ['', undefined],
  ];
  for (const [message, scopes] of cases) expect.soft(missingScopes(message), message).toEqual(scopes);
});
