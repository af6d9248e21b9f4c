import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** How a process ended: its code, `null` when it was killed. */
export interface End {
  readonly code: number | null;
}

/** The bot as `npm start` runs it: one process of its own. */
export interface BotProcess {
  readonly pid: number;
  /** Resolves with its port when it takes requests; rejects when it ended before. */
  readonly open: Promise<number>;
  /** Everything that it has written to stdout and stderr. */
  readonly output: readonly string[];
  /** Sends a signal to it, such as `SIGKILL`, and waits for its end. */
  end(signal: NodeJS.Signals): Promise<End>;
}

/** Where Node keeps what it compiles, as for `npm start`: a start takes half the time then. */
export const compileCache = resolve('.cache/compile');

/** Compiles the bot once, so that the first processes of a run need not all do so: without settings it ends at once. */
export async function warmUp(): Promise<void> {
  const child = spawn(process.execPath, ['src/app.ts'], {
    env: { NODE_COMPILE_CACHE: compileCache },
    stdio: 'ignore',
  });
  await once(child, 'exit');
}

/** Starts the bot with this environment and nothing else in it, from the sources in `folder`. */
export function startProcess(
  env: Readonly<Record<string, string>>,
  output: string[] = [],
  folder = process.cwd(),
): BotProcess {
  const child: ChildProcess = spawn(process.execPath, ['src/app.ts'], {
    env: { NODE_COMPILE_CACHE: compileCache, ...env },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  child.stderr?.on('data', (part: Buffer) => output.push(part.toString()));
  const open = new Promise<number>((done, fail) => {
    void ended.then((code) => fail(new Error(`The bot ended with ${code}: ${output.slice(-20).join('\n')}`)));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      output.push(line);
      if (line.includes('"Frontdesk is running"')) done((JSON.parse(line) as { port: number }).port);
    });
  });
  // A test that kills the bot before it is open does not wait for it.
  open.catch(() => undefined);
  return {
    open,
    output,
    pid: child.pid ?? 0,
    async end(signal) {
      child.kill(signal);
      return { code: await ended };
    },
  };
}
