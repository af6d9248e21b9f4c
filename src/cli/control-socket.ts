import { closeSync, lstatSync, openSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isAbsolute } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { everyEntry } from '../audit/read.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import { socketBeside } from './socket-path.ts';

/** What the running bot offers to the commands of whoever runs it. */
export interface ControlSocket {
  stop(): Promise<void>;
}

const wanted = z.object({ file: z.string().refine(isAbsolute) });

/**
 * A running bot locks its SQLite file for itself alone. So it answers here: the audit log as it is stored, a line of
 * JSON for each entry, and a copy of the database into a new file.
 *
 * A Unix socket beside the database, for the bot's own user alone (mode 600): whoever can open it can read the database
 * as well. It is never reached over the network.
 */
export async function startControlSocket(
  databaseFile: string,
  { db }: Pick<Store, 'db'>,
  logger: Logger,
): Promise<ControlSocket> {
  const path = socketBeside(databaseFile);
  const server = createServer((request, response) => {
    const answer =
      request.method === 'GET' && request.url === '/audit'
        ? sendAudit(db, response)
        : request.method === 'POST' && request.url === '/backup'
          ? backup(db, request, response)
          : Promise.resolve(reply(response, 404, 'there is nothing here'));
    answer.catch((error: Error) => {
      logger.warn({ err: error, path: request.url }, 'a command could not be answered');
      // Half an answer must not look like a whole one.
      if (response.headersSent) response.destroy();
      else reply(response, 500, error.message);
    });
  });
  try {
    await listen(server, path);
  } catch (error) {
    logger.warn({ err: error, path }, 'no control socket: audit and backup need the bot to be stopped');
  }
  return {
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, path: string): Promise<void> {
  // The store is open, so no other bot runs on this file: a socket that is still here was left by one that was killed.
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket()) rmSync(path);
  const before = process.umask(0o177);
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      // The socket is made in this call, not later: the mask holds for it and for nothing else.
      server.listen(path, done);
      process.umask(before);
    });
  } finally {
    process.umask(before);
  }
}

async function sendAudit(db: Store['db'], response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/jsonl' });
  await pipeline(Readable.from(lines(db), { objectMode: false }), response);
}

async function* lines(db: Store['db']): AsyncGenerator<string> {
  for await (const rows of everyEntry(db)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** `VACUUM INTO` writes one consistent file, without what the log of changes still holds apart. */
async function backup(db: Store['db'], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { file } = wanted.parse(await json(request));
  try {
    // Made before it is filled: SQLite takes an empty file, and this one is for its owner alone from the beginning.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    return reply(response, 409, (error as Error).message);
  }
  try {
    await sql`vacuum into ${file}`.execute(db);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
  reply(response, 200, 'done');
}

function reply(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(words);
}
