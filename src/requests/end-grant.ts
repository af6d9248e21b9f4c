import type { Part } from '../commands/parts.ts';
import { isSame } from '../languages/text.ts';
import type { NotificationKind } from '../store/schema.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { type ErrorMessageDeps, messageFor } from './error-messages.ts';
import { cardOf, type ExecuteDeps, isTransient } from './execute.ts';
import { toHolder } from './grants.ts';
import {
  differences,
  givenSince,
  goesAlong,
  goneSince,
  type HeldParts,
  heldParts,
  isAddOn,
} from './held-parts.ts';
import { cutsMeetingShort, undoWhileHosting } from './hosting.ts';
import { changeCommandOf, type Progress, planOf, type Request } from './request.ts';
import { takeBackInZoom } from './take-back.ts';
import { BUNDLE, hasOtherBundle, LICENCE, partsOf } from './verify.ts';

/** How soon it is tried again, in milliseconds; the pause doubles with each try, up to a day. */
const FIRST_PAUSE = 5 * 60_000;
const LONGEST_PAUSE = 24 * 3_600_000;
/** In all that is about five days. */
const MAX_TRIES = 12;
/** After so many tries the admins are told even of what may pass by itself, such as an outage of Zoom. */
const TELL_AFTER = 3;
/** How soon a grant is checked again while another change of the same resource is being made, in milliseconds. */
const CHANGE_PAUSE = 5_000;
/** How soon it is looked again whether somebody still hosts a meeting, in milliseconds. */
const MEETING_PAUSE = 10 * 60_000;
const LONGEST_MEETING = 30 * 3_600_000;

/** In Zoom's words: there is no such account, or not in this organisation. */
const gone: readonly string[] = ['user-not-found', 'user-other-account'];

/**
 * The time of a change is over: what it gave is taken back, also when its requester has left. The account is read first.
 * Where it is not as the change left it, there is nothing to take back.
 */
export async function endGrant(deps: ExecuteDeps, request: Request): Promise<null> {
  if (await isBeingChanged(deps, request)) {
    await deps.transition(request, 'done', { dueIn: CHANGE_PAUSE });
    return null;
  }
  let current = request;
  try {
    const [parts, held] = await Promise.all([partsOf(deps, request), heldParts(deps, request)]);
    const end = endOf(deps, request, parts, held);
    if (end.kind === 'back') return close(deps, request, request.progress);
    if (end.kind === 'changed') return lapse(deps, request, 'changed', end.because);
    if (await cutsMeetingShort(deps, request)) return waitForMeeting(deps, request);
    // What a lost process had taken already is known from then.
    const { undoTried, goesAlong: before = [], ...others } = request.progress;
    const hanging = end.takes ? [] : held.parts;
    const mayGo = undoTried ? before : hanging.map(goesAlong);
    const progress = { ...others, undoTried: true, ...withoutEmpty({ goesAlong: mayGo }) };
    const started = await deps.transition(request, 'undoing', { progress, dueIn: 'now' });
    if (!started) return null;
    current = started;
    const { confirmed, now } = await takeBackInZoom(deps, started, held, end.only);
    if (!confirmed) throw unconfirmed();
    const went = undoTried ? before : goneSince(hanging, now).map(goesAlong);
    const different = end.takes && held.kept && now ? differences(held.kept, now, 'touched') : [];
    return close(deps, current, {
      ...others,
      undoTried: true,
      ...withoutEmpty({ different, goesAlong: went }),
    });
  } catch (error) {
    if (error instanceof ZoomError && gone.includes(error.kind)) return lapse(deps, current, 'account-gone');
    return tryAgainLater(deps, current, error);
  }
}

/** What there is to do at the end. */
type End =
  /** All is as it was before already. */
  | { readonly kind: 'back' }
  /** Somebody has changed it since, so it stays. */
  | { readonly kind: 'changed'; readonly because: readonly Mrkdwn[] }
  /** These parts go back, by default all of them. `takes`: the change had taken something, which comes back. */
  | { readonly kind: 'due'; readonly takes: boolean; readonly only?: ReadonlySet<string> };

