import { expect, inject, it } from 'vitest';
import { soak, soakTable } from '../simulation/soak.ts';

const commands = Number(process.env.COMMANDS ?? 300);
const seed = inject('seed');

it.concurrent.each(['sqlite', 'postgres'] as const)(
  'while Slack and Zoom fail at random, everybody gets an answer and every change is made once (%s)',
  async (store) => {
    const result = await soak({ store, commands, concurrency: 80, seed });
    process.stdout.write(`${soakTable(store, result)}\n`);
    const { lost, doubled, untrue, unanswered, unacknowledged, left } = result;
    expect({ lost, doubled, untrue, unanswered, unacknowledged, left }).toEqual({
      lost: [],
      doubled: [],
      untrue: [],
      unanswered: [],
      unacknowledged: [],
      left: [],
    });
    expect(result.commands).toBe(commands);
    for (const met of Object.values(result.met)) expect(met.limited + met.failed).toBeGreaterThan(50);
  },
  240_000,
);
