import { expect, inject, it } from 'vitest';
import { soak } from '../../bench/soak/soak.ts';
import { tableOf } from '../../bench/soak/table.ts';
import { createDatabase } from '../support/postgres.ts';

const commands = Number(process.env.COMMANDS ?? 300);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

it.concurrent.each(['sqlite', 'postgres'] as const)(
  'in foul weather everybody gets an answer, and every change is made once (%s)',
  async (store) => {
    const databaseUrl = await createDatabase(inject('postgresUrl'));
    const result = await soak({ store, databaseUrl, commands, atOnce: 80, seed });
    process.stdout.write(`${tableOf(store, result)}\n  SEED=${seed}\n`);
    const { lost, doubled, untrue, unanswered, unheard, left } = result;
    expect({ lost, doubled, untrue, unanswered, unheard, left }, `SEED=${seed}`).toEqual({
      ...{ lost: [], doubled: [], untrue: [], unanswered: [], unheard: [], left: [] },
    });
    expect(result.commands).toBe(commands);
    // The weather was foul.
    for (const met of Object.values(result.met)) expect(met.limited + met.failed).toBeGreaterThan(50);
  },
  240_000,
);
