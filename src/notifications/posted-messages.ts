import type { Selectable } from 'kysely';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import { wishOf } from '../requests/request-log.ts';
import type { RequestStore } from '../requests/request-store.ts';
import { subjectNoticesOf } from '../requests/subject-notices.ts';
import type { Store } from '../store/open.ts';
import type { PostedMessageTable, State } from '../store/schema.ts';
import type { MessageContent } from '../views/blocks.ts';
import type { CardEnd } from '../views/card.ts';
import { md, mention } from '../views/mrkdwn.ts';
import { decidedMessage } from '../views/outcome.ts';
import { alreadyReportedMessage } from '../views/subject-notice.ts';
import { wishOfBatch } from './batch-card.ts';
import { cardEnd } from './card-end.ts';
import { describe, type LoadDeps, type Loaded, loadCurrent } from './loaded.ts';
import { type Messenger, type Posted, updateIfThere } from './messenger.ts';

/**
 * Messages with buttons that outlive what their buttons do: reminders, questions, what can be undone or made longer. When
 * that is over, each is replaced by how it ended, without the buttons.
 */
type Row = Selectable<PostedMessageTable>;
export type PostedKind = Row['kind'];

export interface PostedDeps extends LoadDeps {
  readonly requests: Pick<RequestStore, 'find' | 'decisions' | 'ofBatch'>;
  readonly messenger: Pick<Messenger, 'once' | 'failureOf'>;
  readonly readers: Readers;
}

/**
 * Remembers a message, so that its buttons can be taken off.
 *
 * @param about `slackId`: who reads it; `null`: the approvers, in the card's thread
 */
export async function rememberMessage(
  { db }: Pick<Store, 'db'>,
  about: {
    readonly requestIds: readonly string[];
    readonly kind: PostedKind;
    readonly slackId: string | null;
  },
  { channel, ts }: Posted,
): Promise<void> {
  const { requestIds, kind, slackId } = about;
  if (requestIds.length === 0) return;
  await db
    .insertInto('posted_messages')
    .values(requestIds.map((id) => ({ request_id: id, kind, slack_id: slackId, channel, ts })))
    .onConflict((c) => c.columns(['request_id', 'channel', 'ts']).doNothing())
    .execute();
}

/** The same for a request, which may have moved on while the message was sent: then its buttons are taken off at once. */
export async function rememberForRequest(
  deps: PostedDeps,
  { request }: Loaded,
  kind: PostedKind,
  slackId: string | null,
  posted: Posted,
): Promise<void> {
  const isForAll = request.batch !== null && (kind === 'reminder' || kind === 'escalation');
  const members = isForAll && request.batch ? await deps.requests.ofBatch(request.batch) : [request];
  const requestIds = members.map(({ id }) => id);
  await rememberMessage(deps.store, { requestIds, kind, slackId }, posted);
  const now = await loadCurrent(deps, request.id);
  if (now && now.request.state !== request.state) await closeMessages(deps, request.id, now);
}

/** Sends a direct message about a request. @param buttons what its buttons are about; `null`: it has none that end */
export async function sendDirect(
  deps: PostedDeps,
  loaded: Loaded,
  buttons: PostedKind | null,
  slackId: string,
  content: MessageContent | null | undefined,
): Promise<void> {
  if (!content) return;
  const posted = await deps.messenger.once.direct(slackId, content);
  if (buttons) await rememberForRequest(deps, loaded, buttons, slackId, posted);
}

/** Takes the buttons off the messages of a request, or of a query, that somebody has used for good. */
export async function closeMessagesOf(deps: PostedDeps, requestId: string): Promise<void> {
  await closeMessages(deps, requestId, await loadCurrent(deps, requestId));
}

/**
 * Takes the buttons off the messages of a request that are over.
 *
 * @param loaded the request as it is now; `null` for a query, which is not stored
 * @throws when Slack does not take one of them: then it is tried again
 */
export async function closeMessages(
  deps: PostedDeps,
  requestId: string,
  loaded: Loaded | null,
): Promise<void> {
  const rows = await deps.store.db
    .selectFrom('posted_messages')
    .selectAll()
    .where('request_id', '=', requestId)
    .execute();
  if (rows.length > 0) await closeAll(deps, rows, loaded);
}

