import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { OperatorError } from './command-line.ts';
import { socketBeside } from './socket-path.ts';

/**
 * Asks the bot that runs on this SQLite file.
 *
 * @returns its answer as it comes; `null` when no bot runs
 * @throws OperatorError when it refuses
 */
export async function askBot(
  databaseFile: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<IncomingMessage | null> {
  const answer = await new Promise<IncomingMessage | null>((done, fail) => {
    const asked = request({ socketPath: socketBeside(databaseFile), method, path }, done);
    asked.once('error', (error: NodeJS.ErrnoException) => {
      // No socket at all, or one that a killed bot left behind.
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(null);
      else fail(new OperatorError(refusal(error, databaseFile)));
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
  if (answer && answer.statusCode !== 200)
    throw new OperatorError(`The bot could not do it: ${await text(answer)}.`);
  return answer;
}

function refusal({ code, message }: NodeJS.ErrnoException, databaseFile: string): string {
  return code === 'EACCES'
    ? `The bot that uses ${databaseFile} runs as another user. Run this as that user.`
    : `The bot that uses ${databaseFile} did not answer (${message}). Try again, or stop the bot first.`;
}
