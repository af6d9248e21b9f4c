import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { compileCache } from '../simulation/bot-process.ts';

/** What a command has written, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the operator's commands as npm does, in a process of its own. */
export async function operate(
  command: 'policy' | 'audit' | 'backup' | 'doctor' | 'licences',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [`src/cli/${command}.ts`, ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}
