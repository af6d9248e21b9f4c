import { stateMessage } from '../commands/account/account-messages.ts';
import { usesZoomPassword } from '../commands/account/login-types.ts';
import { setPassword } from '../commands/account/set-password.ts';
import { accountState, isUseful } from '../commands/account-state.ts';
import type { LicenceTerms } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import { hasLicence } from '../commands/licence/licence-types.ts';
import { requestLicense } from '../commands/licence/request-license.ts';
import { type Account, type Licence, licenceName } from '../identity/account.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import { text } from '../languages/text.ts';
import { isAdmin } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import { licenceTermsOf } from '../requests/licence-terms.ts';
import type { Request } from '../requests/request.ts';
import { describeRequest, untilWhen } from '../requests/request-log.ts';
import type { RequestStore } from '../requests/request-store.ts';
import { type ForecastDeps, placeOf } from '../requests/seat-forecast.ts';
import { undoableUntil } from '../requests/undo.ts';
import type { HomeAccount, HomeRequest, Part } from '../views/home/page.ts';
import { type Mrkdwn, md, moment, plainAddress } from '../views/mrkdwn.ts';
import { inLine, placeWords } from '../views/place.ts';
import type { Problem } from '../views/problem.ts';
import type { Viewer } from './pending-approvals.ts';
import type { HomeQueries } from './queries.ts';
import type { Lookup } from './zoom-cache.ts';

/** The person's own account, or why there is none. */
export type OwnAccount =
  | {
      readonly account: Account;
      readonly hasPassword: boolean;
      readonly terms: LicenceTerms;
    }
  | { readonly problem: Problem };

interface OwnAccountDeps extends ForecastDeps {
  readonly identities: Pick<Identities, 'identify'>;
  readonly requests: Pick<RequestStore, 'onResource' | 'waitingFor'>;
  readonly policy: Policy;
}

/** @throws ZoomError and whatever else keeps Zoom or Slack from answering */
export async function readOwnAccount(deps: OwnAccountDeps, slackId: string): Promise<OwnAccount> {
  const { identities, policy } = deps;
  try {
    const { account, user } = await identities.identify(slackId);
    const terms = await licenceTermsOf(deps, account.zoomId);
    return { account, hasPassword: usesZoomPassword(user), terms };
  } catch (error) {
    if (error instanceof Refusal) {
      const { nextForAdmin, ...problem } = error.problem;
      return {
        problem: nextForAdmin && isAdmin(policy, slackId) ? { ...problem, next: nextForAdmin } : problem,
      };
    }
    throw error;
  }
}

/** The account as the page shows it. */
export function accountPart(lookup: Lookup<OwnAccount>): HomeAccount {
  if (lookup.kind !== 'answer') {
    return {
      says: md`:hourglass_flowing_sand: Zoom isn’t answering right now.`,
      next: md`Your account appears here as soon as it does. Everything below is up to date.`,
    };
  }
  if ('problem' in lookup.value) return lookup.value.problem;
  const { name, email, licence, status } = lookup.value.account;
  return {
    facts: [
      [text`Name`, md`${name}`],
      [text`Email`, plainAddress(email)],
      [text`Licence`, licenceFact(licence, lookup.value.terms)],
      [text`State`, stateMessage(status)],
    ],
  };
}

function licenceFact(licence: Licence, { endsAt, place }: LicenceTerms): Mrkdwn {
  const name = licenceName(licence);
  const held = endsAt === null ? md`${name}` : md`${name} until ${moment(endsAt)}`;
  return place ? md`${held}, ${inLine(place.position)} for one` : held;
}

/**
 * Whether a command is of use to somebody with this account. While Zoom does not answer, every one may be.
 */
export function isOffered(command: Command, lookup: Lookup<OwnAccount>): boolean {
  if (lookup.kind !== 'answer') return true;
  if ('problem' in lookup.value) return isUseful(command, 'none');
  const { account, hasPassword, terms } = lookup.value;
  // Who signs in with single sign-on has no Zoom password.
  if (command === setPassword && !hasPassword) return false;
  // Another one is of no use to who has one for good, or waits for one.
  if (command === requestLicense && (terms.place || (hasLicence(account) && terms.endsAt === null)))
    return false;
  return isUseful(command, accountState(account));
}

/** The viewer with their Zoom account, as far as it is known. */
export function viewerOf(slackId: string, lookup: Lookup<OwnAccount>): Viewer {
  if (lookup.kind !== 'answer') return { slackId, zoomId: undefined };
  return { slackId, zoomId: 'account' in lookup.value ? lookup.value.account.zoomId : null };
}

/** The commands that somebody with this account most likely comes for. */
export function prominentFor(lookup: Lookup<OwnAccount>): string[] {
  const known = lookup.kind === 'answer' ? lookup.value : null;
  if (known && 'problem' in known)
    return hasNoAccount(known.problem) ? ['request-account', 'help'] : ['help'];
  switch (known && accountState(known.account)) {
    case 'pending':
      return ['resend-invitation', 'status', 'help'];
    case 'inactive':
      return ['request-activation', 'status', 'help'];
    case 'unlicensed':
      return [...(known?.terms.place ? [] : ['request-license']), 'status', 'settings', 'profile', 'help'];
    default:
      return ['status', 'settings', 'add-assistant', 'help'];
  }
}

/** Its way out is to request an account. */
function hasNoAccount({ buttons = [] }: Problem): boolean {
  return buttons.some(({ action }) => action === 'command:request-account');
}

/** How many of the newest requests are shown. */
const SHOWN = 5;

export interface OwnRequestsDeps extends ForecastDeps {
  readonly requests: Pick<RequestStore, 'ofPerson' | 'time' | 'onResource' | 'waitingFor'>;
}

export interface OwnRequests {
  readonly part: Part<HomeRequest>;
  /** When the last of them changed; milliseconds since 1970. */
  readonly changedAt: number;
  /** When the next of them can no longer be undone. */
  readonly undoEnds: number | null;
}

/** The person's newest requests, and which of them they can still withdraw or undo. */
export async function ownRequests(
  deps: OwnRequestsDeps,
  queries: HomeQueries,
  slackId: string,
  now: number,
): Promise<OwnRequests> {
  const [newest, count] = await Promise.all([
    deps.requests.ofPerson(slackId, SHOWN),
    queries.countOf(slackId),
  ]);
  const undoEnds = newest.flatMap((one) => undoEnd(deps, one, now) ?? []);
  return {
    part: {
      shown: await Promise.all(newest.map((one) => toHomeRequest(deps, one, now))),
      more: Math.max(0, count - newest.length),
    },
    changedAt: Math.max(0, ...newest.map((one) => one.updatedAt)),
    undoEnds: undoEnds.length > 0 ? Math.min(...undoEnds) : null,
  };
}

async function toHomeRequest(deps: OwnRequestsDeps, request: Request, now: number): Promise<HomeRequest> {
  const { state } = request;
  const place = state === 'waiting' ? await placeOf(deps, request.id) : null;
  const undoable = undoEnd(deps, request, now) !== null;
  return {
    id: request.id,
    what: describeRequest(deps, request, true),
    state: place ? md`Waiting for a licence: ${placeWords(place)}` : untilWhen(request),
    can: state === 'pending' ? 'withdraw' : state === 'waiting' ? 'leave' : undoable ? 'undo' : null,
  };
}

/** Until when it can be undone; `null`: it cannot, or no longer. */
function undoEnd(deps: OwnRequestsDeps, request: Request, now: number): number | null {
  const end = undoableUntil(deps, request);
  return end !== null && end > now ? end : null;
}
