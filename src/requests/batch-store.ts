import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Posted, ReplyTo } from '../notifications/messenger.ts';
import type { Store } from '../store/open.ts';
import type { BatchTable } from '../store/schema.ts';
import { openReplyTo, sealReplyTo } from './stored-request.ts';

/** Requests that were made in one go, about several people. Each goes its own way; one message tells of all of them. */
export interface Batch {
  readonly id: string;
  /** Where its message is answered. */
  readonly replyTo: ReplyTo;
  /** The requester has confirmed or cancelled what its message asks. */
  readonly isAnswered: boolean;
  /** What its message said last; `null`: there is none yet. */
  readonly shown: string | null;
  /** What its approval card said last. */
  readonly cardShown: string | null;
  /** Its message, where it is one of the direct messages. */
  readonly message: Posted | null;
}

const PREFIX = 'bat_';

/** An opaque id that nobody can guess, as requests have. */
export function newBatchId(): string {
  return `${PREFIX}${randomBytes(15).toString('base64url')}`;
}

/** Whether a button is about a batch, and not about a single request. */
export function isBatchId(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** Reads and stores what a batch's message needs; the requests themselves are in the request store. */
export function createBatchStore({ db, now, seal }: Pick<Store, 'db' | 'now' | 'seal'>) {
  const fromRow = (row: Selectable<BatchTable>): Batch => ({
    id: row.id,
    replyTo: openReplyTo(row.reply_to, seal),
    isAnswered: row.answered_at !== null,
    shown: row.shown,
    cardShown: row.card_shown,
    message: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : null,
  });

  return {
    async find(id: string): Promise<Batch | null> {
      const row = await db.selectFrom('batches').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    /** A click in the batch's message: from now on it is answered there. */
    async answerAt(id: string, replyTo: ReplyTo): Promise<void> {
      await db
        .updateTable('batches')
        .set({ reply_to: sealReplyTo(replyTo, seal) })
        .where('id', '=', id)
        .execute();
    },

    /** The requester has answered what the batch's message asks. */
    async markAnswered(id: string, replyTo: ReplyTo): Promise<void> {
      const answer = { reply_to: sealReplyTo(replyTo, seal), answered_at: now };
      await db.updateTable('batches').set(answer).where('id', '=', id).execute();
    },

    /** The approval card says this now; all of the batch share it. */
    async saveCard(id: string, shown: string, card: Posted): Promise<void> {
      await db.updateTable('batches').set({ card_shown: shown }).where('id', '=', id).execute();
      await db
        .updateTable('requests')
        .set({ card_channel: card.channel, card_ts: card.ts })
        .where('batch', '=', id)
        .execute();
    },

    async saveShown(id: string, shown: string, message: Posted | null): Promise<void> {
      const at = message ? { channel: message.channel, ts: message.ts } : {};
      await db
        .updateTable('batches')
        .set({ shown, ...at })
        .where('id', '=', id)
        .execute();
    },
  };
}

export type BatchStore = ReturnType<typeof createBatchStore>;
