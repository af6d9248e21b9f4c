import type { Workplace } from '../support/workplace.ts';

/** What `/metrics` says now: each series, as `name{label="value"}`, with its value. */
export async function scrape({ bot }: Pick<Workplace, 'bot'>): Promise<Figures> {
  const answer = await fetch(`http://127.0.0.1:${bot.port}/metrics`);
  const text = await answer.text();
  const series = new Map<string, number>();
  for (const line of text.split('\n')) {
    const parts = /^([a-z_0-9]+(?:\{.*\})?) (\S+)$/.exec(line);
    if (parts?.[1]) series.set(parts[1], Number(parts[2]));
  }
  return {
    ...{ text, answer, series },
    of: (name) => series.get(name) ?? 0,
    names: new Set([...series.keys()].map((one) => one.replace(/\{.*/, ''))),
  };
}

export interface Figures {
  readonly text: string;
  readonly answer: Response;
  readonly series: ReadonlyMap<string, number>;
  readonly names: ReadonlySet<string>;
  /** A series' value; 0 when there is none. */
  of(series: string): number;
}
