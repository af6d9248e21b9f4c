import { setImmediate as nextTurn } from 'node:timers/promises';
import PQueue from 'p-queue';
import { inLogContext } from '../log.ts';
import type { State } from '../store/schema.ts';
import type { TaskRunner } from '../task-runner.ts';
import { endWait } from './end-wait.ts';
import { execute } from './execute.ts';
import { revertGrant } from './grants.ts';
import { type PrepareDeps, prepare } from './prepare.ts';
import { reconcile, recover } from './reconcile.ts';
import { expireDraft, remind } from './remind.ts';
import { LEASE, type Request } from './request.ts';
import { takeBack } from './undo.ts';

/** @returns the request to go on with at once; `null`: it waits for somebody or has ended */
type Step = (deps: PrepareDeps, request: Request) => Promise<Request | null>;

/** What is done with a request that is due, by its state. In the other states nothing is due. */
const steps: Partial<Record<State, Step>> = {
  received: prepare,
  drafted: expireDraft,
  pending: remind,
  approved: execute,
  waiting: endWait,
  running: recover,
  unknown: reconcile,
  done: revertGrant,
  undoing: takeBack,
};

export interface Worker {
  /**
   * Goes on at once with a request whose lease this process holds. Where too much waits already, the scheduler takes it
   * up when the lease is over.
   *
   * @param owner whose share of the work it is: the Slack id of somebody who has just asked for it
   */
  wake(requestId: string, owner?: string): void;
  /**
   * Takes over what is due, as far as there is room: what a lost process left behind, what was not woken for, retries,
   * reminders, expiry.
   *
   * @returns whether more may be due
   */
  workOnDue(): Promise<boolean>;
}

/**
 * Moves requests on, by their state alone: whether a click, a timer or the end of another process made them due is no
 * difference.
 */
export function createWorker(deps: PrepareDeps, taskRunner: TaskRunner): Worker {
  /**
   * One step starts in each turn of the event loop. The embedded store answers without leaving it, so that fifty steps
   * begun at once would keep what Slack sends waiting until all of them wait for Zoom.
   */
  const turns = new PQueue({ concurrency: 1 });
  /**
   * What is being worked on here. After the machine was asleep, or its clock was set ahead, a lease may be over that this
   * process still needs: it must not take over from itself, and make a change twice.
   */
  const underWay = new Set<string>();
  const work = async (claimed: Request): Promise<void> => {
    underWay.add(claimed.id);
    await workThrough(claimed).finally(() => underWay.delete(claimed.id));
  };
  const workThrough = (claimed: Request): Promise<void> =>
    inLogContext({ request: claimed.id }, () =>
      deps.telemetry.span(
        `request ${claimed.command}`,
        { 'frontdesk.request': claimed.id, 'frontdesk.command': claimed.command },
        async () => {
          let request: Request | null = claimed;
          while (request) request = await takeStep(request);
        },
      ),
    );

  const takeStep = async (request: Request): Promise<Request | null> => {
    const step = steps[request.state];
    // A newer version has left it, which works on the same database or will do so again.
    const isKnown = deps.commands.some(({ name }) => name === request.command);
    if (!step || !isKnown) return null;
    const attributes = { 'frontdesk.request': request.id };
    await turns.add(() => nextTurn());
    return deps.telemetry.span(`step ${request.state}`, attributes, () => step(deps, request));
  };

  const workOnLeased = async (requestId: string): Promise<void> => {
    const request = await deps.requests.findLeased(requestId);
    if (request) await work(request);
  };

  return {
    wake(requestId, owner) {
      const work = () => workOnLeased(requestId);
      taskRunner.interactive.add({ what: 'request', work, lease: LEASE, ...(owner ? { owner } : {}) });
    },
    async workOnDue() {
      const { capacity } = taskRunner.due;
      if (capacity === 0) return true;
      const claimed = await deps.requests.claimDue(capacity, [...underWay]);
      for (const request of claimed) taskRunner.due.add({ what: 'due request', work: () => work(request) });
      return claimed.length === capacity;
    },
  };
}
