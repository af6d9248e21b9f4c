import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { compileCache } from '../../simulation/bot-process.ts';

/** `npm run sandbox -- …` in a process of its own: what it says, up to where it is up. */
export async function start(args: readonly string[], up: RegExp): Promise<string> {
  const child = spawn(process.execPath, ['sandbox/cli.ts', ...args], {
    env: { ...process.env, SANDBOX_PORT: '0', NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: compileCache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  });
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    said += String(chunk);
    if (up.test(said)) break;
  }
  return said;
}

/** The same for one of the two servers alone: the environment that it prints. */
export async function startAlone(...args: string[]): Promise<Record<string, string>> {
  const said = await start(args, /_SECRET=.+\n/);
  const lines = said.split('\n').filter((line) => /^[A-Z_]+=/.test(line));
  return Object.fromEntries(
    lines.map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
  );
}

/** The command with arguments that it does not take: what it says, and how it ends. */
export async function refusedAlone(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['sandbox/cli.ts', ...args], {
    env: { ...process.env, NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, said };
}
