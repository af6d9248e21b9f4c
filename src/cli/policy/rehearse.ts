import type { ChangeCommand } from '../../commands/define-command.ts';
import { commands } from '../../commands/registry.ts';
import { MANAGER, type Policy } from '../../policy/policy.ts';
import { type Outcome, type Replayed, replay } from '../../policy/replay.ts';
import {
  type PastRequest,
  pastColumns,
  pastRequestOf,
  requestRowsSince,
} from '../../requests/past-requests.ts';
import type { DatabaseAddress } from '../../store/open.ts';
import { askBot, rowsIn } from '../control-socket.ts';
import { openForReading, openPostgres, postgresError, sqliteError } from '../database.ts';
import { type Terminal, table } from '../terminal.ts';
import type { Names } from './ask-slack.ts';

/** How many requests are named that would have gone another way. */
const SHOWN = 20;

/** What would have become of the last requests, for a person or as JSON. @returns the exit code */
export async function rehearse(
  terminal: Terminal,
  names: Names,
  policy: Policy,
  from: { readonly address: DatabaseAddress; readonly back: number; readonly json: boolean },
): Promise<number> {
  const since = Date.now() - from.back;
  const quotas = Object.values(policy.commands).map(({ quota }) => quota?.per ?? 0);
  const requests: PastRequest[] = [];
  for await (const row of rowsSince(from.address, since - Math.max(0, ...quotas)))
    requests.push(pastRequestOf(row));
  const changing = commands.filter((one): one is ChangeCommand => one.risk !== 'read');
  const replayed = replay(requests, policy, changing, since);
  const differing = replayed.filter((one) => !one.isSame);
  if (from.json) {
    const said = differing.map(({ request: { id, command, requesterSlackId, createdAt }, was, would }) => ({
      id,
      command,
      requester: requesterSlackId,
      at: new Date(createdAt).toISOString(),
      was,
      would,
    }));
    terminal.say(JSON.stringify({ requests: replayed.length, different: said }, null, 2));
  } else {
    for (const line of report(terminal, names, replayed, differing)) terminal.say(line);
  }
  return differing.length === 0 ? 0 : DIFFERENT;
}

/** The exit code that says that some requests would have gone another way. */
const DIFFERENT = 3;

function report(
  look: Pick<Terminal, 'bold' | 'dim' | 'good'>,
  names: Names,
  replayed: readonly Replayed[],
  differing: readonly Replayed[],
): string[] {
  if (replayed.length === 0) return ['There are no requests in this time.'];
  const all = replayed.length === 1 ? 'The one request' : `All ${replayed.length} requests`;
  if (differing.length === 0) return [look.good(`${all} would have gone the same way.`)];
  const kinds = new Map<string, { readonly cells: readonly string[]; readonly count: number }>();
  for (const { request, was, would } of differing) {
    const cells = [request.command, words(was, names), words(would, names)];
    const key = cells.join('\n');
    kinds.set(key, { cells, count: (kinds.get(key)?.count ?? 0) + 1 });
  }
  const rows = [...kinds.values()].toSorted((a, b) => b.count - a.count);
  const head = ['  Requests', 'Command', 'Then', 'With this file'].map(look.dim);
  const newest = differing.toReversed().slice(0, SHOWN);
  return [
    look.bold(`${differing.length} of ${replayed.length} requests would have gone another way`),
    ...table([head, ...rows.map(({ count, cells }) => [`  ${count}`, ...cells])]),
    '',
    look.bold('The newest of them'),
    ...table(
      newest.map(({ request, would }) => [
        `  ${new Date(request.createdAt).toISOString().slice(0, 16).replace('T', ' ')}`,
        names.get(request.requesterSlackId) ?? request.requesterSlackId,
        request.command,
        words(would, names),
      ]),
    ),
  ];
}

function words(outcome: Outcome, names: Names): string {
  if (outcome.kind === 'at-once') return 'at once';
  if (outcome.kind === 'otherwise') return 'refused for another reason';
  if (outcome.kind === 'refused') return `refused: ${refusals[outcome.by]}`;
  const people = outcome.approvers
    .map((id) => (id === MANAGER ? 'their manager' : (names.get(id) ?? id)))
    .join(' or ');
  return outcome.needed === 1 ? `approval by ${people}` : `${outcome.needed} approvals by ${people}`;
}

const refusals = {
  policy: 'not allowed',
  allow: 'for others only',
  quota: 'too often',
  duration: 'too long',
  approvers: 'nobody could approve it',
} as const;

/** @throws OperatorError when the database cannot be read */
async function* rowsSince(address: DatabaseAddress, since: number): AsyncGenerator<unknown> {
  if (address.kind === 'postgres') return yield* fromPostgres(address.url, since);
  const bot = await askBot(address.file, 'GET', `/requests?since=${Math.floor(since)}`);
  return yield* bot ? rowsIn(bot) : fromFile(address.file, since);
}

async function* fromPostgres(url: string, since: number): AsyncGenerator<unknown> {
  const db = openPostgres(url);
  try {
    for await (const rows of requestRowsSince(db, since)) yield* rows;
  } catch (error) {
    throw postgresError(error);
  } finally {
    await db.destroy();
  }
}

function* fromFile(file: string, since: number): Generator<unknown> {
  let database: ReturnType<typeof openForReading> | undefined;
  try {
    database = openForReading(file);
    const query = `select ${pastColumns.join(', ')} from requests where created_at >= ? order by created_at, id`;
    yield* database.prepare(query).iterate(since);
  } catch (error) {
    throw sqliteError(error, file);
  } finally {
    database?.close();
  }
}
