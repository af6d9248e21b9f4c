import { type Text, text } from '../languages/text.ts';
import type { LicencePolicy } from '../policy/licences.ts';
import type { HostTotals } from '../zoom/reports.ts';
import type { LicenceTies, Ties } from '../zoom/ties.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { DAY, daysSince } from './days.ts';
import type { Exemptions } from './exemptions.ts';
import type { Holder } from './holder.ts';
import { findLastUse, type UseContext, type UseFound } from './last-use.ts';
import { cheapProtections, type LicenceFacts, tiesThatKeep } from './protections.ts';
import type { Kept, LastUse, LicenceReview, Seat, Span } from './review.ts';
import type { CheckedSeat } from './seat-store.ts';

/** How late Zoom may report a sign-in, in milliseconds. */
const SIGN_IN_LAG = 3 * DAY;

/** What all checks of one scan have in common. */
export interface CheckContext extends UseContext {
  readonly policy: LicencePolicy;
  readonly basis: LicenceReview['basis'];
  readonly exemptions: Exemptions;
  readonly ties: Pick<Ties, 'of'>;
  /** Look up what hangs on the licence even where something else keeps it, or it is in use. */
  readonly thorough: boolean;
  /** Zoom could not be asked about one person. @throws the error where the check has to end with it */
  noteFailure(error: unknown): void;
}

/** One person, as far as it is known before the check. */
export interface CheckInput {
  readonly holder: Holder;
  readonly facts: LicenceFacts;
  readonly knownUse: number | null;
  readonly totals: ReadonlyMap<string, Omit<HostTotals, 'id'>>;
  /** What hangs on the licence, where that is known already. */
  readonly ties?: LicenceTies;
}

/**
 * Checks one person: the last use first, then what costs nothing, and what hangs on the licence only for those whom nothing
 * else keeps.
 */
export async function checkSeat(context: CheckContext, input: CheckInput): Promise<CheckedSeat> {
  const { policy } = context;
  const { holder, facts, totals } = input;
  let failed = false;
  const note = (error: unknown) => {
    failed = true;
    context.noteFailure(error);
  };
  const { lastUse, undecided } = await lastUseOf(context, input, note);
  const idleDays = idleDaysOf(context, input, lastUse);
  const lag = context.basis === 'sign-in' ? SIGN_IN_LAG : 0;
  const isUnused = idleDays !== null && idleDays * DAY >= policy.idleAfter + lag;
  const kept: Kept[] = cheapProtections(context, holder, facts);
  if (undecided)
    kept.push({ reason: 'unknown', says: text`Zoom could not be asked about their meetings today` });
  if (idleDays === null)
    kept.push({ reason: 'unknown', says: text`Zoom does not tell when they last signed in` });
  let loses: readonly Text[] = [];
  if (context.thorough || (isUnused && kept.length === 0)) {
    const ties = input.ties ?? (await tiesOf(context, holder.zoomId, note));
    if (ties instanceof ZoomError)
      kept.push({ reason: 'unknown', says: text`Zoom could not be asked about them` });
    else if (ties === null) kept.push({ reason: 'unknown', says: text`Zoom has no such account any more` });
    else {
      for (const { scopes } of ties.missing) context.noteMissing(scopes);
      kept.push(...tiesThatKeep(context, ties));
      loses = ties.loses;
    }
  }
  const seat: Seat = {
    zoomId: holder.zoomId,
    name: holder.name,
    email: holder.email,
    department: holder.department,
    licence: holder.licence,
    createdAt: holder.createdAt,
    licensedSince: facts.licensedSince,
    lastUse,
    spans: spansOf(context, totals),
    idleDays,
    loses,
    kept,
    idle: isUnused && kept.length === 0,
  };
  return { seat, undecided, failed };
}

async function lastUseOf(
  context: CheckContext,
  { holder, knownUse, totals }: CheckInput,
  note: (error: unknown) => void,
): Promise<UseFound> {
  if (holder.status !== 'active' && holder.status !== 'locked') return { lastUse: null, undecided: false };
  if (context.basis === 'host reports') {
    try {
      return await findLastUse(context, { zoomId: holder.zoomId, known: knownUse, totals });
    } catch (error) {
      if (!(error instanceof ZoomError)) throw error;
      note(error);
      return { lastUse: null, undecided: true };
    }
  }
  const at = holder.lastSignIn;
  const lastUse: LastUse | null = at === null ? null : { at, what: 'signed in', precision: 'three-days' };
  return { lastUse, undecided: false };
}

/** Since the last use, or since they have had the licence, the account or Zoom's memory: whichever is latest. */
function idleDaysOf(
  { now, basis, spans }: CheckContext,
  { holder, facts }: CheckInput,
  lastUse: LastUse | null,
): number | null {
  if (basis === 'sign-in' && lastUse === null) return null;
  const oldest = spans.at(-1);
  const since = [
    lastUse?.at,
    facts.licensedSince,
    holder.createdAt,
    lastUse === null && oldest ? Date.parse(oldest.from) : null,
  ].filter((time) => time !== null && time !== undefined);
  return daysSince(Math.max(0, ...since), now);
}

function spansOf({ spans }: CheckContext, totals: CheckInput['totals']): Span[] {
  return spans.flatMap(({ from, to }) => {
    const numbers = totals.get(from);
    if (!numbers) return [];
    const { meetings, participants, minutes } = numbers;
    return [{ from, to, meetings: meetings ?? 0, participants: participants ?? 0, minutes: minutes ?? 0 }];
  });
}

/** An account that cannot be looked up must not hold up the others. */
async function tiesOf(
  context: CheckContext,
  zoomId: string,
  note: (error: unknown) => void,
): Promise<LicenceTies | ZoomError | null> {
  try {
    return await context.ties.of(zoomId, context.options);
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    note(error);
    return error;
  }
}
