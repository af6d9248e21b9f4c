import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/commands/plan.ts';
import { commands } from '../../src/commands/registry.ts';
import type { Account } from '../../src/identity/account.ts';
import { Refusal } from '../../src/identity/refusal.ts';
import { createLogger } from '../../src/log.ts';
import { toLicencePolicy } from '../../src/policy/licences.ts';
import type { Policy, Rule } from '../../src/policy/policy.ts';
import { MAX_OPEN, MAX_WITHDRAWN } from '../../src/requests/limits.ts';
import { countLookup } from '../../src/requests/lookup-limit.ts';
import { createRequestStore } from '../../src/requests/request-store.ts';
import { transition } from '../../src/requests/transition.ts';
import type { State } from '../../src/store/schema.ts';
import { createClock } from '../simulation/clock.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

const account = (zoomId: string): Account => ({
  ...{ slackId: null, name: zoomId, email: `${zoomId}@example.com`, zoomId },
  ...{ licence: 'Basic', status: 'active' },
});
const planFor = (zoomId: string): Plan => ({
  ...{ requester: account('ada'), subject: account(zoomId), changes: [], data: {}, own: false, reason: null },
});
const ruleWith = (quota: Rule['quota']): Rule => ({
  ...{ access: 'approval', channel: 'C1', approvers: ['U1'], needed: 1, expiresAfter: 1_000 },
  ...{ remindAfter: null, escalateAfter: null, escalateTo: [], standIns: 'approvers', quota },
});

const times = async <T>(many: number, make: (i: number) => Promise<T>) => {
  const all: T[] = [];
  for (let i = 0; i < many; i++) all.push(await make(i));
  return all;
};

describe.each(kinds)('lookups on %s', (kind) => {
  const clock = createClock();
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind, clock);
  });
  afterAll(() => opened.close());

  const policyWith = (over: Partial<Policy> = {}): Policy => ({
    ...{
      approvals: ruleWith(null),
      admins: ['U0GRACE'],
      noticeChannel: null,
      emailDomains: [],
      keep: null,
      language: 'en',
      licences: toLicencePolicy(undefined, null),
      commands: {},
    },
    ...over,
  });
  const look = async (who: string, policy = policyWith()) =>
    countLookup({ store: opened.store, policy, commands }, who).then(
      () => 'counted',
      (error: Refusal) => error.problem.says.source,
    );

  it('ten a minute and a hundred a day are enough, then one has to wait', async () => {
    for (let minute = 0; minute < 10; minute++) {
      const all = await times(10, () => look('U0ADA'));
      expect(all.filter((one) => one !== 'counted')).toEqual([]);
      if (minute === 0) expect(await look('U0ADA')).toMatch(/a lot of lookups in one minute/);
      clock.advance(61_000);
    }
    expect(await look('U0ADA')).toMatch(/as many people as you can look up in one day/);
    expect(await look('U0MIA')).toBe('counted');
    clock.advance(24 * 3_600_000);
    expect(await look('U0ADA')).toBe('counted');
  });

  it('who may list everybody is not limited, and is where list-users is switched off', async () => {
    const all = await times(150, () => look('U0GRACE'));
    expect(all.filter((one) => one !== 'counted')).toEqual([]);
    const off = policyWith({ commands: { 'list-users': { access: 'off' } } });
    const limited = await times(11, () => look('U0GRACE', off));
    expect(limited.at(-1)).toMatch(/a lot of lookups in one minute/);
  });
});

