import type { LicencePolicy } from '../policy/licences.ts';
import type { ComingEvent, LicenceTies } from '../zoom/ties.ts';
import { dayWords } from './days.ts';
import type { Exemptions } from './exemptions.ts';
import { type Holder, isRoom } from './holder.ts';
import type { Kept } from './review.ts';

/** What the desk itself knows of a licence. */
export interface DeskFacts {
  /** A grant for a time that has not ended. */
  readonly granted: boolean;
  /** A request about the licence is under way. */
  readonly requestOpen: boolean;
  /** When the desk last gave it, or a scan first saw it; milliseconds since the epoch, `null`: not known. */
  readonly licensedSince: number | null;
}

interface Context {
  readonly policy: LicencePolicy;
  readonly exemptions: Exemptions;
  readonly now: number;
}

/** A Basic account's group meetings end after so many minutes. */
const FREE_MINUTES = 40;
const MEMBER = '2';

/** Why somebody keeps their licence, as far as it costs no call to Zoom. */
export function cheapProtections(
  { policy, exemptions, now }: Context,
  holder: Holder,
  desk: DeskFacts,
): Kept[] {
  const { status, roleId, roleName, createdAt } = holder;
  const kept: Kept[] = [];
  const keep = (reason: Kept['reason'], says: string) => kept.push({ reason, says });
  if (status === 'pending') keep('pending', 'Has not accepted their invitation yet');
  if (status === 'inactive') keep('deactivated', 'Is deactivated in Zoom');
  if (isRoom(holder)) keep('room', 'Is a Zoom Room');
  if (policy.adminsExempt) {
    if (roleId === '0' || /^owner$/i.test(roleName)) keep('owner', 'Owns the Zoom account');
    else if (roleId === '1' || /^admin$/i.test(roleName)) keep('admin', 'Is a Zoom admin');
    else if (roleId !== '' && roleId !== MEMBER) {
      keep('admin', roleName ? `Has the Zoom role ${roleName}` : 'Has a Zoom role of its own kind');
    }
  }
  kept.push(...exemptions.reasonsFor(holder));
  if (desk.granted) keep('granted', 'Has the licence for a time, by a request; it goes back by itself');
  if (desk.requestOpen) keep('request-open', 'A request about this licence is under way');
  if (status === 'pending' || status === 'inactive') return kept;
  if (createdAt === null) keep('unknown', 'Zoom does not tell when the account was made');
  else if (now - createdAt < policy.idleAfter) {
    keep('new-account', `The account is new, from ${dayWords(createdAt, now)}`);
  }
  if (desk.licensedSince !== null && now - desk.licensedSince < policy.minHold) {
    keep('min-hold', `Got the licence only on ${dayWords(desk.licensedSince, now)}`);
  }
  return kept;
}

/** Why somebody keeps their licence, by what hangs on it in Zoom. What could not be read keeps it too. */
export function tiesThatKeep({ policy, now }: Pick<Context, 'policy' | 'now'>, ties: LicenceTies): Kept[] {
  const kept: Kept[] = [];
  const keep = (reason: Kept['reason'], says: string) => kept.push({ reason, says });
  if (ties.isLive) keep('live-meeting', 'Is hosting a meeting right now');
  const meeting = nextOf(ties.meetings?.filter(({ minutes }) => minutes === null || minutes > FREE_MINUTES));
  if (meeting) keep('upcoming-meeting', `Hosts a meeting that needs a licence${onDay(meeting, now)}`);
  const webinar = nextOf(ties.webinars ?? []);
  if (webinar) keep('upcoming-webinar', `Hosts a webinar${onDay(webinar, now)}`);
  if (ties.assistants?.length) keep('assistants', `Has ${assistants(ties.assistants)}`);
  if (ties.schedulers?.length) keep('schedules-for', `Schedules meetings for ${others(ties.schedulers)}`);
  if (ties.bundle !== '' && !policy.mayTake.includes('bundles')) {
    keep('bundle', `Would lose a bundle: ${ties.bundle}`);
  }
  if (ties.hasPhone && !policy.mayTake.includes('phones')) {
    const phone = ties.loses.filter((one) => /^(Phone number|Zoom Phone)/.test(one)).join(', ');
    keep('phone', `Would lose Zoom Phone${phone ? ` (${phone})` : ''}`);
  }
  for (const { what, scopes } of ties.missing) {
    const scope = scopes.length > 0 ? ` (scope ${scopes.join(', ')})` : '';
    keep('unknown', `Zoom does not tell ${what}${scope}`);
  }
  return kept;
}

/** The earliest event; one without a time counts as the earliest. */
function nextOf(events: readonly ComingEvent[] = []): ComingEvent | undefined {
  return events.toSorted((a, b) => (a.startsAt ?? 0) - (b.startsAt ?? 0))[0];
}

function onDay({ startsAt }: ComingEvent, now: number): string {
  return startsAt === null ? '' : ` on ${dayWords(startsAt, now)}`;
}

function others(emails: readonly string[]): string {
  const [first = ''] = emails;
  if (emails.length === 1) return first || 'somebody';
  return `${emails.length} people`;
}

function assistants(emails: readonly string[]): string {
  if (emails.length > 1) return `${emails.length} assistants who schedule for them`;
  return `an assistant who schedules for them${emails[0] ? `: ${emails[0]}` : ''}`;
}
