import { afterEach, describe, expect, it } from 'vitest';
import { startBot } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { openWorkplace, textOf, type Workplace } from '../support/workplace.ts';
import { hire, refusedCalls, span, timesTold } from './notices-support.ts';

let place: Workplace | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

const open = async (store: 'sqlite' | 'postgres') => {
  place = await openWorkplace({ store, slack: { enforceRateLimits: true } });
  return place;
};

/** Until the channel has heard of everybody; what it took. */
async function allTold(here: Workplace, people: readonly string[]) {
  const told = () => timesTold(here, 'zoom-ops', people);
  await here.as('linus').waitFor(() => told().every((times) => times > 0), 25_000);
  // Whatever is told a second time comes within the next turns.
  await new Promise((done) => setTimeout(done, 2_500));
  return {
    told: told(),
    refused: refusedCalls(here),
    messages: here.as('linus').messages('zoom-ops'),
  };
}

describe.each(['sqlite', 'postgres'] as const)('sixty people change something at once, with %s', (store) => {
  it('the notice channel hears of each once, in a few messages, at most one a second', async () => {
    const here = await open(store);
    const people = hire(here, 60);
    await Promise.all(people.map((one) => here.as(one).command('/zoom add-assistant @mia')));
    const { told, messages, refused } = await allTold(here, people);
    expect(told).toEqual(people.map(() => 1));
    expect(refused).toEqual([]);
    expect(messages.length).toBeLessThan(12);
    expect(span(messages)).toBeGreaterThan((messages.length - 2) * 950);
    const texts = messages.map(textOf);
    const merged = texts.filter((one) => /^\*\d+ changes in Zoom\*/.test(one));
    const counted = merged.map((one) => Number(/^\*(\d+)/.exec(one)?.[1]));
    const single = texts.filter((one) => /Done for/.test(one)).length;
    expect(counted.reduce((sum, n) => sum + n, single)).toBe(60);
  }, 60_000);
});

it('two replicas on one PostgreSQL share the channel: each change is told once, none is refused', async () => {
  const here = await open('postgres');
  const other = await startBot(here.config, createLogger('error', [], { write: () => undefined }));
  try {
    const people = hire(here, 60);
    const say = (one: string) => here.as(one).command('/zoom add-assistant @mia');
    const mine = people.slice(0, 30).map(say);
    await Promise.all(mine);
    here.slack.setRequestUrl(`http://127.0.0.1:${other.port}/slack/events`);
    await Promise.all(people.slice(30).map(say));
    const { told, messages, refused } = await allTold(here, people);
    expect(told).toEqual(people.map(() => 1));
    expect(refused).toEqual([]);
    expect(messages.length).toBeLessThan(12);
    expect(span(messages)).toBeGreaterThan((messages.length - 2) * 950);
  } finally {
    await other.stop();
  }
}, 60_000);
