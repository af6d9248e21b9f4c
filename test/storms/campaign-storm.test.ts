import { expect, inject, it } from 'vitest';
import { campaignStorm, campaignTable } from '../simulation/campaign-storm.ts';

/** These make it longer; `SEED` repeats a run. */
const kills = Number(process.env.KILLS ?? 20);
const people = Number(process.env.PEOPLE ?? 40);
/** `STORE=postgres` runs it on one store only. */
const stores = (['sqlite', 'postgres'] as const).filter((one) => (process.env.STORE ?? one) === one);
const seed = inject('seed');

it.concurrent.each(stores)(
  `kill -9, ${kills} times during a campaign: nobody is asked or downgraded twice, and every answer counts (%s)`,
  async (store) => {
    const result = await campaignStorm(store, { kills, people, seed });
    process.stdout.write(`${campaignTable(store, result)}\n`);
    const { askedTwice, notAsked, downgradedTwice, lostAnswers, wrong, left } = result;
    expect({ askedTwice, notAsked, downgradedTwice, lostAnswers, wrong, left }).toEqual({
      askedTwice: [],
      notAsked: [],
      downgradedTwice: [],
      lostAnswers: [],
      wrong: [],
      left: [],
    });
    expect(result.kills).toBeGreaterThanOrEqual(kills);
  },
  600_000,
);
