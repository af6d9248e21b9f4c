import { expect, it } from 'vitest';
import { weather } from './crash/storm.ts';
import { tableOf } from './crash/tally.ts';

/** They make it longer, or repeat it. */
const kills = Number(process.env.KILLS ?? 50);
const requests = Number(process.env.REQUESTS ?? 300);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

it.concurrent.each(['sqlite', 'postgres'] as const)(
  `kill -9, ${kills} times, loses nothing that was acknowledged and makes no change twice (%s)`,
  async (store) => {
    const result = await weather(store, { kills, requests, seed });
    process.stdout.write(`${tableOf(store, result)}\n  SEED=${seed}\n`);
    const { lost, doubled, untrue, left } = result;
    expect({ lost, doubled, untrue, left }, `SEED=${seed}`).toEqual({
      ...{ lost: [], doubled: [], untrue: [], left: [] },
    });
    expect(result.kills).toBeGreaterThanOrEqual(kills);
    expect(result.acknowledged).toBeGreaterThanOrEqual(requests);
  },
  600_000,
);
