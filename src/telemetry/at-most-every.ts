import type { Clock } from '../clock.ts';

/** Reads again when the last reading is this old, in milliseconds; else that one is good enough, finished or not. */
export function atMostEvery(ms: number, { now }: Pick<Clock, 'now'>, read: () => Promise<void>) {
  let last: { readonly at: number; readonly reading: Promise<void> } | undefined;
  return (): Promise<void> => {
    if (!last || now() - last.at >= ms) last = { at: now(), reading: read() };
    return last.reading;
  };
}
