import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnProcess } from '../../test/journeys/own-process.ts';

/** What the bot's process holds once its garbage is collected, in MiB. */
export interface Memory {
  readonly rss: number;
  readonly heap: number;
}

export async function memoryOf(place: OwnProcess, at: string): Promise<Memory & { at: string }> {
  const told = () => place.output.filter((line) => line.startsWith('{"memory"'));
  const before = told().length;
  place.signal('SIGUSR2');
  for (let i = 0; i < 100 && told().length === before; i++) await sleep(50);
  const line = told().at(-1) ?? '{"memory":{"rss":0,"heap":0}}';
  const { memory } = JSON.parse(line) as { memory: { rss: number; heap: number } };
  return { at, rss: Math.round(memory.rss / 2 ** 20), heap: Math.round(memory.heap / 2 ** 20) };
}
