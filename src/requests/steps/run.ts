import { Refusal } from '../../identity/refusal.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { attempt, checkAgain } from '../execute.ts';
import { changeCommandOf } from '../parts.ts';
import type { Request } from '../request.ts';
import { LEASE } from '../requests.ts';
import type { Step } from '../transition.ts';
import { nextGrantAlarm } from './grant.ts';
import { cardOf, endKind, isTransient, type RunStep, type StepTools } from './step.ts';
import { wordsFor } from './words-for.ts';

/** How soon a doubtful change is looked for. */
export const SETTLE_PAUSE = 3_000;
const MAX_PATIENT_RUNS = 6;
const FIRST_PAUSE = 2_000;

/** Starts an approved change after a pause or by another process: everything is checked again first. */
export const checkAndRun: RunStep = async (tools, request) => {
  try {
    await checkAgain(tools.parts, request);
  } catch (error) {
    return later(tools, { ...request, attempts: request.attempts + 1 }, error);
  }
  return run(tools, request);
};

/**
 * Makes the change, once.
 *
 * @param found what was just found out about it, where that is not stored yet
 */
export async function run(
  tools: StepTools,
  ready: Request,
  found: Pick<Step, 'plan' | 'rule' | 'progress'> = {},
): Promise<Request | null> {
  const { parts, move } = tools;
  const request = await move(ready, 'running', {
    ...found,
    dueIn: LEASE,
    owner: parts.owner,
    attempts: ready.attempts + 1,
    progress: { ...ready.progress, ...found.progress, tried: true },
  });
  if (!request) return null;
  try {
    if ((await attempt(parts, request)) === 'done') return finish(tools, request);
    const { unverifiable } = changeCommandOf(parts, request.command);
    return unverifiable ? fail(tools, request, new Refusal('input', unverifiable)) : doubt(tools, request);
  } catch (error) {
    if (error instanceof Refusal) return fail(tools, request, error);
    if (!(error instanceof ZoomError)) {
      parts.logger.error({ err: error, request: request.id }, 'a change ended in an unexpected error');
      return doubt(tools, request);
    }
    return later(tools, request, error);
  }
}

export async function finish({ parts, move }: StepTools, request: Request): Promise<null> {
  const { problem: _, ...before } = request.progress;
  const { duration } = request.plan ?? {};
  const doneAt = await parts.requests.time();
  const progress = { ...before, doneAt, ...(duration ? { endsAt: doneAt + duration } : {}) };
  parts.secretStore.forget(request.id);
  // First, so that a process lost in between leaves none that would take the change back: it comes here once more.
  await endOthers({ parts, move }, request);
  await move(request, 'done', {
    progress,
    dueIn: nextGrantAlarm({ plan: request.plan, progress }, doneAt),
    notify: [endKind(request), ...cardOf(request), 'channel'],
  });
  return null;
}

/** A licence that was given back no longer goes back by itself. */
async function endOthers({ parts, move }: StepTools, request: Request): Promise<void> {
  const { ends } = changeCommandOf(parts, request.command);
  if (!ends) return;
  for (const grant of await parts.requests.grants(request.requesterSlackId, ends)) {
    if (grant.id === request.id || grant.plan?.subject.zoomId !== request.plan?.subject.zoomId) continue;
    // What was made longer is not over: its card stays as it is.
    const longer = grant.command === request.command;
    await move(grant, 'undone', { dueIn: null, notify: longer ? [] : cardOf(grant) });
  }
}

export async function fail({ parts, move }: StepTools, request: Request, error: unknown): Promise<null> {
  const problem = await wordsFor(parts, request, error);
  parts.secretStore.forget(request.id);
  await move(request, 'failed', {
    progress: { ...request.progress, problem },
    dueIn: null,
    notify: [
      endKind(request),
      ...cardOf(request),
      ...(cardOf(request).length > 0 ? (['channel'] as const) : []),
    ],
  });
  return null;
}

async function doubt({ move }: StepTools, request: Request): Promise<null> {
  await move(request, 'unknown', {
    progress: { ...request.progress, unknownSince: request.updatedAt },
    dueIn: SETTLE_PAUSE,
    notify: ['reply', ...cardOf(request)],
  });
  return null;
}

/**
 * An approved change is worth waiting for while Zoom is away: nobody should have to ask and approve again. Each try
 * counts, so the waiting ends after about four minutes. Whoever needs no approval is told at once and tries again.
 */
async function later(tools: StepTools, request: Request, error: unknown): Promise<null> {
  const worthWaiting = isTransient(error) && request.rule?.access === 'approval';
  if (!worthWaiting || request.attempts >= MAX_PATIENT_RUNS) return fail(tools, request, error);
  await tools.move(request, 'approved', {
    dueIn: FIRST_PAUSE * 3 ** (request.attempts - 1),
    attempts: request.attempts,
  });
  return null;
}
