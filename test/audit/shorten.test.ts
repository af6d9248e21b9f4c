import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditKeys, startStatement } from '../../src/audit/keys.ts';
import { shortenLog } from '../../src/audit/rewrite.ts';
import { type Head, problemIn } from '../../src/audit/verify.ts';
import { kinds, type Opened, openFresh } from '../store/open-both.ts';
import { append, dropGuards, verdictOn } from './log.ts';

describe.each(kinds)('a shortened log on %s', (kind) => {
  let opened: Opened;
  let heads: Head[];
  beforeEach(async () => {
    opened = await openFresh(kind);
    for (let i = 1; i <= 6; i++) await append(opened.store, { detail: `entry ${i}` });
    heads = await opened.store.db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq').execute();
  });
  afterEach(() => opened.close());

  const head = (seq: number): Head => heads[seq - 1] ?? { seq, hash: '' };
  const verdict = (noted: Head | null = null) => verdictOn(opened.store, noted);
  const problem = async (noted: Head | null = null) => problemIn(await verdict(noted));
  const run = (statement: string) => sql.raw(statement).execute(opened.store.db);

  it('is good from where it begins, goes on, and can be shortened again', async () => {
    await shortenLog(opened.store, head(3));
    expect(await verdict()).toMatchObject({ entries: 4, start: head(3), broken: null, faults: [] });
    expect(await problem(head(5))).toBeNull();
    // Heads that were noted before are in the exported file now.
    expect(await problem(head(3))).toBeNull();
    expect(await problem(head(2))).toBeNull();
    expect(await problem({ ...head(3), hash: 'f'.repeat(64) })).toContain('not the one that was noted');
    await append(opened.store, { detail: 'it goes on' });
    await expect(run('delete from audit')).rejects.toThrow('append-only');
    await shortenLog(opened.store, head(6));
    await opened.reopen();
    expect(await verdict()).toMatchObject({ entries: 3, start: head(6) });
    expect(await problem()).toBeNull();
    const details = await opened.store.db.selectFrom('audit').select(['event', 'detail']).execute();
    expect(details).toMatchObject([
      { event: 'shortened', detail: expect.stringMatching(/^Entries 1 to 3, until 2023-11-14T/) },
      { event: 'done' },
      { event: 'shortened', detail: expect.stringMatching(/^Entries 4 to 6, /) },
    ]);
  });

  it('keeps its newest entry, and everything when the entry is another one', async () => {
    await expect(shortenLog(opened.store, head(6))).rejects.toThrow('the newest entry has to stay');
    await expect(shortenLog(opened.store, { seq: 2, hash: head(3).hash })).rejects.toThrow(
      'entry 2 is not the one that was exported',
    );
    expect(await verdict()).toMatchObject({ entries: 6, start: null });
    expect(await problem()).toBeNull();
  });

  it('is not shortened by somebody without the key', async () => {
    await shortenLog(opened.store, head(2));
    const eve = createAuditKeys([randomBytes(32)]).sign(startStatement(head(4)));
    await dropGuards(opened.store);
    await run('delete from audit where seq <= 4');
    expect(await problem()).toContain('entry 5: entries 3 to 4 are missing');
    await run(`update audit_start set seq = 4, hash = '${head(4).hash}'`);
    expect(await problem()).toContain('the signed note of where it begins does not belong to entry 4');
    await run(`update audit_start set mac = '${eve}'`);
    expect(await problem()).toContain('does not belong to entry 4');
    await run('delete from audit_start');
    expect(await problem()).toContain('entry 5: entries 1 to 4 are missing');
  });
});
