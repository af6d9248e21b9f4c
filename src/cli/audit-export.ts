import { closeSync, createWriteStream, openSync, rmSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AuditRow, accountOf, recordOf } from '../audit/entry.ts';
import { csvLine } from '../commands/admin/csv.ts';
import { fileProblem } from '../file-problem.ts';
import { OperatorError } from './command-line.ts';

export type Format = 'csv' | 'jsonl';

/** Which entries to export. */
export interface Filter {
  /** Milliseconds since 1970. */
  readonly since: number | null;
  readonly command: string | null;
}

/** The columns of the CSV: head and cell. */
const columns: readonly (readonly [head: string, cell: (row: AuditRow) => string])[] = [
  ['seq', (row) => `${row.seq}`],
  ['time', (row) => new Date(row.at).toISOString()],
  ['event', (row) => row.event],
  ['actor', (row) => row.actor],
  ['requester', (row) => row.requester],
  ['command', (row) => row.command],
  ['subject', (row) => row.subject],
  ['name', (row) => accountOf(row)?.name ?? ''],
  ['account', (row) => accountOf(row)?.email ?? ''],
  ['zoom_id', (row) => accountOf(row)?.zoomId ?? ''],
  ['changes', (row) => changesOf(row).map(describeChange).join('; ')],
  ['detail', (row) => row.detail],
  ['request_id', (row) => row.request_id],
  ['hash', (row) => row.hash],
];

/** The entries as lines of a file, the oldest first. */
export async function* exportLines(
  rows: AsyncIterable<AuditRow>,
  format: Format,
  filter: Filter,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns.map(([head]) => head));
  for await (const row of rows) {
    if (filter.since !== null && row.at < filter.since) continue;
    if (filter.command !== null && row.command !== filter.command) continue;
    yield format === 'csv' ? csvLine(columns.map(([, cell]) => cell(row))) : jsonOf(row);
  }
}

/** An entry as a line of JSON. */
export function jsonOf(row: AuditRow): string {
  return `${JSON.stringify(recordOf(row))}\n`;
}

/** A change as the log has it, in words. */
type LoggedChange = Readonly<Record<'label' | 'before' | 'after', string>>;

function describeChange({ label, before, after }: LoggedChange): string {
  return `${label}: ${before} → ${after}`;
}

function changesOf({ changes_json }: AuditRow): readonly LoggedChange[] {
  return JSON.parse(changes_json) as readonly LoggedChange[];
}

/**
 * Writes the lines into a new file for its owner alone, all of them or none.
 *
 * @param file `null`: stdout
 */
export async function writeLines(lines: AsyncIterable<string>, file: string | null): Promise<void> {
  if (file === null) return pipeline(Readable.from(lines), process.stdout as Writable, { end: false });
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new OperatorError(
      taken
        ? `${file} exists already, and I overwrite nothing. Name another file.`
        : `${file} cannot be written (${fileProblem(error)}).`,
    );
  }
  try {
    await pipeline(Readable.from(lines), createWriteStream(file, { flush: true }));
  } catch (error) {
    // An incomplete file must not look like a complete one.
    rmSync(file, { force: true });
    throw error;
  }
}
