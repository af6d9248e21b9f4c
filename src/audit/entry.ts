import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditTable } from '../store/schema.ts';

export type AuditRow = Selectable<AuditTable>;

/** What happened, as the audit log names it. */
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
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** Who acts when nobody clicked. */
export const DESK = 'frontdesk';
/** What stands before the first entry. */
export const BEGINNING = '0'.repeat(64);

/**
 * The hash of an entry: SHA-256 over all of its fields and the hash of the entry before it. Whoever changes, removes or
 * slips in an entry breaks the chain from there on.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const fields = [
    ...[row.seq, row.at, row.request_id, row.event, row.actor, row.requester],
    ...[row.command, row.subject, row.changes_json, row.detail, row.prev_hash],
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
