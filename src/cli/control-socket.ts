import { closeSync, lstatSync, openSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { isAbsolute, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { json, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { readAnchor } from '../audit/anchor.ts';
import { everyEntry } from '../audit/read.ts';
import { shortenLog } from '../audit/rewrite.ts';
import { fileProblem } from '../file-problem.ts';
import type { LicenceReviews } from '../licences/review.ts';
import type { Logger } from '../log.ts';
import { erasePerson } from '../requests/erase-person.ts';
import { requestRowsSince } from '../requests/past-requests.ts';
import { goingOn } from '../stand-ins/stand-in-store.ts';
import type { Store } from '../store/open.ts';
import { OperatorError } from './command-line.ts';

/** The socket on which a running bot answers the commands of its operator. */
export interface ControlSocket {
  stop(): Promise<void>;
}

const eraseRequest = z.object({
  person: z.string(),
  mode: z.enum(['look', 'erase']),
  also: z.array(z.string()).default([]),
});
const shortenRequest = z.object({ seq: z.number(), hash: z.string() });
const backupRequest = z.object({ file: z.string().refine(isAbsolute) });

/**
 * Answers the operator's commands while the bot has its SQLite file locked:
 *
 * - `GET /audit?after=`: the audit log from after an entry, as it is stored, one line of JSON for each entry
 * - `GET /audit/anchor`: what holds it in place
 * - `POST /audit/shorten`: takes its oldest entries out
 * - `GET /requests?since=`: the stored requests since a moment, for `npm run policy`
 * - `GET /away`: who is away and who stands in, for `npm run doctor`
 * - `GET /licences`: the last review of all licences; `POST /licences`: a fresh one
 * - `POST /erase`: takes a person out of the store, or counts what is there
 * - `POST /backup`: copies the database into a new file
 *
 * It is a Unix socket beside the database with mode 600, so that only a user who could read the database can open it.
 */
export async function startControlSocket(
  databaseFile: string,
  store: Store,
  licences: Pick<LicenceReviews, 'latest' | 'run'>,
  logger: Logger,
): Promise<ControlSocket> {
  const { kind, db } = store;
  const path = socketBeside(databaseFile);
  const answerTo = async (
    asked: string,
    parameters: URLSearchParams,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    switch (asked) {
      case 'GET /audit':
        return sendLines(everyEntry(db, Number(parameters.get('after'))), response);
      case 'GET /audit/anchor':
        return reply(response, 200, JSON.stringify(await readAnchor({ kind, db })));
      case 'POST /audit/shorten':
        await shortenLog(store, shortenRequest.parse(await json(incoming)));
        return reply(response, 200, 'done');
      case 'GET /requests':
        return sendLines(requestRowsSince(db, Number(parameters.get('since'))), response);
      case 'GET /away':
        return reply(response, 200, JSON.stringify(await goingOn(db)));
      case 'GET /licences':
      case 'POST /licences':
        return sendLicences(licences, incoming.method === 'POST', response);
      case 'POST /erase': {
        const { person, mode, also } = eraseRequest.parse(await json(incoming));
        return reply(response, 200, JSON.stringify(await erasePerson(store, person, mode, also)));
      }
      case 'POST /backup':
        return backup(db, incoming, response);
      default:
        return reply(response, 404, 'there is nothing here');
    }
  };
  const server = createServer((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://bot');
    const answer = answerTo(`${incoming.method} ${pathname}`, searchParams, incoming, response);
    answer.catch((error: Error) => {
      logger.warn({ err: error, path: incoming.url }, 'a command could not be answered');
      // An incomplete response must not look like a complete one.
      if (response.headersSent) response.destroy();
      else reply(response, 500, error.message);
    });
  });
  try {
    await listen(server, path);
  } catch (error) {
    logger.warn(
      { err: error, path },
      'no control socket: audit, backup and licences need the bot to be stopped',
    );
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
  // The store is open, so no other bot runs on this file, and an existing socket was left by one that was killed.
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket()) rmSync(path);
  const before = process.umask(0o177);
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      // The socket is created synchronously, so the mask applies to nothing else.
      server.listen(path, done);
      process.umask(before);
    });
  } finally {
    process.umask(before);
  }
}

/** One line of JSON for each row. */
async function sendLines(
  batches: AsyncIterable<readonly unknown[]>,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/jsonl' });
  const lines = async function* () {
    for await (const rows of batches) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  };
  await pipeline(Readable.from(lines(), { objectMode: false }), response);
}

/** The last review of all licences, or `null`; a fresh one takes minutes. */
async function sendLicences(
  licences: Pick<LicenceReviews, 'latest' | 'run'>,
  fresh: boolean,
  response: ServerResponse,
): Promise<void> {
  if (fresh) await licences.run();
  reply(response, 200, JSON.stringify(await licences.latest()));
}

/** `VACUUM INTO` writes one consistent file, including what is still in the write-ahead log. */
async function backup(db: Store['db'], incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { file } = backupRequest.parse(await json(incoming));
  try {
    // Created first, so that it has mode 600 from the beginning; SQLite accepts an empty file.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    return reply(response, 409, `${file} cannot be written (${fileProblem(error)})`);
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

/**
 * Sends a request to the bot that runs on this SQLite file.
 *
 * @returns the response, to be read as a stream; `null` when no bot runs
 * @throws OperatorError when the bot cannot do it or does not answer
 */
export async function askBot(
  databaseFile: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<IncomingMessage | null> {
  const answer = await new Promise<IncomingMessage | null>((done, fail) => {
    const sent = request({ socketPath: socketBeside(databaseFile), method, path }, done);
    sent.once('error', (error: NodeJS.ErrnoException) => {
      // There is no socket, or one that a killed bot has left.
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(null);
      else fail(new OperatorError(refusal(error, databaseFile)));
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
  if (answer && answer.statusCode !== 200)
    throw new OperatorError(`The bot could not do it: ${await text(answer)}.`);
  return answer;
}

/**
 * The rows in an answer of the bot that has one on each line.
 *
 * @throws OperatorError when the bot stops before the end
 */
export async function* rowsIn(answer: IncomingMessage): AsyncGenerator<unknown> {
  try {
    for await (const line of createInterface(answer)) yield JSON.parse(line);
  } catch {
    throw new OperatorError(STOPPED);
  } finally {
    // Also when the caller stops early: the bot would wait for a reader.
    answer.destroy();
  }
  if (!answer.complete) throw new OperatorError(STOPPED);
}

const STOPPED = 'The bot stopped in the middle of its answer. Run this again.';

function refusal({ code, message }: NodeJS.ErrnoException, databaseFile: string): string {
  return code === 'EACCES'
    ? `The bot that uses ${databaseFile} runs as another user. Run this as that user.`
    : `The bot that uses ${databaseFile} did not answer (${message}). Try again, or stop the bot first.`;
}

/**
 * The path of the socket beside the database: absolute or relative, whichever is shorter, because Linux allows 107 bytes
 * for the path of a socket.
 */
function socketBeside(databaseFile: string): string {
  const path = `${databaseFile}.sock`;
  const near = relative(process.cwd(), path);
  return near.length < path.length ? near : path;
}
