import { type AuditRow, BEGINNING, hashOf } from './entry.ts';

/** The audit log, followed entry by entry from its beginning. */
export interface Chain {
  /** How many entries were intact so far. */
  readonly entries: number;
  /** The last intact entry. */
  readonly last: Pick<AuditRow, 'seq' | 'hash'>;
  /** Takes the next entry. @returns what is wrong with it, in words; `null` when it is intact */
  follow(row: AuditRow): string | null;
}

export function createChain(): Chain {
  let entries = 0;
  let last: Chain['last'] = { seq: 0, hash: BEGINNING };
  return {
    get entries() {
      return entries;
    },
    get last() {
      return last;
    },
    follow(row) {
      const fault = faultOf(row, last);
      if (fault) return fault;
      entries += 1;
      last = { seq: row.seq, hash: row.hash };
      return null;
    },
  };
}

function faultOf({ hash, ...row }: AuditRow, last: Chain['last']): string | null {
  if (row.seq !== last.seq + 1) return gap(last.seq + 1, row.seq - 1);
  if (row.prev_hash !== last.hash) return 'it does not follow the entry before it';
  return hashOf(row) === hash ? null : 'it was changed after it was written';
}

function gap(from: number, to: number): string {
  if (to < from) return 'its number is not the next one';
  return from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`;
}
