import { fileProblem } from '../src/file-problem.ts';
import { ArgumentError, type Arguments, help, readArguments } from './arguments.ts';

/**
 * `npm run sandbox`: the whole sandbox, or one of the two servers alone. Modules are loaded on demand, so each server
 * starts without the other and without the bot.
 */
try {
  const wanted = readArguments(process.argv.slice(2), process.env);
  if (wanted === 'help') process.stdout.write(help);
  else if (wanted.only) await alone(wanted);
  else await (await import('./start.ts')).start(wanted.port);
} catch (error) {
  process.stderr.write(`${await inWords(error)}\n`);
  process.exit(1);
}

async function alone(wanted: Arguments): Promise<void> {
  const started =
    wanted.only === 'slack'
      ? await (await import('./standalone.ts')).onlySlack(wanted)
      : await (await import('./standalone.ts')).onlyZoom(wanted);
  process.stdout.write(started.text);
  const stop = () => void started.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function inWords(error: unknown): Promise<string> {
  if (error instanceof ArgumentError) {
    return `${error.message}\nnpm run sandbox -- --help shows what there is.`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return portTaken('port' in error ? Number(error.port) : 0, process.argv.slice(2));
  }
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
    return 'The sandbox needs packages for development, which are not installed. npm ci brings them along.';
  }
  if (error instanceof Error && 'syscall' in error) {
    const isPort = error.syscall === 'listen';
    const what = isPort
      ? `Port ${'port' in error ? error.port : ''}`
      : 'path' in error
        ? error.path
        : 'A file';
    const advice = isPort ? ' Choose another one with SANDBOX_PORT, such as SANDBOX_PORT=4100.' : '';
    return `${what} cannot be used: ${fileProblem(error)}.${advice}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Names the sandbox that was started before, or how to start this one on another port. */
async function portTaken(port: number, args: readonly string[]): Promise<string> {
  const rest = args.length > 0 ? ` -- ${args.join(' ')}` : '';
  const elsewhere = `SANDBOX_PORT=${port + 100} npm run sandbox${rest}`;
  return (await isSandbox(port))
    ? `A sandbox runs on port ${port} already: http://localhost:${port}\nTo start another one beside it: ${elsewhere}`
    : `Port ${port} is in use. Stop the other program, or choose another port: ${elsewhere}`;
}

/** Whether what listens there is the local Slack or the local Zoom. */
async function isSandbox(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(2_000);
    const answers = await Promise.all(
      ['log', 'calls'].map((path) => fetch(`http://127.0.0.1:${port}/sandbox/${path}`, { signal })),
    );
    return answers.some((answer) => answer.ok && /json/.test(answer.headers.get('content-type') ?? ''));
  } catch {
    return false;
  }
}
