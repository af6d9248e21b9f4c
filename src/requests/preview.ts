import type { Campaigns } from '../campaigns/campaigns.ts';
import type { Files, Holding } from '../commands/context.ts';
import type { ChangeCommand } from '../commands/define-command.ts';
import type { Calendar } from '../commands/parse/dates.ts';
import type { Change, Plan } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import type { Member } from '../identity/directory.ts';
import type { Identities } from '../identity/identities.ts';
import { withErrorSubject } from '../identity/identity-messages.ts';
import type { Links } from '../identity/links.ts';
import { isSame, text } from '../languages/text.ts';
import type { Policy } from '../policy/policy.ts';
import { heldIn, whatOf } from '../zoom/inventory.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { InventoryStore } from './inventory-store.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import { type ForecastDeps, seatsFor } from './seat-forecast.ts';
import type { SecretStore } from './secret-store.ts';
import { derived, takenWith } from './taken-with.ts';

export interface PreviewDeps extends ForecastDeps {
  readonly zoom: Zoom;
  readonly files: Files;
  readonly links: Links;
  readonly identities: Identities;
  readonly secretStore: SecretStore;
  readonly requests: RequestStore;
  readonly inventories: InventoryStore;
  readonly campaigns: Campaigns;
  readonly policy: Policy;
  readonly homeTeamId: string;
}

/** Who asks, and whose account it is, as resolved right now. */
export interface People {
  readonly requester: Account;
  readonly subject: Account;
  readonly own: boolean;
  /** Finds people who are named in fields; by default without a limit. */
  readonly find?: (who: string) => Promise<Account>;
}

/**
 * Reads from Zoom what a request would change. It changes nothing.
 *
 * @throws Refusal when there is nothing to do or it cannot be done; ZoomError
 */
export async function preview(
  deps: PreviewDeps,
  request: Request,
  command: ChangeCommand,
  { requester, subject, own, find = deps.identities.find }: People,
): Promise<Plan> {
  const member = await deps.identities.member(request.requesterSlackId);
  const previewing = command.preview({
    calendar: calendarOf(member, request.createdAt),
    values: request.input.values,
    zoom: deps.zoom,
    files: deps.files,
    links: deps.links,
    given: Object.keys(deps.secretStore.look(request.id) ?? {}),
    colleagues: {
      teamId: deps.homeTeamId,
      member: deps.identities.colleague,
      accountByEmailOf: deps.identities.accountByEmailOf,
      owner: deps.identities.owner,
      anybody: deps.identities.member,
    },
    holding: await holdingOf(deps, command, subject.zoomId),
    seats: seatsFor(deps),
    domains: deps.policy.emailDomains,
    inventory: command.givesBack ? await deps.inventories.lastOf(subject.zoomId, 'deactivate') : null,
    campaigns: deps.campaigns,
    maxDuration: deps.policy.commands[command.name]?.maxDuration ?? null,
    requester,
    subject,
    own,
    find,
  });
  const found = await withErrorSubject({ name: subject.name, isAsker: own }, previewing);
  const asked = {
    ...found,
    requester,
    subject: found.subject ?? subject,
    own: own && !found.subject,
    reason: request.input.values.reason ?? null,
  };
  const plan = {
    ...asked,
    changes: [...asked.changes, ...(await takenWith(deps, command, asked, request.requesterSlackId))],
  };
  if (!command.resource || command.changesResource?.(plan) === false) return plan;
  const stays = command.takes?.(plan) ? [] : await staysTaken(deps, command, plan.subject.zoomId);
  return { ...plan, changes: [...plan.changes, ...stays], resource: command.resource };
}

/** What was taken from the account for a time, and no longer comes back at its end when this change takes its place. */
async function staysTaken(deps: PreviewDeps, command: ChangeCommand, zoomId: string): Promise<Change[]> {
  const [grant] = command.resource ? await deps.requests.onResource(zoomId, command.resource, ['done']) : [];
  const kept = grant ? await deps.inventories.find(grant.id) : null;
  if (!kept?.after || kept.before.licensing.type !== 2 || kept.after.licensing.type === 2) return [];
  const { before, after } = kept;
  return heldIn(before)
    .filter(({ key, what }) => !isSame(whatOf(after, key), what) && !derived.includes(key))
    .map(({ label, what }) => ({ label, before: what, after: text`not given back by this`, held: true }));
}

/** A person's calendar at a moment; without a profile in Slack, that of nobody in particular. */
export function calendarOf(member: Member | null, now: number): Calendar {
  return { now, timeZone: member?.timeZone ?? 'UTC', locale: member?.locale ?? 'en-GB' };
}

/** The current grant of this account for the resource that the command changes, regardless of the requester. */
export async function holdingOf(
  { requests }: { readonly requests: Pick<RequestStore, 'onResource'> },
  { resource }: Pick<ChangeCommand, 'resource'>,
  zoomId: string,
): Promise<Holding | null> {
  if (!resource) return null;
  const [grant] = await requests.onResource(zoomId, resource, ['done']);
  const { endsAt } = grant?.progress ?? {};
  return grant?.plan && endsAt ? { endsAt, data: grant.plan.data } : null;
}
