import { expect, it, vi } from 'vitest';
import { createPublishQueue } from '../../src/home/publish-queue.ts';
import { createLogger } from '../../src/log.ts';
import { createTaskRunner } from '../../src/task-runner.ts';

/** A queue that records for whom it publishes a tab, and when. */
function open(publish: (slackId: string) => Promise<boolean> = async () => false) {
  const shown: { slackId: string; at: number }[] = [];
  const taskRunner = createTaskRunner(createLogger('error'));
  const queue = createPublishQueue(taskRunner, async (slackId) => {
    shown.push({ slackId, at: Date.now() });
    return publish(slackId);
  });
  return { queue, taskRunner, shown };
}

it('publishes a thousand tabs at the rate that Slack accepts, opened tabs at once, and stops without delay', async () => {
  const { queue, taskRunner, shown } = open();
  for (let i = 0; i < 1_000; i++) queue.add(`U${i}`);
  await vi.waitFor(() => expect(shown.length).toBeGreaterThanOrEqual(30), 10_000);
  expect(shown.length).toBeLessThanOrEqual(45);
  queue.add('U999', true);
  queue.add('U0NEW', true);
  await vi.waitFor(
    () => expect(shown.map((one) => one.slackId)).toEqual(expect.arrayContaining(['U999', 'U0NEW'])),
    10_000,
  );
  queue.close();
  // The tabs that wait would take minutes.
  expect(await taskRunner.drain(5_000)).toBe(true);
  expect(shown.length).toBeLessThan(60);
});

it('publishes twenty changes for one person twice, a second apart, the second time after the last change', async () => {
  const { queue, taskRunner, shown } = open();
  queue.add('U0ADA');
  await vi.waitFor(() => expect(shown).toHaveLength(1), 10_000);
  for (let i = 1; i < 20; i++) queue.add('U0ADA');
  const lastChange = Date.now();
  await taskRunner.drain(5_000);
  expect(shown).toHaveLength(2);
  const [first, last] = shown.map((one) => one.at);
  expect(Number(last) - Number(first)).toBeGreaterThanOrEqual(950);
  expect(Number(last)).toBeGreaterThanOrEqual(lastChange);
});

it('publishes again what was out of date by the time it was shown', async () => {
  let outdated = true;
  const { queue, taskRunner, shown } = open(async () => {
    const was = outdated;
    outdated = false;
    return was;
  });
  queue.add('U0ADA');
  await taskRunner.drain(5_000);
  expect(shown).toHaveLength(2);
});
