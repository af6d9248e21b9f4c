import type { AuditRow } from '../../audit/entry.ts';
import { csvLine } from '../../commands/admin/csv.ts';
import type { Change } from '../../commands/plan.ts';

export type Format = 'csv' | 'jsonl';

/** Which entries are wanted. */
export interface Wanted {
  /** Milliseconds since 1970. */
  readonly since: number | null;
  readonly command: string | null;
}

const COLUMNS = [
  ...['seq', 'time', 'event', 'actor', 'requester', 'command', 'subject', 'changes', 'detail'],
  ...['request_id', 'hash'],
];

/** The entries as lines of a file, one by one. */
export async function* exportLines(
  rows: AsyncIterable<AuditRow>,
  format: Format,
  wanted: Wanted,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS);
  for await (const row of rows) {
    if (wanted.since !== null && row.at < wanted.since) continue;
    if (wanted.command !== null && row.command !== wanted.command) continue;
    yield format === 'csv' ? csvOf(row) : jsonOf(row);
  }
}

function jsonOf(row: AuditRow): string {
  return `${JSON.stringify({
    seq: row.seq,
    time: new Date(row.at).toISOString(),
    event: row.event,
    actor: row.actor,
    requester: row.requester,
    command: row.command,
    subject: row.subject,
    changes: changesOf(row),
    detail: row.detail,
    request_id: row.request_id,
    hash: row.hash,
  })}\n`;
}

function csvOf(row: AuditRow): string {
  const changes = changesOf(row).map(({ label, before, after }) => `${label}: ${before} → ${after}`);
  return csvLine([
    ...[`${row.seq}`, new Date(row.at).toISOString(), row.event, row.actor, row.requester, row.command],
    ...[row.subject, changes.join('; '), row.detail, row.request_id, row.hash],
  ]);
}

function changesOf({ changes_json }: AuditRow): readonly Change[] {
  return JSON.parse(changes_json) as readonly Change[];
}
