import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditTable } from '../store/schema.ts';

export type AuditRow = Selectable<AuditTable>;

/** The events that the audit log records. */
const auditEvents = [
  'sent',
  'approved',
  'approved-alone',
  'asked-anew',
  'denied',
  'withdrawn',
  'expired',
  'done',
  'failed',
  'unconfirmed',
  'undone',
  'reported',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** The actor of events that no person caused. */
export const BOT_ACTOR = 'frontdesk';
/** The `prev_hash` of the first entry. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/**
 * The hash of an entry: SHA-256 over all its fields, one of which is the hash of the entry before it. Changing, removing
 * or inserting an entry breaks the chain from there on.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const fields = [
    row.seq,
    row.at,
    row.request_id,
    row.event,
    row.actor,
    row.requester,
    row.command,
    row.subject,
    row.changes_json,
    row.detail,
    row.prev_hash,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
