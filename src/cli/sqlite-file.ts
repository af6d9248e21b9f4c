import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from './command-line.ts';

/** Opens a SQLite file read-only; it works only while no bot runs on it. */
export function openForReading(file: string): DatabaseSync {
  if (!existsSync(file)) {
    throw new OperatorError(
      `There is no database at ${file}. Run this where the bot runs, or set DATABASE_URL.`,
    );
  }
  return new DatabaseSync(file, { readOnly: true });
}

/** An error of SQLite as a message for the operator. */
export function sqliteError(error: unknown, file: string): Error {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof OperatorError) return error;
  if (/locked|busy/i.test(words)) {
    return new OperatorError(
      `${file} is in use by a process that does not answer beside it at ${file}.sock. If it is the bot, run this as its user, or stop it first.`,
    );
  }
  if (/no such table/i.test(words))
    return new OperatorError(`${file} has no audit log: the bot never ran on it.`);
  if (/not a database|malformed/i.test(words))
    return new OperatorError(`${file} is no whole database (${words}).`);
  return new OperatorError(`${file} cannot be read (${words}).`);
}