/** Two updates may reach Slack in the wrong order, so it is checked afterwards whether the present state was shown. */
async function closeAll(deps: PostedDeps, rows: readonly Row[], shown: Loaded | null): Promise<void> {
  for (const row of rows) await closeMessage(deps, row, shown);
  const now = shown && (await loadCurrent(deps, shown.request.id));
  if (now && now.request.state !== shown.request.state) await closeAll(deps, rows, now);
}

async function closeMessage(deps: PostedDeps, row: Row, loaded: Loaded | null): Promise<void> {
  const { readers, messenger, store } = deps;
  const language = await (row.slack_id ? readers.person(row.slack_id) : readers.channel());
  const content = await inLanguage(language, () => endOf(deps, row, loaded));
  if (!content) return;
  await updateIfThere(messenger, { channel: row.channel, ts: row.ts }, content);
  // It says what goes on right now, and is replaced once more when that has ended.
  if (loaded && underWay.has(loaded.request.state)) return;
  await store.db
    .deleteFrom('posted_messages')
    .where('channel', '=', row.channel)
    .where('ts', '=', row.ts)
    .execute();
}

const underWay: ReadonlySet<State> = new Set(['approved', 'running', 'unknown', 'undoing']);

/** What takes the place of a message; `null`: its buttons still do something. */
async function endOf(deps: PostedDeps, row: Row, loaded: Loaded | null): Promise<MessageContent | null> {
  if (row.kind === 'subject') return reportedEnd(deps, row, loaded);
  if (!loaded) return null;
  const { request, command, decisions } = loaded;
  const what = describe(request, command, true);
  switch (row.kind) {
    case 'reminder':
    case 'escalation': {
      if (request.state === 'pending') return null;
      const ask = wishOf(command, request, mention(request.requesterSlackId));
      if (!request.batch) return decidedMessage(ask, cardEnd(request, decisions));
      const members = await deps.requests.ofBatch(request.batch);
      if (members.some(({ state }) => state === 'pending')) return null;
      const all = wishOfBatch(command, members.length, mention(request.requesterSlackId));
      return decidedMessage(all, {
        icon: md`:ballot_box_with_check:`,
        sentence: md`All of this is decided.`,
      });
    }
    case 'manager':
      if (request.state === 'pending') return null;
      return decidedMessage(
        wishOf(command, request, mention(request.requesterSlackId)),
        cardEnd(request, decisions),
      );
    case 'sent':
      return request.state === 'pending'
        ? null
        : decidedMessage(what, cardEnd(request, decisions, request.progress.problem?.says));
    case 'question':
      return request.state === 'drafted' ? null : decidedMessage(what, answered(loaded));
    case 'outcome':
      return request.state === 'undone'
        ? decidedMessage(what, {
            icon: md`:leftwards_arrow_with_hook:`,
            sentence: request.progress.ended
              ? md`Done, and the agreed time is over.`
              : md`Done, and then undone.`,
          })
        : null;
    case 'ending':
      return request.state === 'undone' ? decidedMessage(what, grantEnd(loaded)) : null;
  }
}

/** How the question whether to do it was answered. */
function answered({ request }: Loaded): CardEnd {
  if (request.state === 'cancelled' && request.progress.sentAt === undefined)
    return { icon: md`:no_entry_sign:`, sentence: md`Cancelled. Nothing was changed.` };
  if (request.state === 'expired' && request.progress.sentAt === undefined)
    return { icon: md`:hourglass:`, sentence: md`Not confirmed in time, so nothing was changed.` };
  return { icon: md`:ballot_box_with_check:`, sentence: md`Confirmed.` };
}

/** What became of a grant of which was said that it ends soon. */
function grantEnd({ request }: Loaded): CardEnd {
  const { ended, replacedBy } = request.progress;
  if (replacedBy) {
    return { icon: md`:ballot_box_with_check:`, sentence: md`A later change has taken its place.` };
  }
  return {
    icon: md`:leftwards_arrow_with_hook:`,
    sentence: ended ? md`The time is over.` : md`This was undone.`,
  };
}

async function reportedEnd(
  { store }: PostedDeps,
  { request_id: requestId, slack_id: slackId }: Row,
  loaded: Loaded | null,
): Promise<MessageContent | null> {
  const notice = (await subjectNoticesOf(store, requestId)).find((one) => one.slack_id === slackId);
  if (!notice || notice.reported_at === null) return null;
  const what = loaded ? describe(loaded.request, loaded.command, false) : md`${notice.command}`;
  return alreadyReportedMessage(what, notice.reported_at);
}
