import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnProcess } from './own-process.ts';

/** What the bot's process holds after a garbage collection, in MiB. */
export interface Memory {
  readonly at: string;
  readonly rss: number;
  readonly heap: number;
}

/** Measures a bot that was started with {@link collectGarbage} in its `NODE_OPTIONS`. */
export async function memoryOf(place: OwnProcess, at: string): Promise<Memory> {
  const reports = () => place.output.filter((line) => line.startsWith('{"memory"'));
  const before = reports().length;
  place.signal('SIGUSR2');
  for (let i = 0; i < 100 && reports().length === before; i++) await sleep(50);
  const line = reports().at(-1) ?? '{"memory":{"rss":0,"heap":0}}';
  const { memory } = JSON.parse(line) as { memory: { rss: number; heap: number } };
  return { at, rss: Math.round(memory.rss / 2 ** 20), heap: Math.round(memory.heap / 2 ** 20) };
}

/** `NODE_OPTIONS` for a bot that reports its memory on SIGUSR2. */
export const collectGarbage = `--import=${new URL('./collect-garbage.ts', import.meta.url)}`;
