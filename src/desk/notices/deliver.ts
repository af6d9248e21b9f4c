import { sql } from 'kysely';
import { inLogContext } from '../../log.ts';
import type { NoticeKind } from '../../store/schema.ts';
import { changeCommandOf, type Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import { NOTICE_LEASE, type Notice } from '../transition.ts';
import { card, ending, forChannel, forRequester, reminder, type Told } from './render.ts';

const MAX_ATTEMPTS = 10;
const FIRST_PAUSE = 2_000;

/** What Slack will say again however often it is asked. */
const PERMANENT = new Set([
  'user_disabled',
  'user_not_found',
  'cannot_dm_bot',
  'is_archived',
  'invalid_blocks',
]);

function slackWord(error: Error): string {
  return (error as { data?: { error?: string } }).data?.error ?? '';
}

/**
 * Tells people what happened. Each notice was written with the change of state that it tells, so none is lost: one
 * that Slack does not take is tried again, longer and longer apart.
 */
export function createNotices(parts: Parts) {
  const { db, now } = parts.store;

  const deliver = (notice: Notice): Promise<void> =>
    inLogContext({ request: notice.requestId }, () =>
      parts.telemetry.span(`notice ${notice.kind}`, { 'frontdesk.request': notice.requestId }, () =>
        attempt(notice),
      ),
    );

  const attempt = async (notice: Notice): Promise<void> => {
    try {
      await send(parts, notice);
      await db.deleteFrom('notices').where('id', '=', notice.id).execute();
    } catch (error) {
      await postpone(notice, error as Error);
    }
  };

  const postpone = async (notice: Notice, error: Error) => {
    const row = await db
      .updateTable('notices')
      .set((e) => ({
        attempts: e('attempts', '+', 1),
        due_at: sql<number>`${now} + ${sql.lit(FIRST_PAUSE)} * (1 + attempts * attempts)`,
      }))
      .where('id', '=', notice.id)
      .returning('attempts')
      .executeTakeFirst();
    const hopeless = PERMANENT.has(slackWord(error));
    const attempts = hopeless ? MAX_ATTEMPTS : (row?.attempts ?? MAX_ATTEMPTS);
    const details = { err: error, request: notice.requestId, kind: notice.kind, attempts };
    if (attempts < MAX_ATTEMPTS) {
      parts.logger.warn(details, 'a notice could not be delivered; it is tried again');
      return;
    }
    parts.logger.error(details, 'a notice could not be delivered and is given up');
    parts.telemetry.noticeGivenUp(notice.kind);
    await db.deleteFrom('notices').where('id', '=', notice.id).execute();
  };

  return {
    /** Delivers notices in order, so that the requester reads them as they happened. */
    async deliverAll(notices: readonly Notice[]): Promise<void> {
      await Promise.all(notices.map(deliver));
    },

    /** Delivers what another process left behind or Slack did not take. */
    async deliverDue(limit: number): Promise<number> {
      const due = await db
        .selectFrom('notices')
        .select(['id', 'request_id', 'kind', 'attempts'])
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      for (const one of due) {
        const mine = await db
          .updateTable('notices')
          .set({ due_at: sql<number>`${now} + ${sql.lit(NOTICE_LEASE)}` })
          .where('id', '=', one.id)
          .where('due_at', '<=', now)
          .returning('id')
          .executeTakeFirst();
        if (mine) await deliver({ id: one.id, requestId: one.request_id, kind: one.kind });
      }
      return due.length;
    },
  };
}

export type Notices = ReturnType<typeof createNotices>;

async function send(parts: Parts, { requestId, kind }: Notice): Promise<void> {
  const told = await read(parts, requestId);
  if (!told) return;
  const { request } = told;
  switch (kind) {
    case 'reply': {
      const content = forRequester(told);
      if (content) await parts.messenger.reply(request.requesterSlackId, request.replyTo, content);
      return;
    }
    case 'requester': {
      const content = forRequester(told);
      if (content) await parts.messenger.direct(request.requesterSlackId, content);
      return;
    }
    case 'channel': {
      const content = forChannel(told);
      if (content && parts.policy.noticeChannel)
        await parts.messenger.post(parts.policy.noticeChannel, content);
      return;
    }
    case 'card':
      return sendCard(parts, told);
    case 'reminder': {
      const ends = ending(told);
      if (ends) {
        await parts.messenger.direct(request.requesterSlackId, ends);
        return;
      }
      const content = reminder(told);
      if (content && request.card) {
        await parts.messenger.post(request.card.channel, content, request.card.ts);
      }
      return;
    }
    default:
      return unknownKind(kind);
  }
}

/**
 * Posts the card once and updates it from then on. Two updates may overtake each other on the way to Slack, so each
 * looks again afterwards whether what it showed is still true.
 */
async function sendCard(parts: Parts, told: Told): Promise<void> {
  const { request } = told;
  const content = card(told);
  if (!content) return;
  if (request.card) {
    await parts.messenger.update(request.card, content);
  } else {
    if (request.state !== 'pending' || !request.rule?.channel) return;
    await parts.requests.saveCard(request.id, await parts.messenger.post(request.rule.channel, content));
  }
  const later = await read(parts, request.id);
  if (later && later.request.version !== request.version) await sendCard(parts, later);
}

async function read(parts: Parts, id: string): Promise<Told | null> {
  const request: Request | null = await parts.requests.find(id);
  if (!request) return null;
  return {
    request,
    command: changeCommandOf(parts, request.command),
    decisions: await parts.requests.decisions(id),
  };
}

function unknownKind(kind: never | NoticeKind): never {
  throw new Error(`No message is known for a notice of kind ${kind}`);
}