function endOf(
  deps: Pick<ExecuteDeps, 'commands'>,
  request: Request,
  parts: readonly Part[],
  held: HeldParts,
): End {
  const { undoTried = false } = request.progress;
  const otherBundle = hasOtherBundle(parts, undoTried);
  if (changeCommandOf(deps, request.command).takes?.(planOf(deps, request))) {
    // What was taken comes back, but for what somebody has given or changed since.
    const all = [...parts, ...held.parts];
    const left = all.filter(
      ({ name, before, after, now }) =>
        isSame(now, after) && !isSame(before, after) && !(otherBundle && name === LICENCE),
    );
    const only = new Set(left.map(({ name }) => name));
    if (left.length > 0) return { kind: 'due', takes: true, only };
    return all.every(({ before, now }) => isSame(now, before))
      ? { kind: 'back' }
      : { kind: 'changed', because: [] };
  }
  if (otherBundle) {
    const bundles = parts.filter(({ name, now }) => name === BUNDLE && now !== 'none');
    return { kind: 'changed', because: bundles.map(givenSince) };
  }
  if (!parts.some(({ after, now }) => isSame(now, after))) {
    const isBack = undoTried && parts.every(({ before, now }) => isSame(now, before));
    return isBack ? { kind: 'back' } : { kind: 'changed', because: [] };
  }
  const given = held.parts.filter(isAddOn);
  if (given.length > 0) return { kind: 'changed', because: given.map(givenSince) };
  return { kind: 'due', takes: false };
}

/** Leaves out lists without a sentence. */
function withoutEmpty(
  progress: Pick<Progress, 'different' | 'goesAlong'>,
): Pick<Progress, 'different' | 'goesAlong'> {
  return Object.fromEntries(Object.entries(progress).filter(([, sentences]) => sentences.length > 0));
}

/** The licence stays until the meeting is over. No meeting lasts longer than this; then the admins are told. */
async function waitForMeeting(
  deps: RetryDeps & Pick<ExecuteDeps, 'commands' | 'requests'>,
  request: Request,
): Promise<null> {
  const since = (await deps.requests.time()) - (request.progress.endsAt ?? 0);
  if (since > LONGEST_MEETING) {
    return tryAgainLater(deps, request, undoWhileHosting(planOf(deps, request)));
  }
  await deps.transition(request, 'done', { dueIn: MEETING_PAUSE });
  return null;
}

/** Another change of the same resource is under way: it ends this one when it is done. */
async function isBeingChanged(
  { requests }: Pick<ExecuteDeps, 'requests'>,
  { id, plan }: Request,
): Promise<boolean> {
  if (!plan?.resource) return false;
  const others = await requests.onResource(plan.subject.zoomId, plan.resource, ['running', 'unknown']);
  return others.some((one) => one.id !== id);
}

/** Nothing has to be taken back, or nothing can be: the account is gone. */
async function lapse(
  deps: CloseDeps & Pick<ExecuteDeps, 'telemetry'>,
  request: Request,
  lapsed: NonNullable<Progress['lapsed']>,
  because: readonly Mrkdwn[] = [],
): Promise<null> {
  if (lapsed === 'changed') {
    return close(deps, request, { ...request.progress, lapsed, ...withoutEmpty({ different: because }) });
  }
  deps.telemetry.grantGivenUp();
  return close(deps, request, { ...request.progress, lapsed }, ['stuck']);
}

type CloseDeps = Pick<ExecuteDeps, 'transition'>;

async function close(
  deps: CloseDeps,
  request: Request,
  { stuck: _, ...progress }: Progress,
  alsoNotify: readonly NotificationKind[] = [],
): Promise<null> {
  await deps.transition(request, 'undone', {
    dueIn: null,
    progress,
    notify: ['requester', ...toHolder(request), ...cardOf(request), 'channel', ...alsoNotify],
  });
  return null;
}

type RetryDeps = ErrorMessageDeps & Pick<ExecuteDeps, 'transition' | 'telemetry'>;

/** It stays with the person for now. That is told to the admins, and it is tried a limited number of times. */
async function tryAgainLater(deps: RetryDeps, request: Request, error: unknown): Promise<null> {
  const { stuck } = request.progress;
  const tries = (stuck?.tries ?? 0) + 1;
  const level = error instanceof ZoomError ? 'warn' : 'error';
  deps.logger[level](
    { err: error, request: request.id, tries },
    'a time-bound change could not be undone yet',
  );
  const givenUp = tries >= MAX_TRIES;
  const tells = givenUp || (!stuck?.told && (tries >= TELL_AFTER || !mayPass(error)));
  const { says: why } = await messageFor(deps, error, {
    role: 'admin',
    slackId: deps.policy.admins[0] ?? request.requesterSlackId,
    subjectName: request.plan?.subject.name ?? '',
    command: request.command,
  });
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
  await deps.transition(request, 'done', {
    progress: {
      ...request.progress,
      stuck: { tries, told: (stuck?.told ?? false) || tells, givenUp, why },
    },
    dueIn: givenUp ? null : pause,
    notify: tells ? ['stuck', ...cardOf(request)] : [],
  });
  if (givenUp) deps.telemetry.grantGivenUp();
  return null;
}

function mayPass(error: unknown): boolean {
  return error instanceof ZoomError && (error.effect === 'unknown' || isTransient(error));
}

function unconfirmed(): ZoomError {
  return new ZoomError({ operation: 'getUser', kind: 'zoom-timeout', effect: 'none' });
}
