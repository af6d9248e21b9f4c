import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyValues } from '../../src/commands/field.ts';
import { type Plan, readPlan } from '../../src/commands/plan.ts';
import { commands } from '../../src/commands/registry.ts';
import { type Account, licenceOf, statusOf } from '../../src/identity/account.ts';
import { Refusal } from '../../src/identity/refusal.ts';
import { isSame, wordsOf } from '../../src/languages/text.ts';
import { endGrant } from '../../src/requests/end-grant.ts';
import type { ExecuteDeps } from '../../src/requests/execute.ts';
import { differences } from '../../src/requests/held-parts.ts';
import { inventoryToGiveBack, keepInventory, noteWhatIsLeft } from '../../src/requests/inventories.ts';
import { createInventoryStore } from '../../src/requests/inventory-store.ts';
import { preview } from '../../src/requests/preview.ts';
import type { Progress, Request } from '../../src/requests/request.ts';
import { takeBackInZoom } from '../../src/requests/take-back.ts';
import { whatIsLeft } from '../../src/requests/undo-checks.ts';
import { jobOf } from '../../src/requests/verify.ts';
import { createWaitingList } from '../../src/requests/waiting-list.ts';
import { heldIn } from '../../src/zoom/inventory.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { ZoomError } from '../../src/zoom/zoom-error.ts';
import { changing, type OnZoom, openZoom } from '../commands/on-zoom.ts';
import { type Opened, openFresh } from '../store/open-both.ts';
import { connect } from '../zoom/open.ts';
import {
  accounts,
  become,
  changes,
  meddle,
  others,
  type RandomAccount,
  readable,
} from './random-accounts.ts';

/** How many accounts are tried, of about forty calls each; `LOSSLESS_RUNS` tries more. */
const RUNS = Number(process.env.LOSSLESS_RUNS ?? 40);

let place: OnZoom;
let opened: Opened;
beforeAll(async () => {
  [place, opened] = await Promise.all([openZoom(), openFresh('sqlite')]);
});
afterAll(() => Promise.all([place.sandbox.close(), opened.close()]));

/** What carrying out and undoing a change needs of the bot, and the grant that runs by then. */
function desk() {
  // A client of its own has its own share of the rate limits, so nothing waits for them.
  const zoom = connect(place.sandbox, { plan: 'business', timeoutMs: 30_000 });
  const none = place.job({} as Plan);
  const running: Request[] = [];
  const deps = {
    ...none,
    zoom,
    commands,
    store: opened.store,
    waitingList: createWaitingList(opened.store),
    inventories: createInventoryStore(opened.store),
    policy: { admins: ['U0GRACE'], commands: {} },
    secretStore: { look: () => undefined },
    requests: {
      onResource: async (_: string, __: string, states: string[]) => (states.includes('done') ? running : []),
      time: async () => Date.now(),
    },
    identities: { member: async () => null },
    homeTeamId: 'T0HOME',
    logger: { warn: () => undefined },
    transition: async (request: Request, state: string, { progress = request.progress }) => ({
      ...request,
      state,
      progress: Object.assign(ended, progress),
    }),
  } as unknown as ExecuteDeps;
  /** The progress that was stored last. */
  const ended: Progress = {};
  return { deps, running, ended };
}

type Desk = ReturnType<typeof desk>;

interface Asked {
  readonly name: string;
  readonly values: AnyValues;
  readonly subject: Account;
  readonly requester: Account;
}

const idOf = (who: string) => place.account(who).zoomId;

async function startWith(account: RandomAccount): Promise<void> {
  place.sandbox.reset();
  await opened.store.db.deleteFrom('inventories').execute();
  become(place.sandbox, idOf, account);
}

let count = 0;
const tried: Record<string, number> = {};
const note = (what: string) => {
  tried[what] = (tried[what] ?? 0) + 1;
};

