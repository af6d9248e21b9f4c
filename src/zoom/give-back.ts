import { isSame } from '../languages/text.ts';
import type { Client } from './client.ts';
import { heldIn, type Inventory, type SchedulingRight, whatOf } from './inventory.ts';
import type { Licences } from './licensing.ts';
import type { CallOptions } from './options.ts';
import { ZoomError } from './zoom-error.ts';

interface Deps {
  readonly call: Client['call'];
  readonly accounts: Pick<Licences, 'restore'> & {
    inventory(userId: string, options?: CallOptions): Promise<Inventory>;
  };
}

/** What an account held before a change took some of it. */
export interface Taken {
  readonly before: Inventory;
  /** What the change left; `null`: not known, then nothing of what it may have taken. */
  readonly after: Inventory | null;
  /** What it held right before anything was given back; by default what it holds now. */
  readonly seen?: Inventory;
  /** The keys of what is to come back; by default all. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Gives back what a change took: what was there before it, was gone after it, and still is as it was left. What Zoom refuses
 * is left out, so that one thing does not hold up the others.
 *
 * @returns what the account holds then
 */
export async function giveBack(
  { call, accounts }: Deps,
  userId: string,
  taken: Taken,
  options?: CallOptions,
): Promise<Inventory> {
  const { before } = taken;
  const now = await accounts.inventory(userId, options);
  const wanted = comingBack(taken, now);
  if (wanted.size === 0) return now;
  const attempt = (work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      if (!(error instanceof ZoomError) || error.effect !== 'none' || error.code === undefined) throw error;
      if (error.status === 429) throw error;
    });
  const path = { userId };

  // The bundle first: what needs a licence is refused without it.
  if (wanted.has('bundle')) await attempt(accounts.restore(userId, before.licensing, options));
  for (const feature of featureChanges(before, wanted)) {
    await attempt(call('updateSettings', { path, body: { feature } }, options));
  }
  if (wanted.has('link')) {
    await attempt(call('updateUser', { path, body: { vanity_name: before.linkName } }, options));
  }
  for (const { id } of before.groups.filter((one) => wanted.has(`group:${one.id}`))) {
    const members = [{ id: userId }];
    await attempt(call('addGroupMembers', { path: { groupId: id }, body: { members } }, options));
  }
  for (const one of before.assistants ?? []) {
    if (wanted.has(`assistant:${one.id}`)) await attempt(grant(userId, one.id, one));
  }
  for (const one of before.schedulers ?? []) {
    if (wanted.has(`scheduler:${one.id}`)) await attempt(grant(one.id, userId, one));
  }
  return accounts.inventory(userId, options);

  /** An assistant who is there without the private events has to go first: Zoom refuses one that it has. */
  async function grant(
    hostId: string,
    assistantId: string,
    { privateEvents }: SchedulingRight,
  ): Promise<void> {
    const { assistants } = await call('listAssistants', { path: { userId: hostId } }, options);
    const there = assistants.find((one) => one.id === assistantId);
    if (there && (there.can_manage_host_private_event === true) === privateEvents) return;
    if (there) await call('deleteAssistant', { path: { userId: hostId, assistantId } }, options);
    const assistant = { id: assistantId, can_manage_host_private_event: privateEvents };
    await call('addAssistants', { path: { userId: hostId }, body: { assistants: [assistant] } }, options);
  }
}

/** The keys of what went with the change and was still as the change left it. */
function comingBack({ before, after, only, seen }: Taken, now: Inventory): Set<string> {
  return new Set(
    heldIn(before).flatMap(({ key, what }) => {
      const left = (after && whatOf(after, key)) ?? 'none';
      // What cannot be read is not overwritten: somebody may have given another one.
      const isAsLeft = isSame(whatOf(seen ?? now, key), left);
      const isMissing = !isSame(left, what) && !isSame(whatOf(now, key), what);
      return (!only || only.has(key)) && isAsLeft && isMissing ? [key] : [];
    }),
  );
}

/** The changes of settings that bring products back: one each, so that Zoom refuses none because of another. */
function featureChanges(before: Inventory, wanted: ReadonlySet<string>): Record<string, unknown>[] {
  const { features } = before;
  const products = Object.keys(features ?? {}).filter((name) => wanted.has(`feature:${name}`));
  return [
    ...products.map((name) => featureChange(features ?? {}, name)),
    // The numbers are gone for good; the licence is not.
    ...(wanted.has('phone') ? [{ zoom_phone: true }] : []),
  ];
}

function featureChange(features: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  if (name === 'license_info_list') return { license_info_list: exactOptions(features[name]) };
  const beside = [`${name}_capacity`, `${name}_capacities`].filter((one) => features[one] !== undefined);
  return { [name]: features[name], ...Object.fromEntries(beside.map((one) => [one, features[one]])) };
}

function exactOptions(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((one: Record<string, unknown>) =>
    /^\d+$/.test(String(one.license_option))
      ? { ...one, license_option: BigInt(String(one.license_option)) }
      : one,
  );
}
