import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A contestant in a process of its own. */
export interface Contestant {
  readonly name: string;
  readonly port: number;
  /** Milliseconds from the start of its process until it was ready. */
  readonly ready: number;
  /** CPU used so far in microseconds, resident memory in bytes. */
  usage(): Promise<{ cpu: number; rss: number }>;
  /** Collects the garbage of what has been measured or warmed up before, so that what follows does not pay for it. */
  collectGarbage(): Promise<void>;
  stop(): void;
  /** Lets it end by itself: Node writes the compile cache only then. */
  end(): Promise<void>;
}

/** Starts a file of bench/contestants and waits until it is ready. */
export async function start(name: string, file: string, env: Record<string, string>): Promise<Contestant> {
  const begin = performance.now();
  const child: ChildProcess = spawn(process.execPath, [`bench/contestants/${file}.ts`], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: '.cache/compile', ...env, PORT: '0' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${name} ended`);
  });
  ended.catch(() => undefined);
  const [{ port }] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }];
  const ready = performance.now() - begin;
  return {
    name,
    port,
    ready,
    async usage() {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [{ cpu: number; rss: number }];
      return usage;
    },
    async collectGarbage() {
      child.send('collect garbage');
      await once(child, 'message');
    },
    stop: () => void child.kill('SIGKILL'),
    async end() {
      child.send('end');
      await ended.catch(() => undefined);
    },
  };
}
