import type { NoticeKind, State } from '../store/schema.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { visibleTo } from './access.ts';
import type { Background } from './background.ts';
import { attempt, checkAgain, jobOf, verify } from './execute.ts';
import type { Notices } from './notices/deliver.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import { prepare } from './prepare.ts';
import { problemFor } from './problem-for.ts';
import type { Request } from './request.ts';
import { LEASE } from './requests.ts';
import { type Step, transition } from './transition.ts';

/** An unanswered confirmation is forgotten after this time; Slack's `response_url` dies then too. */
export const DRAFT_LIFE = 30 * 60_000;
/** How long a change that Zoom did not confirm is looked for before it counts as not made. */
const SETTLE_TIME = 8_000;
const SETTLE_PAUSE = 3_000;
const MAX_RUNS = 3;
const MAX_PATIENT_RUNS = 6;
const GIVE_UP_UNKNOWN = 24 * 3_600_000;

const TRANSIENT = new Set([
  'rate-limited-second',
  'rate-limited-day',
  'zoom-unreachable',
  'zoom-server-error',
  'zoom-timeout',
]);

/** Moves requests on. Every step reads the request as it is and changes it by one conditional transition. */
export function createLifecycle(parts: Parts, notices: Notices, background: Background) {
  /** Changes the state and tells what is to be told; `null` when somebody else was first. */
  const move = async (request: Request, to: State, step: Step): Promise<Request | null> => {
    const moved = await transition(parts.store, request, to, step);
    if (!moved) return null;
    background.run('notices', () => notices.deliverAll(moved.notices));
    return moved.request;
  };

  /** Works on a request that this process has claimed, until it waits for somebody or has ended. */
  const work = async (claimed: Request): Promise<void> => {
    let request: Request | null = claimed;
    let justPrepared = false;
    while (request) {
      switch (request.state) {
        case 'received':
          request = await receive(request);
          justPrepared = true;
          break;
        case 'approved':
          request = await start(request, justPrepared);
          break;
        case 'running':
          // Only a lost process leaves a claimed request in this state.
          request = await move(request, 'unknown', {
            progress: { ...request.progress, unknownSince: request.updatedAt },
            dueIn: LEASE,
            owner: parts.owner,
          });
          break;
        case 'unknown':
          request = await settle(request);
          break;
        case 'undoing':
          request = await undo(request);
          break;
        case 'drafted':
          request = await move(request, 'expired', { dueIn: null });
          break;
        case 'pending':
          request = await alarm(request);
          break;
        default:
          return;
      }
    }
  };

  const receive = async (request: Request): Promise<Request | null> => {
    try {
      const { plan, rule, confirm } = await prepare(parts, request);
      if (!confirm) return await move(request, 'approved', { plan, rule, dueIn: LEASE, owner: parts.owner });
      await move(request, 'drafted', { plan, rule, dueIn: DRAFT_LIFE, tell: ['reply'] });
    } catch (error) {
      await move(request, 'refused', {
        progress: { problem: await wordsFor(request, error) },
        dueIn: null,
        tell: ['reply'],
      });
    }
    return null;
  };

  const start = async (request: Request, justPrepared: boolean): Promise<Request | null> => {
    if (!justPrepared) {
      try {
        await checkAgain(parts, request);
      } catch (error) {
        return isTransient(error) ? later(request, error) : fail(request, error);
      }
    }
    const running = await move(request, 'running', {
      dueIn: LEASE,
      owner: parts.owner,
      attempts: request.attempts + 1,
    });
    return running ? run(running) : null;
  };

  const run = async (request: Request): Promise<Request | null> => {
    try {
      const result = await attempt(parts, request);
      return result === 'done' ? finish(request) : doubt(request);
    } catch (error) {
      if (!(error instanceof ZoomError)) {
        parts.logger.error({ err: error, request: request.id }, 'a change ended in an unexpected error');
        return doubt(request);
      }
      return isTransient(error) && patient(request) ? later(request, error) : fail(request, error);
    }
  };

  const doubt = (request: Request) =>
    move(request, 'unknown', {
      progress: { ...request.progress, unknownSince: request.updatedAt },
      dueIn: SETTLE_PAUSE,
      tell: ['reply', ...cardOf(request)],
    }).then(() => null);

  const finish = async (request: Request): Promise<null> => {
    const { problem: _, ...progress } = request.progress;
    await move(request, 'done', {
      progress: { ...progress, doneAt: request.updatedAt },
      dueIn: null,
      tell: [endKind(request), ...cardOf(request), 'channel'],
    });
    return null;
  };

  const fail = async (request: Request, error: unknown): Promise<null> => {
    await move(request, 'failed', {
      progress: { ...request.progress, problem: await wordsFor(request, error) },
      dueIn: null,
      tell: [
        endKind(request),
        ...cardOf(request),
        ...(request.rule?.access === 'approval' ? (['channel'] as const) : []),
      ],
    });
    return null;
  };

  /** An approved change is worth waiting for: nobody should have to ask and approve again because Zoom was away. */
  const later = async (request: Request, error: unknown): Promise<null> => {
    if (request.attempts >= MAX_PATIENT_RUNS) return fail(request, error);
    await move(request, 'approved', {
      dueIn: 2_000 * 3 ** request.attempts,
      attempts: Math.max(1, request.attempts),
    });
    return null;
  };

  const settle = async (request: Request): Promise<Request | null> => {
    const found = await verify(parts, request);
    if (found === true) return finish(request);
    const since = request.progress.unknownSince ?? request.updatedAt;
    const age = (await parts.requests.time()) - since;
    if (found === false && age > SETTLE_TIME) {
      if (request.attempts < MAX_RUNS) {
        return move(request, 'approved', { dueIn: LEASE, owner: parts.owner });
      }
      return fail(request, notDone());
    }
    if (age > GIVE_UP_UNKNOWN) {
      parts.logger.error({ request: request.id }, 'nobody could find out whether a change was made');
      await move(request, 'unknown', { dueIn: null });
      return null;
    }
    await move(request, 'unknown', {
      dueIn: found === false ? SETTLE_PAUSE : Math.max(SETTLE_PAUSE, age / 4),
    });
    return null;
  };

  const undo = async (request: Request): Promise<null> => {
    const command = changeCommandOf(parts, request.command);
    try {
      await command.undo?.(jobOf(parts, request));
      if (await verify(parts, request)) throw notDone();
      await move(request, 'undone', { dueIn: null, tell: ['reply', ...cardOf(request), 'channel'] });
    } catch (error) {
      const gone =
        error instanceof ZoomError && error.effect === 'unknown' && (await verify(parts, request)) === false;
      await move(
        request,
        gone ? 'undone' : 'done',
        gone
          ? { dueIn: null, tell: ['reply', ...cardOf(request), 'channel'] }
          : {
              progress: { ...request.progress, problem: await wordsFor(request, error) },
              dueIn: null,
              tell: ['reply'],
            },
      );
    }
    return null;
  };

  /** The clock woke a pending request: it has run out, or somebody has to be reminded. */
  const alarm = async (request: Request): Promise<null> => {
    const now = await parts.requests.time();
    if (request.expiresAt !== null && request.expiresAt <= now) {
      await move(request, 'expired', { dueIn: null, tell: ['card', 'requester'] });
      return null;
    }
    const age = now - (request.progress.sentAt ?? now);
    const due = (after: number | null | undefined) => after !== null && after !== undefined && age >= after;
    const escalate = !request.progress.escalated && due(request.rule?.escalateAfter);
    const remind = !request.progress.reminded && due(request.rule?.remindAfter);
    const progress = {
      ...request.progress,
      ...(remind || escalate ? { reminded: true } : {}),
      ...(escalate ? { escalated: true } : {}),
    };
    const next = { ...request, progress };
    await move(request, 'pending', {
      progress,
      dueIn: nextAlarm(next, now),
      tell: remind || escalate ? ['reminder'] : [],
    });
    return null;
  };

  const wordsFor = async (request: Request, error: unknown) => {
    const member = await parts.people.member(request.requesterSlackId).catch(() => null);
    const visible = visibleTo(parts.policy, parts.commands, request.requesterSlackId);
    return problemFor(
      error,
      {
        own: request.plan?.own ?? request.input.subject === null,
        subjectName: request.plan?.subject.name ?? 'this person',
        isAdmin: parts.policy.admins.includes(request.requesterSlackId),
        locale: member?.locale ?? 'en',
        command: request.command,
        requestId: request.id,
        may: (name) => visible.some(({ command }) => command.name === name),
      },
      parts.logger,
    );
  };

  return { move, work };
}

