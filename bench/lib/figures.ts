/** The value below which that share of the times lies; two decimals. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Calls `work` so many times a second for so long, whether earlier ones have ended or not; waits for all. */
export async function atRate(
  perSecond: number,
  seconds: number,
  work: (i: number) => Promise<void>,
): Promise<void> {
  const all: Promise<void>[] = [];
  const begin = performance.now();
  const total = perSecond * seconds;
  for (let i = 0; i < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) / 1000) * perSecond) + 1);
    for (; i < due; i++) all.push(work(i));
    await new Promise((done) => setTimeout(done, 1));
  }
  await Promise.all(all);
}
