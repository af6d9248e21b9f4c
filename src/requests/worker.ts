import { inLogContext } from '../log.ts';
import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { State } from '../store/schema.ts';
import type { TaskRunner } from '../task-runner.ts';
import type { Parts } from './parts.ts';
import type { Request } from './request.ts';
import { alarm, forget } from './steps/alarm.ts';
import { grant } from './steps/grant.ts';
import { receive } from './steps/receive.ts';
import { checkAndRun } from './steps/run.ts';
import { recover, settle } from './steps/settle.ts';
import type { RunStep, StepTools } from './steps/step.ts';
import { undo } from './steps/undo.ts';
import { NOTIFICATION_LEASE, type Notification, transition } from './transition.ts';

/** What the desk does with a request that it has claimed, by its state. The other states wait for nobody. */
const steps: Partial<Record<State, RunStep>> = {
  received: receive,
  drafted: forget,
  pending: alarm,
  approved: checkAndRun,
  // Only a lost process leaves a claimed request in this state.
  running: recover,
  unknown: settle,
  done: grant,
  undoing: undo,
};

/** States that an operator counts: here a request ends, or is in doubt. */
const counted: ReadonlySet<State> = new Set([
  ...(['done', 'failed', 'unknown', 'refused', 'denied', 'cancelled', 'expired', 'undone'] as const),
]);

export interface Lifecycle extends Pick<StepTools, 'move'> {
  /** Works on a request that this process has claimed, until it waits for somebody or has ended. */
  work(request: Request): Promise<void>;
  /** Lets go of everything that this process still has in hand, for another one to take over at once. */
  handOver(): Promise<void>;
}

/**
 * Moves requests on. Every step reads the request as it is and changes it by one conditional transition.
 *
 * @param moved hears of every transition, after it is stored
 */
export function createLifecycle(
  parts: Parts,
  notices: Dispatcher,
  taskRunner: TaskRunner,
  moved: (request: Request) => void,
): Lifecycle {
  const untold = new Set<string>();
  const tell = (written: readonly Notification[]) => {
    if (written.length === 0) return;
    for (const { id } of written) untold.add(id);
    const left = () => {
      for (const { id } of written) untold.delete(id);
    };
    const work = () => notices.deliverAll(written).then(left);
    taskRunner.notifications.add({ what: 'notices', work, lease: NOTIFICATION_LEASE, onSkipped: left });
  };
  const move: StepTools['move'] = async (request, to, step) => {
    const done = await transition(parts.store, request, to, step);
    if (!done) return null;
    if (to !== request.state && counted.has(to)) parts.telemetry.command(done.request.command, to);
    tell(done.notices);
    moved(done.request);
    return done.request;
  };
  const moveOn = async (claimed: Request): Promise<void> => {
    let request: Request | null = claimed;
    while (request) {
      const current: Request = request;
      const step = steps[current.state];
      if (!step) return;
      const about = { 'frontdesk.request': current.id };
      request = await parts.telemetry.span(`step ${current.state}`, about, () =>
        step({ parts, move }, current),
      );
    }
  };
  return {
    move,
    handOver: () => parts.requests.release([...untold]),
    work: (claimed) =>
      inLogContext({ request: claimed.id }, () =>
        parts.telemetry.span(
          `request ${claimed.command}`,
          { 'frontdesk.request': claimed.id, 'frontdesk.command': claimed.command },
          () => moveOn(claimed),
        ),
      ),
  };
}
