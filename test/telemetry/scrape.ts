import type { Workplace } from '../support/workplace.ts';

/** Reads `/metrics`: each series, as `name{label="value"}`, with its value. */
export async function scrape({ bot }: Pick<Workplace, 'bot'>): Promise<Scrape> {
  const answer = await fetch(`http://127.0.0.1:${bot.port}/metrics`);
  const text = await answer.text();
  const series = new Map<string, number>();
  for (const line of text.split('\n')) {
    const parts = /^([a-z_0-9]+(?:\{.*\})?) (\S+)$/.exec(line);
    if (parts?.[1]) series.set(parts[1], Number(parts[2]));
  }
  return {
    text,
    answer,
    series,
    of: (name) => series.get(name) ?? 0,
    names: new Set([...series.keys()].map((one) => one.replace(/\{.*/, ''))),
  };
}

/** The metrics at one moment. */
export interface Scrape {
  readonly text: string;
  readonly answer: Response;
  readonly series: ReadonlyMap<string, number>;
  readonly names: ReadonlySet<string>;
  /** The value of a series; 0 when there is none. */
  of(series: string): number;
}