/** The request with its plan; `null`: it is refused before anything is changed. */
async function ask({ deps }: Desk, { name, values, subject, requester }: Asked): Promise<Request | null> {
  count += 1;
  const request = {
    id: `req_${count}`,
    command: name,
    requesterSlackId: requester.slackId,
    createdAt: Date.UTC(2026, 10, 25, 12),
    input: { values, subject: null, slash: '/zoom' },
    progress: {},
  } as unknown as Request;
  const find = async (who: string) => place.account(who.replace(/@.*/, ''));
  const own = requester.zoomId === subject.zoomId;
  try {
    const plan = await preview(deps, request, changing(name), { requester, subject, own, find });
    return { ...request, plan: readPlan(changing(name), JSON.parse(JSON.stringify(plan))) };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** @returns whether Zoom let it be made */
async function carryOut({ deps }: Desk, request: Request): Promise<boolean> {
  await keepInventory(deps, request);
  try {
    const inventory = await inventoryToGiveBack(deps, request, false);
    await changing(request.command).run({ ...jobOf(deps, request), ...inventory });
  } catch (error) {
    if (error instanceof ZoomError && error.effect === 'none') return false;
    throw error;
  }
  await noteWhatIsLeft(deps, request);
  return true;
}

const planOf = ({ plan }: Request): Plan => {
  if (!plan) throw new Error('It was previewed');
  return plan;
};

async function accountNow(zoom: Zoom, subject: Account): Promise<Account> {
  const { type, status } = await zoom.users.get(subject.zoomId);
  return { ...subject, licence: licenceOf(type), status: statusOf(status) };
}

/** What the account holds, and its licence and state, as texts by key. */
async function holdings(zoom: Zoom, userId: string): Promise<Map<string, string>> {
  const [user, inventory] = await Promise.all([zoom.users.get(userId), zoom.accounts.inventory(userId)]);
  return new Map([
    ['Zoom licence', licenceOf(user.type)],
    ['Account', user.status ?? ''],
    ...heldIn(inventory)
      .filter(({ key }) => key !== 'feature:zoom_whiteboard')
      .map(({ key, label, what }): [string, string] => [`${label.words} ${key}`, wordsOf(what)]),
  ]);
}

const valueIn = (holding: Map<string, string>, key: string) => holding.get(key) ?? 'none';
const keysOf = (...all: readonly Map<string, string>[]) => [
  ...new Set(all.flatMap((one) => [...one.keys()])),
];
/** The things of which nothing was said, by the labels at the front of their keys. */
const unsaid = (keys: readonly string[], said: readonly string[]) =>
  keys.filter(
    (key) => !said.some((one) => one.includes(key.replace(/ \S+:\S+$| bundle$| phone$| link$/, ''))),
  );

test('random account × change × undo: as before, but for what was named before', async () => {
  await fc.assert(
    fc.asyncProperty(accounts, changes, fc.boolean(), async (account, change, byReactivation) => {
      const { command: name, values, own } = change;
      await startWith(account);
      const at = desk();
      const { deps } = at;
      const command = changing(name);
      const subject = { ...place.account('mia'), status: account.status as 'active' | 'inactive' };
      const requester = own ? subject : place.account('grace');
      const request = await ask(at, { name, values, subject, requester });
      if (!request) return;
      const plan = planOf(request);
      const before = await readable(deps.zoom, subject.zoomId);
      const held = heldIn(await deps.zoom.accounts.inventory(subject.zoomId));
      if (!(await carryOut(at, request))) {
        // What Zoom refuses changes nothing.
        expect(await readable(deps.zoom, subject.zoomId)).toEqual(before);
        return;
      }

      const named = plan.changes.map(({ label }) => label.words);
      note(name);
      if (!command.undo || plan.irreversible) {
        // Nothing brings it back, so everything that is gone was named.
        const left = name === 'delete-user' ? [] : heldIn(await deps.zoom.accounts.inventory(subject.zoomId));
        const gone = held.filter(
          (one) => !left.some(({ key, what }) => key === one.key && isSame(what, one.what)),
        );
        const mine = gone.filter(({ key }) => key !== 'feature:zoom_whiteboard' && !isAskedFor(name, key));
        expect(mine.filter(({ label }) => !named.includes(label.words))).toEqual([]);
        return;
      }
      if (byReactivation && name === 'deactivate') {
        const gone = await accountNow(deps.zoom, subject);
        const back = await ask(at, { name: 'activate', values, subject: gone, requester });
        if (back) expect(await carryOut(at, back)).toBe(true);
      } else {
        const { only, held } = await whatIsLeft(deps, request);
        expect(only).toBeUndefined();
        const { confirmed, now } = await takeBackInZoom(deps, request, held);
        expect(confirmed).toBe(true);
        // What is said afterwards was named before.
        const said = held.kept && now ? differences(held.kept, now) : [];
        expect(said.filter(({ source }) => !named.some((label) => source.includes(label)))).toEqual([]);
      }
      const after = await readable(deps.zoom, subject.zoomId);
      const different = [...before].filter(([key, value]) => after.get(key) !== value).map(([key]) => key);
      expect(different.filter((key) => !named.includes(key))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  report();
}, 600_000);

const licenceChanges = fc.constantFrom<readonly [name: string, values: AnyValues]>(
  ['deactivate', {}],
  ['set-license', { licence: 'basic' }],
  ['set-license', { licence: 'licensed' }],
  ['edit-user', { licence: 'basic', department: 'Sales' }],
  ['edit-user', { licence: 'licensed', jobTitle: 'Lead' }],
  ['activate', {}],
  ['set-license', { licence: 'basic', duration: '14d' }],
  ['set-license', { licence: 'licensed', duration: '14d' }],
  ['set-license', { licence: 'licensed', duration: '14d' }],
);

test('random account × change × changes by others × undo, expiry, extension: nothing of others is lost in silence', async () => {
  const property = fc.asyncProperty(
    accounts,
    licenceChanges,
    others,
    others,
    fc.boolean(),
    async (account, [name, values], first, second, byReactivation) => {
      await startWith(account);
      const at = desk();
      const { zoom } = at.deps;
      const requester = place.account('grace');
      const subject = await accountNow(zoom, place.account('mia'));
      const { zoomId } = subject;
      const request = await ask(at, {
        name,
        values: { person: 'mia@example.com', ...values },
        subject,
        requester,
      });
      // An edit of the profile alone has nothing to do with what the account holds.
      if (!request || (name === 'edit-user' && !planOf(request).resource)) return;
      const before = await holdings(zoom, zoomId);
      if (!(await carryOut(at, request))) return;
      const left = await holdings(zoom, zoomId);
      meddle(place.sandbox, idOf, first);

      let last = request;
      if (values.duration) {
        last = { ...request, progress: { doneAt: 1, endsAt: Date.now() } };
        at.running.push(last);
        const now = await accountNow(zoom, subject);
        const longer = await ask(at, {
          name,
          values: { ...request.input.values, duration: '21d' },
          subject: now,
          requester,
        });
        if (longer && planOf(longer).irreversible && (await carryOut(at, longer))) {
          note(`${name} ${values.licence}: extended`);
          last = { ...longer, progress: { doneAt: 2, endsAt: Date.now() } };
          meddle(place.sandbox, idOf, second);
        }
      }
      const meddled = await holdings(zoom, zoomId);
      const said = values.duration
        ? await expired(at, last)
        : name === 'deactivate' && byReactivation
          ? await reactivated(at, await accountNow(zoom, subject))
          : await undone(at, last, () => holdings(zoom, zoomId), meddled);
      const final = await holdings(zoom, zoomId);

      const named = planOf(request).changes.map(({ label }) => label.words);
      const isTouched = (key: string) => valueIn(meddled, key) !== valueIn(left, key);
      const keys = keysOf(before, left, meddled, final);
      // What others have made of it is there, or it is said that it is not.
      const overwritten = keys.filter(
        (key) => isTouched(key) && valueIn(final, key) !== valueIn(meddled, key),
      );
      expect(unsaid(overwritten, said.sentences)).toEqual([]);
      // All the rest is as before, or as it is said to be.
      if (said.nothingDone) {
        expect(final).toEqual(meddled);
        return;
      }
      // After a long time only of what the change itself had touched.
      const isLater = values.duration || byReactivation;
      const isOfOthers = (key: string) => isLater && valueIn(left, key) === valueIn(before, key);
      const different = keys.filter(
        (key) => valueIn(final, key) !== valueIn(before, key) && !isOfOthers(key),
      );
      expect(unsaid(different, [...said.sentences, ...named])).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: RUNS });
  report();
}, 1_200_000);

interface Said {
  readonly sentences: readonly string[];
  /** That nothing was done is said as well. */
  readonly nothingDone: boolean;
}

/** Its time is over. */
async function expired({ deps, running, ended }: Desk, request: Request): Promise<Said> {
  running.length = 0;
  await endGrant(deps, { ...request, state: 'undoing', progress: { ...request.progress, ended: true } });
  const { lapsed, different = [], goesAlong = [], stuck } = ended;
  note(`${request.command} ${request.input.values.licence}: ${stuck ? 'stuck' : (lapsed ?? 'expired')}`);
  expect(stuck).toBeUndefined();
  return {
    sentences: [...different, ...goesAlong].map(({ source }) => source),
    nothingDone: lapsed !== undefined,
  };
}

/** An admin lets the person in again. */
async function reactivated(at: Desk, subject: Account): Promise<Said> {
  const back = { name: 'activate', values: { person: 'mia@example.com' }, subject };
  const request = await ask(at, { ...back, requester: place.account('grace') });
  if (!request) throw new Error('It is inactive, so it can be activated');
  note('deactivate: reactivated');
  expect(await carryOut(at, request)).toBe(true);
  return { sentences: planOf(request).changes.map(({ label }) => label.words), nothingDone: false };
}

/** It is undone, where somebody has changed it since after a question. */
async function undone(
  { deps }: Desk,
  request: Request,
  read: () => Promise<Map<string, string>>,
  meddled: Map<string, string>,
): Promise<Said> {
  if (planOf(request).irreversible) return { sentences: [], nothingDone: true };
  const asUndoDeps = deps as unknown as Parameters<typeof whatIsLeft>[0];
  let current = request;
  let left: Awaited<ReturnType<typeof whatIsLeft>>;
  try {
    left = await whatIsLeft(asUndoDeps, current);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { says, buttons = [] } = error.problem;
    expect(await read()).toEqual(meddled);
    if (!buttons.some(({ action }) => action === 'request:undo-rest')) {
      note(`${request.command}: asks, and cannot undo the rest`);
      return { sentences: [says.source], nothingDone: true };
    }
    note(`${request.command}: asks, and undoes the rest`);
    current = { ...request, progress: { ...request.progress, undoRest: true } };
    left = await whatIsLeft(asUndoDeps, current);
  }
  note(`${request.command}: undone`);
  const { confirmed, now } = await takeBackInZoom(deps, current, left.held, left.only);
  expect(confirmed).toBe(true);
  const different = left.held.kept && now ? differences(left.held.kept, now) : [];
  return { sentences: [...left.kept, ...different].map(({ source }) => source), nothingDone: false };
}

function report(): void {
  if (process.env.LOSSLESS_RUNS)
    process.stdout.write(`${count} requests: ${JSON.stringify(tried, null, 1)}\n`);
}

/** What a change is about stands in its own lines. */
const isAskedFor = (command: string, key: string) =>
  (command === 'remove-scheduler' && key.startsWith('scheduler:')) ||
  (command === 'remove-assistant' && key.startsWith('assistant:'));
