import { listed } from '../languages/formats.ts';
import { type Text, text } from '../languages/text.ts';
import type { LicencePolicy } from '../policy/licences.ts';
import type { ComingEvent, LicenceTies } from '../zoom/ties.ts';
import { dayWords } from './days.ts';
import type { Exemptions } from './exemptions.ts';
import { type Holder, isRoom } from './holder.ts';
import { FREE_MINUTES } from './last-use.ts';
import type { Kept } from './review.ts';

/** What Frontdesk itself knows of a licence. */
export interface LicenceFacts {
  /** A grant for a time that has not ended. */
  readonly granted: boolean;
  /** A request about the licence is under way. */
  readonly requestOpen: boolean;
  /** When a request last gave it, or a scan first saw it: milliseconds since the epoch; `null`: not known. */
  readonly licensedSince: number | null;
}

interface Context {
  readonly policy: LicencePolicy;
  readonly exemptions: Exemptions;
  readonly now: number;
}

const MEMBER = '2';

/** Why somebody keeps their licence, as far as no call to Zoom is needed to know. */
export function cheapProtections(
  { policy, exemptions, now }: Context,
  holder: Holder,
  facts: LicenceFacts,
): Kept[] {
  const { status, roleId, roleName, createdAt } = holder;
  const kept: Kept[] = [];
  const keep = (reason: Kept['reason'], says: Text) => kept.push({ reason, says });
  if (status === 'pending') keep('pending', text`Has not accepted their invitation yet`);
  if (status === 'inactive') keep('deactivated', text`Is deactivated in Zoom`);
  if (isRoom(holder)) keep('room', text`Is a Zoom Room`);
  if (policy.adminsExempt) {
    if (roleId === '0' || /^owner$/i.test(roleName)) keep('owner', text`Owns the Zoom account`);
    else if (roleId === '1' || /^admin$/i.test(roleName)) keep('admin', text`Is a Zoom admin`);
    else if (roleId !== '' && roleId !== MEMBER) {
      keep('admin', roleName ? text`Has the Zoom role ${roleName}` : text`Has a Zoom role of its own kind`);
    }
  }
  kept.push(...exemptions.reasonsFor(holder));
  if (facts.granted) keep('granted', text`Has the licence for a time, by a request; it goes back by itself`);
  if (facts.requestOpen) keep('request-open', text`A request about this licence is under way`);
  if (status === 'pending' || status === 'inactive') return kept;
  if (createdAt === null) keep('unknown', text`Zoom does not tell when the account was made`);
  else if (now - createdAt < policy.idleAfter) {
    keep('new-account', text`The account is new, from ${dayWords(createdAt, now)}`);
  }
  if (facts.licensedSince !== null && now - facts.licensedSince < policy.minHold) {
    keep('min-hold', text`Got the licence only on ${dayWords(facts.licensedSince, now)}`);
  }
  return kept;
}

/** Why somebody keeps their licence, by what hangs on it in Zoom. What could not be read keeps it too. */
export function tiesThatKeep({ policy, now }: Pick<Context, 'policy' | 'now'>, ties: LicenceTies): Kept[] {
  const kept: Kept[] = [];
  const keep = (reason: Kept['reason'], says: Text) => kept.push({ reason, says });
  if (ties.isLive) keep('live-meeting', text`Is hosting a meeting right now`);
  const meeting = nextOf(ties.meetings?.filter(({ minutes }) => minutes === null || minutes > FREE_MINUTES));
  if (meeting) {
    const says =
      meeting.startsAt === null
        ? text`Hosts a meeting that needs a licence`
        : text`Hosts a meeting that needs a licence on ${dayWords(meeting.startsAt, now)}`;
    keep('upcoming-meeting', says);
  }
  const webinar = nextOf(ties.webinars ?? []);
  if (webinar) {
    const says =
      webinar.startsAt === null
        ? text`Hosts a webinar`
        : text`Hosts a webinar on ${dayWords(webinar.startsAt, now)}`;
    keep('upcoming-webinar', says);
  }
  if (ties.assistants?.length) keep('assistants', assistants(ties.assistants));
  if (ties.schedulers?.length) keep('schedules-for', others(ties.schedulers));
  if (ties.bundle !== '' && !policy.mayTake.includes('bundles')) {
    keep('bundle', text`Would lose a bundle: ${ties.bundle}`);
  }
  if (ties.hasPhone && !policy.mayTake.includes('phones')) {
    keep(
      'phone',
      ties.losesPhone.length > 0
        ? text`Would lose Zoom Phone (${listed(ties.losesPhone, 'unit')})`
        : text`Would lose Zoom Phone`,
    );
  }
  for (const { what, scopes } of ties.missing) {
    keep(
      'unknown',
      scopes.length > 0
        ? text`Zoom does not tell ${what} (scope ${scopes.join(', ')})`
        : text`Zoom does not tell ${what}`,
    );
  }
  return kept;
}

/** The earliest event; one without a time counts as the earliest. */
function nextOf(events: readonly ComingEvent[] = []): ComingEvent | undefined {
  return events.toSorted((a, b) => (a.startsAt ?? 0) - (b.startsAt ?? 0))[0];
}

function others(emails: readonly string[]): Text {
  const [first = ''] = emails;
  if (emails.length > 1) return text`Schedules meetings for ${emails.length} people`;
  return first ? text`Schedules meetings for ${first}` : text`Schedules meetings for somebody`;
}

function assistants(emails: readonly string[]): Text {
  const [first = ''] = emails;
  if (emails.length > 1) return text`Has ${emails.length} assistants who schedule for them`;
  return first
    ? text`Has an assistant who schedules for them: ${first}`
    : text`Has an assistant who schedules for them`;
}
