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
  'moved',
  'removed',
  'expired',
  'done',
  'failed',
  'unconfirmed',
  'undone',
  'reported',
  'issued',
  'exported',
  'looked-at',
  'answered',
  'paused',
  'resumed',
  'stopped',
  'decided',
  'rules-changed',
  'stand-in-named',
  'stand-in-declined',
  'stand-in-over',
  'erased',
  'shortened',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** The actor of events that no person caused. */
export const BOT_ACTOR = 'frontdesk';
/** The `prev_hash` of the first entry. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/** The account that an entry is about. */
export interface AuditAccount {
  readonly name: string;
  readonly email: string;
  readonly zoomId: string;
}

/** The account in one line, as people read it. */
export function subjectOf({ name, email, zoomId }: AuditAccount): string {
  return `${name} <${email}> ${zoomId}`;
}

/**
 * The account of a line that {@link subjectOf} has made. Neither an address nor a Zoom id contains spaces or brackets, so
 * it is read from its end: what looks like an address in a name is part of the name.
 */
export function accountIn(subject: string): AuditAccount {
  const [, name = subject, email = '', zoomId = ''] = /^([\s\S]*) <([^<>]*)> (\S*)$/.exec(subject) ?? [];
  return { name, email, zoomId };
}

/** The same line without the Zoom id, which tells people nothing: `Ada Lovelace (ada@example.com)`. */
export function withoutZoomId(subject: string): string {
  const { name, email } = accountIn(subject);
  return email ? `${name} (${email})` : name;
}

/** The account of an entry, also of an earlier version; `null`: it concerns no single one. */
export function accountOf(row: AuditRow): AuditAccount | null {
  const { subject, account_name: name, account_email: email, account_zoom_id: zoomId } = row;
  if (subject === '') return null;
  return name === null || email === null || zoomId === null ? accountIn(subject) : { name, email, zoomId };
}

/** An entry as it is exported: a line of JSON. */
export function recordOf(row: AuditRow) {
  return {
    seq: row.seq,
    time: new Date(row.at).toISOString(),
    event: row.event,
    actor: row.actor,
    requester: row.requester,
    command: row.command,
    subject: row.subject,
    account_name: row.account_name,
    account_email: row.account_email,
    account_zoom_id: row.account_zoom_id,
    changes: JSON.parse(row.changes_json) as unknown,
    detail: row.detail,
    request_id: row.request_id,
    hash: row.hash,
    mac: row.mac,
    erased_mac: row.erased_mac,
  };
}

/**
 * The hash of an entry: SHA-256 over all its fields, one of which is the hash of the entry before it. Changing, removing
 * or inserting an entry breaks the chain from there on. Entries of earlier versions have no columns for the account, and
 * are hashed without.
 */
export function hashOf(row: Omit<AuditRow, 'hash' | 'mac' | 'erased_mac'>): string {
  const account =
    row.account_email === null ? [] : [row.account_name, row.account_email, row.account_zoom_id];
  const fields = [
    row.seq,
    row.at,
    row.request_id,
    row.event,
    row.actor,
    row.requester,
    row.command,
    row.subject,
    ...account,
    row.changes_json,
    row.detail,
    row.prev_hash,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
