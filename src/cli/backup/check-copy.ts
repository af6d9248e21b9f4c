import { statSync } from 'node:fs';
import { verify } from '../../audit/verify.ts';
import { auditRows } from '../audit/rows.ts';
import { OperatorError } from '../command-line.ts';
import { openForReading } from '../sqlite-file.ts';

/** What a good copy holds. */
export interface Copy {
  readonly bytes: number;
  readonly requests: number;
  readonly entries: number;
}

/** @throws OperatorError when the copy cannot be relied on */
export async function checkCopy(file: string): Promise<Copy> {
  const copy = openForReading(file);
  let requests: number;
  try {
    const found = copy
      .prepare('pragma integrity_check')
      .all()
      .map((row) => String(row.integrity_check));
    if (found.join() !== 'ok') {
      throw new OperatorError(
        `The copy is damaged, and so, most likely, is the database (${found[0]}). Do not rely on ${file}; check the disk.`,
      );
    }
    requests = Number(copy.prepare('select count(*) as n from requests').get()?.n);
  } finally {
    copy.close();
  }
  const { entries, broken } = await verify(auditRows({ kind: 'sqlite', file }), null);
  if (broken) {
    throw new OperatorError(
      `The copy is made, but its audit log is broken at entry ${broken.row.seq}: ${broken.why}. It is so in the database too: npm run audit -- verify`,
    );
  }
  return { bytes: statSync(file).size, requests, entries };
}
