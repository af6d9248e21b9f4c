import { ArgumentError, type Arguments, help, readArguments } from './arguments.ts';

/**
 * `npm run sandbox`: the whole sandbox, or one of the two servers alone. Modules are loaded on demand, so each server
 * starts without the other and without the bot.
 */
try {
  const wanted = readArguments(process.argv.slice(2), process.env);
  if (wanted === 'help') process.stdout.write(help);
  else if (wanted.only) await alone(wanted);
  else await import('./start.ts');
} catch (error) {
  process.stderr.write(`${inWords(error)}\n`);
  process.exitCode = 1;
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

function inWords(error: unknown): string {
  if (error instanceof ArgumentError) {
    return `${error.message}\nnpm run sandbox -- --help shows what there is.`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const port = 'port' in error ? error.port : '';
    return `Port ${port} is in use. Stop the other program, or choose another port: SANDBOX_PORT=4100 npm run sandbox`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
