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

/** The result of `work`, or `undefined` when it fails or takes longer than `ms`: a shutdown goes on all the same. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
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
