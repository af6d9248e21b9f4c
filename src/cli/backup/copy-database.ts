import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { askBot } from '../ask-bot.ts';
import { OperatorError } from '../command-line.ts';
import { openForReading, sqliteRefusal } from '../sqlite-file.ts';

/**
 * Copies a SQLite database as it is at one moment: the bot does it while it runs, because it holds the file for itself.
 *
 * @param output a file that does not exist yet
 * @returns whether the bot runs
 * @throws OperatorError; nothing is left behind then
 */
export async function copyDatabase(database: string, output: string): Promise<boolean> {
  const answer = await askBot(database, 'POST', '/backup', { file: output });
  answer?.resume();
  if (!answer) copyFile(database, output);
  const copy = openSync(output, 'r');
  fsyncSync(copy);
  closeSync(copy);
  return answer !== null;
}

function copyFile(database: string, output: string): void {
  let made = false;
  let source: ReturnType<typeof openForReading> | undefined;
  try {
    source = openForReading(database);
    closeSync(openSync(output, 'wx', 0o600));
    made = true;
    source.prepare('vacuum into ?').run(output);
  } catch (error) {
    if (made) rmSync(output, { force: true });
    if ((error as NodeJS.ErrnoException).syscall === 'open') {
      throw new OperatorError(`${output} cannot be written (${(error as Error).message}).`);
    }
    throw sqliteRefusal(error, database);
  } finally {
    source?.close();
  }
}
