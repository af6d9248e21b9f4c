import { expect, inject, it } from 'vitest';
import { killStorm } from '../simulation/kill-storm.ts';
import { tableOf } from '../simulation/outcome.ts';

/** These make it longer; `SEED` repeats a run. */
const kills = Number(process.env.KILLS ?? 50);
const requests = Number(process.env.REQUESTS ?? 300);
const seed = inject('seed');

it.concurrent.each(['sqlite', 'postgres'] as const)(
  `kill -9, ${kills} times, loses nothing that was acknowledged and makes no change twice (%s)`,
  async (store) => {
    const result = await killStorm(store, { kills, requests, seed });
    process.stdout.write(`${tableOf(store, result)}\n`);
    const { lost, doubled, untrue, left } = result;
    expect({ lost, doubled, untrue, left }).toEqual({ lost: [], doubled: [], untrue: [], left: [] });
    expect(result.kills).toBeGreaterThanOrEqual(kills);
    expect(result.acknowledged).toBeGreaterThanOrEqual(requests);
  },
  600_000,
);