export type Lifecycle = ReturnType<typeof createLifecycle>;

function isTransient(error: unknown): boolean {
  return error instanceof ZoomError && error.effect === 'none' && TRANSIENT.has(error.meaning);
}

function patient(request: Request): boolean {
  return request.rule?.access === 'approval';
}

/** The card is updated where there is or will be one. */
function cardOf(request: Request): NoticeKind[] {
  return request.rule?.access === 'approval' ? ['card'] : [];
}

/** Whoever waits in front of the screen gets a reply; after an approval or a doubt it is a direct message. */
function endKind(request: Request): NoticeKind {
  return request.rule?.access === 'approval' || request.progress.unknownSince ? 'requester' : 'reply';
}

function notDone(): ZoomError {
  return new ZoomError({ operation: 'getUser', meaning: 'zoom-timeout', effect: 'none' });
}

/** Milliseconds until a pending request has to be looked at again. */
export function nextAlarm(request: Pick<Request, 'rule' | 'progress' | 'expiresAt'>, now: number): number {
  const sent = request.progress.sentAt ?? now;
  const at = (after: number | null | undefined) =>
    after === null || after === undefined ? [] : [sent + after];
  const alarms = [
    ...(request.expiresAt === null ? [] : [request.expiresAt]),
    ...(request.progress.reminded ? [] : at(request.rule?.remindAfter)),
    ...(request.progress.escalated ? [] : at(request.rule?.escalateAfter)),
  ];
  return Math.max(0, Math.min(...alarms) - now);
}
