/** Whatever still hangs then is left to the next process: orchestrators kill after ten seconds. */
const LAST_MOMENT = 8_500;
/** Ctrl-C under npm reaches the process twice: from the terminal and from npm. That is one word, not two. */
const SAME_WORD = 300;

/**
 * Stops in good order on SIGTERM and SIGINT and ends the process with code 0, within ten seconds whatever hangs. A second
 * signal ends it at once, with code 1.
 *
 * @param bot may be starting still: then it is stopped as soon as it stands
 */
export function stopOnSignals(bot: Promise<{ stop(): Promise<void> }>): void {
  let since: number | undefined;
  const hear = () => {
    if (since !== undefined) {
      if (performance.now() - since > SAME_WORD) process.exit(1);
      return;
    }
    since = performance.now();
    setTimeout(() => process.exit(0), LAST_MOMENT);
    bot
      .then((one) => one.stop())
      .then(
        () => process.exit(0),
        () => process.exit(0),
      );
  };
  process.on('SIGTERM', hear);
  process.on('SIGINT', hear);
}

/** What it comes to, or `undefined` when it fails or takes longer than `ms`: a stop goes on all the same. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, enough]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
