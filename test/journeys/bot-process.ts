import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The bot as `npm start` runs it: one process of its own. */
export interface BotProcess {
  readonly pid: number;
  /** Resolves with its port when the desk is open; rejects when it ended before. */
  readonly open: Promise<number>;
  /** How it ended; a code of `null`: it was killed. */
  readonly gone: Promise<{ readonly code: number | null }>;
  /** Everything that it has written to stdout and stderr. */
  readonly output: readonly string[];
  /** Sends a signal to it, such as `SIGKILL`; resolves with its code and the milliseconds that its end took. */
  end(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly ms: number }>;
}

/** Starts the bot with this environment and nothing else in it, from the sources in `folder`. */
export function startProcess(
  env: Readonly<Record<string, string>>,
  output: string[] = [],
  folder = process.cwd(),
): BotProcess {
  const child: ChildProcess = spawn(process.execPath, ['src/app.ts'], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<{ code: number | null }>((done) => child.once('exit', (code) => done({ code })));
  child.stderr?.on('data', (part: Buffer) => output.push(part.toString()));
  const open = new Promise<number>((done, fail) => {
    void gone.then(({ code }) =>
      fail(new Error(`The bot ended with ${code}: ${output.slice(-20).join('\n')}`)),
    );
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      output.push(line);
      if (line.includes('"Frontdesk is running"')) done((JSON.parse(line) as { port: number }).port);
    });
  });
  // Whoever kills it before it is open need not hear of it.
  open.catch(() => undefined);
  return {
    ...{ open, gone, output, pid: child.pid ?? 0 },
    async end(signal) {
      const start = performance.now();
      child.kill(signal);
      const { code } = await gone;
      return { code, ms: Math.round(performance.now() - start) };
    },
  };
}
