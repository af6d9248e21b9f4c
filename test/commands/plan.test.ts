import { expect, test } from 'vitest';
import { z } from 'zod';
import { readPlan, UnreadablePlanError } from '../../src/commands/plan.ts';
import { commands } from '../../src/commands/registry.ts';
import { asIs, text } from '../../src/languages/text.ts';

const account = {
  slackId: null,
  name: 'Ada King',
  email: 'ada@example.com',
  zoomId: 'z1',
  licence: 'Basic',
  status: 'active',
};
const plan = {
  changes: [{ label: 'Zoom email', before: 'a', after: 'b', informational: true }],
  data: { email: 'ada.king@example.com' },
  duration: 60_000,
  irreversible: true,
  requester: account,
  subject: account,
  own: true,
  reason: null,
};
const command = { name: 'change-email', data: z.object({ email: z.string() }) };

test('a plan that fits its command is read as it was written', () => {
  const changes = [{ ...plan.changes[0], label: asIs('Zoom email') }];
  expect(readPlan(command, plan)).toEqual({ ...plan, changes });
});

test('a plan whose lines are messages is read with the same messages', () => {
  const changes = [
    { label: text`Zoom licence`, before: text`none`, after: text`${'Ada'} loses their licence` },
  ];
  const read = readPlan(command, JSON.parse(JSON.stringify({ ...plan, changes })));
  expect(JSON.stringify(read.changes)).toBe(JSON.stringify(changes));
  expect(read.changes[0]?.after).toMatchObject({ words: 'Ada loses their licence' });
});

const unreadable: readonly [stored: unknown, paths: readonly string[]][] = [
  [{ ...plan, data: {} }, ['data.email']],
  [{ ...plan, data: 'ada.king@example.com' }, ['data']],
  [{ ...plan, subject: { ...account, licence: 'Golden' }, own: 'yes' }, ['subject.licence', 'own']],
  [{ ...plan, changes: [{ label: 'Zoom email', before: 'a' }] }, ['changes.0.after']],
  [{ ...plan, duration: 0 }, ['duration']],
  [null, ['plan']],
];

test('an unreadable plan fails with the command and the paths, and without values', () => {
  for (const [stored, paths] of unreadable) {
    const error = failure(() => readPlan(command, stored));
    expect.soft(error).toBeInstanceOf(UnreadablePlanError);
    expect.soft(error).toMatchObject({ command: 'change-email', paths });
    expect.soft(String(error)).not.toMatch(/Golden|king/);
  }
});

test('what can be undone can be read part by part', () => {
  for (const one of commands) {
    if (one.risk === 'read') continue;
    expect.soft(one.parts !== undefined, one.name).toBe(one.undo !== undefined);
    if (one.changesResource) expect.soft(one.resource, one.name).toBeDefined();
  }
});

function failure(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
