import { expect, it } from 'vitest';
import { weather } from './storm.ts';
import { tableOf } from './tally.ts';

/**
 * The proof, on one store: at least fifty times `kill -9` among at least 300 acknowledged requests of every changing
 * command. `KILLS`, `REQUESTS` and `SEED` in the environment make it longer, or repeat it.
 */
export function holdsThroughKills(store: 'sqlite' | 'postgres'): void {
  const kills = Number(process.env.KILLS ?? 50);
  const requests = Number(process.env.REQUESTS ?? 300);
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

  it(`kill -9, ${kills} times, loses nothing that was acknowledged and makes no change twice (${store})`, async () => {
    const result = await weather(store, { kills, requests, seed });
    process.stdout.write(`${tableOf(store, result)}\n  seed ${seed}\n`);
    const { lost, doubled, untrue, left } = result;
    expect({ lost, doubled, untrue, left }, `SEED=${seed}`).toEqual({
      lost: [],
      doubled: [],
      untrue: [],
      left: [],
    });
    expect(result.kills).toBeGreaterThanOrEqual(kills);
    expect(result.acknowledged).toBeGreaterThanOrEqual(requests);
  }, 300_000);
}
