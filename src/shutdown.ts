import type { ControlSocket } from './cli/control-socket.ts';
import type { Logger } from './log.ts';
import type { TaskRunner } from './task-runner.ts';

/** Milliseconds for each part of a shutdown. Together they stay well below the ten seconds that an orchestrator waits. */
const TIME = { listening: 3_500, working: 6_000, handingOver: 800, closing: 300 };
/** Orchestrators kill a process after ten seconds, so what still hangs by then is left to the next one. */
const EXIT_AFTER = 8_500;
/** Ctrl-C under npm reaches the process twice, from the terminal and from npm: within this time it is one signal. */
const SAME_SIGNAL = 300;

/**
 * Stops in good order on SIGTERM and SIGINT and ends the process with code 0, within ten seconds whatever hangs. A second
 * signal ends it at once, with code 1.
 *
 * @param bot may still be starting: then it is stopped once it has started
 */
export function stopOnSignals(bot: Promise<{ stop(): Promise<void> }>): void {
  let since: number | undefined;
  const onSignal = () => {
    if (since !== undefined) {
      if (performance.now() - since > SAME_SIGNAL) process.exit(1);
      return;
    }
    since = performance.now();
    setTimeout(() => process.exit(0), EXIT_AFTER);
    bot
      .then((one) => one.stop())
      .then(
        () => process.exit(0),
        () => process.exit(0),
      );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** What has to be stopped, released or closed. */
export interface Running {
  readonly app: { stop(): Promise<unknown> };
  readonly scheduler: { stop(): void };
  readonly homes: { close(): void };
  readonly reviews: { stop(): Promise<void> };
  readonly taskRunner: Pick<TaskRunner, 'drain'>;
  readonly requests: { release(): Promise<void> };
  readonly notifications: { release(): Promise<void> };
  readonly control: ControlSocket | undefined;
  readonly zoom: { close(): Promise<void> };
  readonly store: { close(): Promise<void> };
  readonly telemetry: { close(): Promise<void> };
  readonly logger: Logger;
}

/** Accepts no more work, finishes what is running and hands over the rest, whatever hangs or fails. */
export async function shutDown(running: Running): Promise<void> {
  const { app, scheduler, homes, reviews, taskRunner, requests, notifications, control, zoom, logger } =
    running;
  const deadline = performance.now() + TIME.working;
  await within(app.stop(), TIME.listening);
  scheduler.stop();
  homes.close();
  await within(reviews.stop(), TIME.handingOver);
  const drained = await taskRunner.drain(Math.max(0, deadline - performance.now()));
  if (!drained) logger.warn('some work was left for another process or the next start');
  await within(Promise.all([requests.release(), notifications.release()]), TIME.handingOver);
  await within(Promise.all([control?.stop(), zoom.close()]), TIME.closing);
  await within(running.store.close(), TIME.closing);
  await within(running.telemetry.close(), TIME.closing);
  logger.info('Frontdesk has stopped');
}

/** The result of `work`, or `undefined` when it fails or takes longer than `ms`: a shutdown goes on all the same. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, timeout]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
