import type { Soaked } from './soak.ts';

/** The soak, for reading. */
export function tableOf(store: string, one: Soaked): string {
  const rows: [string, string | number][] = [
    ['commands', one.commands],
    ...Object.entries(one.outcomes).sort(([a], [b]) => a.localeCompare(b)),
    ...Object.entries(one.met).map(([who, met]): [string, string] => [
      `${who}: calls`,
      `${met.calls}; 429 ${met.limited}, 5xx ${met.failed}, resets ${met.reset}, hangs ${met.hung}`,
    ]),
    ['retries of Zoom calls', one.retries],
    ['lost', one.lost.length],
    ['doubled', one.doubled.length],
    ['told untruly', one.untrue.length],
    ['without an answer', one.unanswered.length],
    ['not acknowledged', one.unheard.length],
    ['left unfinished', one.left.length],
    ['slowest acknowledgement, ms', Math.round(one.slowestAck)],
    ['seconds', Math.round(one.seconds)],
    ...one.memory.map(({ at, rss, heap }): [string, string] => [
      `memory at ${at}`,
      `RSS ${rss} MiB, heap ${heap} MiB`,
    ]),
  ];
  const bad = [...one.lost, ...one.doubled, ...one.untrue, ...one.unanswered, ...one.unheard, ...one.left];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(34)}${value}`);
  return [`Soaked on ${store}:`, ...lines, ...bad.slice(0, 20).map((what) => `  ! ${what}`)].join('\n');
}
