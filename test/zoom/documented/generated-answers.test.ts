import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBody } from '../../../src/zoom/answer.ts';
import type { Operation } from '../../../src/zoom/operation.ts';
import { operations } from '../../../src/zoom/operations.ts';
import { readAnswer } from '../../../src/zoom/read-answer.ts';
import { documentedFor, type Schema } from './check-exchange.ts';

const { seed, numRuns } = { seed: Number(process.env.SEED ?? 1), numRuns: 60 };

/** What Zoom may send for a schema: each field there, empty, null or left out. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf));
  if (schema.type === 'array') return fc.array(valuesOf(schema.items ?? {}), { maxLength: 3 });
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, one]) => [
      name,
      fc.option(valuesOf(one), { nil: null, freq: 6 }),
    ]);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer') return fc.oneof(fc.nat(), fc.constantFrom(0, 576460752303423500));
  return fc.oneof(fc.constant(''), fc.string({ maxLength: 12 }));
}

/** What belongs in no field: another kind of value than any schema has. */
const oddValue = fc.constantFrom<unknown>({}, [], [[]], { a: [1] }, [null], true, 'perhaps', 1.5);

/** Without these an answer means nothing; the rest may be missing or odd. */
const keys: Readonly<Record<string, object>> = {
  getUser: { id: 'zJKyaiAyTNC-MWjiWC18KQ', email: 'ada@example.com', type: 2, status: 'active' },
  listUsers: { users: [{ id: 'zJKyaiAyTNC-MWjiWC18KQ', email: 'ada@example.com' }] },
  checkEmail: { existed_email: true },
  checkVanityName: { existed: false },
  getToken: { token: 'abc.def.ghi' },
  getUserSummary: { licensed_users_count: 7 },
};

const ours: readonly [string, Operation][] = Object.entries(operations);

const answered = ours.flatMap(([operation, { method, path, response }]) => {
  const answer = documentedFor(method, path)?.answer;
  return answer && response ? [{ operation, answer, response }] : [];
});

const read = (response: NonNullable<Operation['response']>, answer: unknown) => {
  const body = readBody(JSON.stringify(answer));
  return readAnswer(response, body.kind === 'json' ? body.value : undefined);
};

test.each(answered)(
  '$operation: whatever fits Zoom’s document is read',
  ({ operation, answer, response }) => {
    fc.assert(
      fc.property(valuesOf(answer), (generated) => {
        const { data } = read(response, { ...(generated as object), ...keys[operation] });
        expect(data).toMatchObject(keys[operation] ?? {});
      }),
      { seed, numRuns },
    );
  },
);

test.each(answered)('$operation: an odd field spoils no other', ({ operation, answer, response }) => {
  const names = Object.keys(answer.properties ?? {}).filter((name) => !(name in (keys[operation] ?? {})));
  if (names.length === 0) return;
  fc.assert(
    fc.property(valuesOf(answer), fc.constantFrom(...names), oddValue, (generated, name, odd) => {
      const { data, oddities } = read(response, {
        ...(generated as object),
        [name]: odd,
        ...keys[operation],
      });
      expect(data).toMatchObject(keys[operation] ?? {});
      // Paths come from our schemas: no generated value may stand in them.
      for (const { path } of oddities) expect(path).toMatch(/^[a-z_.[\]]+$/i);
    }),
    { seed, numRuns },
  );
});

test('an answer without its key fields is not read', () => {
  for (const { operation, response } of answered) {
    if (!(operation in keys)) continue;
    const { data, oddities } = read(response, { something_new: 1 });
    expect.soft(data, operation).toBeUndefined();
    expect.soft(oddities.length, operation).toBeGreaterThan(0);
  }
});
