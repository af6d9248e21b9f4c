import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asIs } from '../../src/languages/text.ts';
import { createLogger } from '../../src/log.ts';
import { createRequestStore } from '../../src/requests/request-store.ts';
import { transition } from '../../src/requests/transition.ts';
import type { Store } from '../../src/store/open.ts';
import { kinds, type Opened, openFresh } from '../store/open-both.ts';
import { append, dropGuards, verdictOn } from './log.ts';

/** How many entries are intact, and the first that is not. */
async function checkAudit(store: Store) {
  const { entries, broken } = await verdictOn(store);
  return { entries, broken: broken && { seq: broken.row.seq, reason: broken.why } };
}

describe.each(kinds)('the audit log on %s', (kind) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind);
  });
  afterAll(() => opened.close());

  /** A request that was sent and denied: two entries. */
  const deny = async (by: string, reason = 'not now') => {
    const request = await createRequestStore(opened.store, 'me', createLogger('error')).record({
      command: 'change-email',
      input: { values: { email: 'a@example.com' }, subject: null, slash: '/zoom' },
      teamId: 'T1',
      requesterSlackId: 'U0ADA',
      triggerId: null,
      replyTo: { url: null, replace: false },
    });
    if (!request) throw new Error('not recorded');
    const drafted = await transition(opened.store, request, 'drafted', { dueIn: null });
    const sent = drafted && (await transition(opened.store, drafted.request, 'pending', { dueIn: null }));
    const decision = { by, verdict: 'deny', reason } as const;
    if (!sent || !(await transition(opened.store, sent.request, 'denied', { dueIn: null, decision }))) {
      throw new Error('not denied');
    }
  };
  const entries = () => opened.store.db.selectFrom('audit').selectAll().orderBy('seq').execute();

  it('records who sent and who decided a request, and no intermediate states', async () => {
    await deny('U0GRACE');
    expect(await entries()).toMatchObject([
      { seq: 1, event: 'sent', actor: 'U0ADA', command: 'change-email' },
      { seq: 2, event: 'denied', actor: 'U0GRACE', requester: 'U0ADA', detail: 'not now' },
    ]);
    expect(await checkAudit(opened.store)).toEqual({ entries: 2, broken: null });
  });

  it('lets no reason read like a decision in somebody’s place', async () => {
    await deny('U0GRACE', 'In place of U0LINUS: he says no');
    expect((await entries()).at(-1)?.detail).toBe('Reason: In place of U0LINUS: he says no');
  });

  it('stays one chain when twenty requests are decided at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => deny(`U${i}`)));
    expect(await checkAudit(opened.store)).toEqual({ entries: 44, broken: null });
    expect((await entries()).map((row) => row.seq)).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
  });

  it('is hashed as the database returns it: half an emoji does not break the chain', async () => {
    await deny('U0GRACE', 'not now \ud83d');
    await deny('U0GRACE');
    expect(await checkAudit(opened.store)).toEqual({ entries: 48, broken: null });
    expect((await entries()).map((row) => row.detail)).toContain('not now \ufffd');
  });

  it.each([
    ['half an emoji at both ends', '\udc4d yes \ud83d'],
    ['control characters', 'a\u0000b\u0007c\u001b[31m\u0085d\r\ne\u2028f'],
    ['what looks composed and is not', 'e\u0301 a\u0308\u0323 \u1100\u1161 \ufb01 \u212b'],
    ['emoji of several parts', '👩🏽‍🚀 🏳️‍🌈 🇩🇪 1️⃣'],
    ['right to left, and marks of direction', 'שלום \u202eabc\u202c مرحبا'],
    ['no characters, and the highest one', '\ufffe\uffff\ufeff\u{10ffff}'],
    ['quotes and what databases read', `'"\\ \\u0000 %s $1 ? ; -- \\x00 {}`],
    ['spaces only', '  \u00a0\u3000 \t '],
    ['64 kB', 'Zoë 👍 '.repeat(6_000).slice(0, 65_536)],
    ['64 kB that end in half an emoji', `${'x'.repeat(65_535)}\ud83d`],
  ])('is hashed as the database returns it: %s', async (_, text) => {
    const before = (await entries()).length;
    const account = { name: text, email: text, zoomId: text };
    const changes = [{ label: asIs(text), before: text, after: text }];
    await append(opened.store, { detail: text, actor: text, account, changes });
    await append(opened.store, { detail: 'after it' });
    expect(await checkAudit(opened.store)).toEqual({ entries: before + 2, broken: null });
    const [row] = (await entries()).slice(-2);
    expect(row).toMatchObject({ account_name: row?.detail, account_email: row?.detail, actor: row?.detail });
    expect(row?.detail.isWellFormed()).toBe(true);
  });

  it('cannot be changed or deleted: the database refuses it', async () => {
    const { db } = opened.store;
    await expect(db.updateTable('audit').set({ actor: 'U0EVE' }).execute()).rejects.toThrow(/append-only/);
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/);
    if (kind === 'postgres') await expect(sql`truncate audit`.execute(db)).rejects.toThrow(/append-only/);
    expect((await checkAudit(opened.store)).broken).toBeNull();
  });

  it('verification finds an entry that was changed without the triggers, and the gap of a removed one', async () => {
    const { db } = opened.store;
    await dropGuards(opened.store);
    await db.updateTable('audit').set({ actor: 'U0EVE' }).where('seq', '=', 7).execute();
    expect(await checkAudit(opened.store)).toEqual({
      entries: 6,
      broken: { seq: 7, reason: 'it was changed after it was written' },
    });
    await db.deleteFrom('audit').where('seq', '=', 5).execute();
    expect(await checkAudit(opened.store)).toEqual({
      entries: 4,
      broken: { seq: 6, reason: 'entry 5 is missing' },
    });
  });
});
