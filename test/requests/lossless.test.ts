import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../src/commands/plan.ts';
import { commands } from '../../src/commands/registry.ts';
import { licenceOf, statusOf } from '../../src/identity/account.ts';
import { Refusal } from '../../src/identity/refusal.ts';
import { inventoryToGiveBack, keepInventory, noteWhatIsLeft } from '../../src/requests/inventories.ts';
import { createInventoryStore } from '../../src/requests/inventory-store.ts';
import { preview } from '../../src/requests/preview.ts';
import type { Request } from '../../src/requests/request.ts';
import { takeBackInZoom } from '../../src/requests/take-back.ts';
import { jobOf } from '../../src/requests/verify.ts';
import { createWaitingList } from '../../src/requests/waiting-list.ts';
import { heldIn } from '../../src/zoom/held.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { ZoomError } from '../../src/zoom/zoom-error.ts';
import { changing, type OnZoom, openZoom } from '../commands/on-zoom.ts';
import { type Opened, openFresh } from '../store/open-both.ts';
import { connect } from '../zoom/open.ts';
import { accounts, become, changes, readable } from './random-accounts.ts';

/** How many accounts are tried, of about thirty calls each; `LOSSLESS_RUNS` tries more. */
const RUNS = Number(process.env.LOSSLESS_RUNS ?? 60);

let place: OnZoom;
let opened: Opened;
beforeAll(async () => {
  [place, opened] = await Promise.all([openZoom(), openFresh('sqlite')]);
});
afterAll(() => Promise.all([place.sandbox.close(), opened.close()]));

/** What carrying out and undoing a change needs of the bot. */
function desk() {
  // A client of its own has its own share of the rate limits, so nothing waits for them.
  const zoom = connect(place.sandbox, { plan: 'business', timeoutMs: 30_000 });
  const none = place.job({} as Plan);
  return {
    ...none,
    zoom,
    commands,
    store: opened.store,
    waitingList: createWaitingList(opened.store),
    inventories: createInventoryStore(opened.store),
    policy: { admins: ['U0GRACE'], commands: {} },
    secretStore: { look: () => undefined },
    requests: { onResource: async () => [] },
    identities: { member: async () => null },
    homeTeamId: 'T0HOME',
    logger: { warn: () => undefined },
  } as unknown as Parameters<typeof preview>[0] & Parameters<typeof takeBackInZoom>[0];
}

let count = 0;
const tried: Record<string, number> = {};

test('random account × change × undo: as before, but for what was named before', async () => {
  const idOf = (who: string) => place.account(who).zoomId;
  await fc.assert(
    fc.asyncProperty(accounts, changes, fc.boolean(), async (account, change, byReactivation) => {
      const { command: name, values, own } = change;
      place.sandbox.reset();
      become(place.sandbox, idOf, account);
      const deps = desk();
      const command = changing(name);
      const subject = { ...place.account('mia'), status: account.status as 'active' | 'inactive' };
      const requester = own ? subject : place.account('grace');
      count += 1;
      const asked = {
        id: `req_${count}`,
        command: name,
        requesterSlackId: requester.slackId,
        createdAt: Date.UTC(2026, 10, 25, 12),
        input: { values, subject: null, slash: '/zoom' },
        progress: {},
      } as unknown as Request;
      const find = async (who: string) => place.account(who.replace(/@.*/, ''));
      let plan: Plan;
      try {
        plan = await preview(deps, asked, command, { requester, subject, own, find });
      } catch (error) {
        if (error instanceof Refusal) return;
        throw error;
      }
      const request: Request = { ...asked, plan: JSON.parse(JSON.stringify(plan)) };
      const before = await readable(deps.zoom, subject.zoomId);
      const held = heldIn(await deps.zoom.accounts.inventory(subject.zoomId));

      await keepInventory(deps, request);
      try {
        await command.run(jobOf(deps, request));
      } catch (error) {
        // What Zoom refuses changes nothing.
        if (!(error instanceof ZoomError) || error.effect !== 'none') throw error;
        expect(await readable(deps.zoom, subject.zoomId)).toEqual(before);
        return;
      }
      await noteWhatIsLeft(deps, request);

      const named = plan.changes.map(({ label }) => label);
      tried[name] = (tried[name] ?? 0) + 1;
      if (!command.undo || plan.irreversible) {
        // Nothing brings it back, so everything that is gone was named.
        const left = name === 'delete-user' ? [] : heldIn(await deps.zoom.accounts.inventory(subject.zoomId));
        const gone = held.filter(
          (one) => !left.some(({ key, what }) => key === one.key && what === one.what),
        );
        const mine = gone.filter(({ key }) => key !== 'feature:zoom_whiteboard' && !isAskedFor(name, key));
        expect(mine.filter(({ label }) => !named.includes(label))).toEqual([]);
        return;
      }
      if (byReactivation && name === 'deactivate') {
        const back = { ...asked, id: `${asked.id}_back`, command: 'activate' } as Request;
        const gone = { ...subject, ...(await statusNow(deps.zoom, subject.zoomId)) };
        const plan = await preview(deps, back, changing('activate'), { requester, subject: gone, own, find });
        const activation = { ...back, plan };
        const held = await inventoryToGiveBack(deps, activation, false);
        await changing('activate').run({ ...jobOf(deps, activation), ...held });
      } else {
        const { confirmed } = await takeBackInZoom(deps, request);
        expect(confirmed).toBe(true);
      }
      const after = await readable(deps.zoom, subject.zoomId);
      const different = [...before].filter(([key, value]) => after.get(key) !== value).map(([key]) => key);
      expect(different.filter((key) => !named.includes(key))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  if (process.env.LOSSLESS_RUNS) process.stdout.write(`${count} accounts: ${JSON.stringify(tried)}\n`);
}, 600_000);

async function statusNow(zoom: Zoom, userId: string) {
  const { type, status } = await zoom.users.get(userId);
  return { licence: licenceOf(type), status: statusOf(status) };
}

/** What a change is about stands in its own lines. */
const isAskedFor = (command: string, key: string) =>
  (command === 'remove-scheduler' && key.startsWith('scheduler:')) ||
  (command === 'remove-assistant' && key.startsWith('assistant:'));
