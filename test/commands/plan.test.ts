import { expect, test } from 'vitest';
import { z } from 'zod';
import { readPlan, UnreadablePlanError } from '../../src/commands/plan.ts';
import { commands } from '../../src/commands/registry.ts';

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
  expect(readPlan(command, plan)).toEqual(plan);
});

test.each([
  [{ ...plan, data: {} }, ['data.email']],
  [{ ...plan, data: 'ada.king@example.com' }, ['data']],
  [{ ...plan, subject: { ...account, licence: 'Golden' }, own: 'yes' }, ['subject.licence', 'own']],
  [{ ...plan, changes: [{ label: 'Zoom email', before: 'a' }] }, ['changes.0.after']],
  [{ ...plan, duration: 0 }, ['duration']],
  [null, ['plan']],
])('%j is unreadable: the error names command and paths, and no values', (stored, paths) => {
  const error = failure(() => readPlan(command, stored));
  expect(error).toBeInstanceOf(UnreadablePlanError);
  expect(error).toMatchObject({ command: 'change-email', paths });
  expect((error as Error).message).not.toMatch(/Golden|king/);
});

test('a command that ends another one’s changes reads their data by the same schema', () => {
  for (const one of commands) {
    if (one.risk === 'read' || !one.ends) continue;
    const ended = commands.find(({ name }) => name === one.ends);
    expect(one.endsData).toBe(ended?.risk === 'read' ? undefined : ended?.data);
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