describe.each(kinds)('limits on %s', (kind) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind);
  });
  afterAll(() => opened.close());

  const draft = async (person: string, command: string, zoomId: string, quota: Rule['quota'] = null) => {
    const requests = createRequestStore(opened.store, 'me', createLogger('error'));
    const request = await requests.record({
      ...{ command, input: { values: {}, subject: null, slash: '/zoom' }, teamId: 'T1' },
      ...{ requesterSlackId: person, triggerId: null, replyTo: { url: null, replace: false } },
    });
    if (!request) throw new Error('not recorded');
    const change = { plan: planFor(zoomId), rule: ruleWith(quota), dueIn: null };
    const drafted = await transition(opened.store, request, 'drafted', change);
    if (!drafted) throw new Error('not drafted');
    return drafted.request;
  };
  /** All at the same moment. @returns the state of each, or why it was refused */
  const moveAll = (drafts: readonly Awaited<ReturnType<typeof draft>>[], to: State) =>
    Promise.all(
      drafts.map((one) =>
        transition(opened.store, one, to, { dueIn: null, notify: ['reply'] }).then(
          (moved) => moved?.request.state ?? 'overtaken',
          (error: unknown) => (error instanceof Refusal ? error.problem.says.source : Promise.reject(error)),
        ),
      ),
    );

  it.each<State>(['pending', 'approved'])(
    'six at once with a quota of two, to %s: two get through',
    async (to) => {
      const person = `U0${to.toUpperCase()}`;
      const drafts = await times(6, (i) => draft(person, 'set', `a${i}`, { times: 2, per: 60_000 }));
      const results = await moveAll(drafts, to);
      expect(results.filter((one) => one === to)).toHaveLength(2);
      expect(results.filter((one) => /You can use `set` twice every/.test(one))).toHaveLength(4);
      const left = await opened.store.db
        .selectFrom('requests')
        .select('state')
        .where('requester_slack_id', '=', person)
        .where('state', '=', 'drafted')
        .execute();
      expect(left).toHaveLength(4);
      // Somebody else's quota, and that of another command, is their own.
      const others = [
        await draft('U0MIA', `set-${to}`, 'b', { times: 1, per: 60_000 }),
        await draft(person, 'get', 'b'),
      ];
      expect(await moveAll(others, to)).toEqual([to, to]);
    },
  );

  it('the same for the same account six times at once: one waits for a decision', async () => {
    const drafts = await times(6, () => draft('U0BEN', 'change', 'ben'));
    const results = await moveAll(drafts, 'pending');
    expect(results.filter((one) => one === 'pending')).toHaveLength(1);
    expect(results.filter((one) => /You already asked; it’s waiting for/.test(one))).toHaveLength(5);
    const different = [await draft('U0BEN', 'change', 'ada'), await draft('U0BEN', 'remove', 'ben')];
    expect(await moveAll(different, 'pending')).toEqual(['pending', 'pending']);
  });

  it('more at once than one person may have open: the rest is refused, until one is decided', async () => {
    const drafts = await times(MAX_OPEN + 4, (i) => draft('U0EVE', 'change', `a${i}`));
    const results = await moveAll(drafts, 'pending');
    expect(results.filter((one) => one === 'pending')).toHaveLength(MAX_OPEN);
    expect(results.filter((one) => /requests waiting for a decision/.test(one))).toHaveLength(4);
    const sent = drafts.find((_, i) => results[i] === 'pending');
    const kept = drafts.find((_, i) => results[i] !== 'pending');
    if (!sent || !kept) throw new Error('none sent or none refused');
    await transition(opened.store, { ...sent, state: 'pending', version: sent.version + 1 }, 'denied', {
      dueIn: null,
    });
    expect(await moveAll([kept], 'pending')).toEqual(['pending']);
  });

  it('sent and withdrawn again and again: it is enough for an hour; previews that were not sent do not count', async () => {
    const drafts = await times(2 * MAX_WITHDRAWN + 1, (i) => draft('U0NIA', 'change', `a${i}`));
    for (const [i, one] of drafts.slice(0, -1).entries()) {
      const sent =
        i % 2 === 0
          ? await transition(opened.store, one, 'pending', { dueIn: null, expiresIn: 1_000 })
          : null;
      await transition(opened.store, sent?.request ?? one, 'cancelled', { dueIn: null });
      if (i === 2 * MAX_WITHDRAWN - 4) {
        const [last] = drafts.slice(-1);
        if (last) expect(await moveAll([last], 'pending')).toEqual(['pending']);
      }
    }
    const next = await draft('U0NIA', 'change', 'next');
    expect((await moveAll([next], 'pending'))[0]).toMatch(/You have withdrawn 10 requests within an hour/);
  });
});
