import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { readAnchor } from '../../src/audit/anchor.ts';
import { appendEntry } from '../../src/audit/append.ts';
import { everyEntry } from '../../src/audit/read.ts';
import { problemIn, verify } from '../../src/audit/verify.ts';
import { asIs } from '../../src/languages/text.ts';
import { erasePerson } from '../../src/requests/erase-person.ts';
import { openTexts } from '../../src/requests/sealed-text.ts';
import type { Store } from '../../src/store/open.ts';
import { md } from '../../src/views/mrkdwn.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

let opened: Opened | undefined;
afterEach(() => opened?.close());

/** A name that messages, JSON and SQLite's idea of small letters all change. */
const NAME = 'Åsa "Zo" O’Neil & *Co*';
const asa = { slackId: 'U0ASA', name: NAME, email: 'asa@example.com', zoomId: 'z-Asa_1==' };
const ben = { slackId: 'U0BEN', name: 'Ben Stone', email: 'ben@example.com', zoomId: 'zBen' };
const account = { licence: 'Licensed', status: 'active' };
/** Nothing of these is left, in whatever way it is written. */
const THEIRS = /U0ASA(?!\w)|asa(\.new)?@example\.com|z-Asa_1==|Åsa|O’Neil|\bAsanette\b/i;

function request(store: Store, id: string, more: Record<string, unknown>) {
  const row = {
    id,
    state: 'done',
    version: 1,
    command: 'add-assistant',
    input_json: '{"values":{},"subject":null,"slash":"/zoom"}',
    team_id: 'T1',
    requester_slack_id: ben.slackId,
    trigger_id: null,
    reply_to: store.seal.close('reply-to', '{"url":null,"replace":false}'),
    plan_json: null,
    rule_json: null,
    progress_json: null,
    subject_zoom_id: ben.zoomId,
    due_at: null,
    attempts: 0,
    created_at: 1,
    updated_at: 1,
    ...more,
  };
  return store.db
    .insertInto('requests')
    .values(row as never)
    .execute();
}

/** Åsa in every table, in open text and sealed, mostly in rows that are about others. */
async function fill(store: Store): Promise<void> {
  const { db, seal } = store;
  const close = (purpose: 'inventory' | 'licence' | 'campaign', value: unknown) =>
    seal.close(purpose, typeof value === 'string' ? value : JSON.stringify(value));
  const plan = {
    requester: { ...ben, ...account },
    subject: { ...ben, ...account },
    own: true,
    reason: `first line\nasa@example.com helps me, says ${NAME}`,
    flags: [`${asa.email} is an admin`],
    changes: [
      { label: 'Assistants', before: 'none', after: NAME },
      {
        label: 'Schedules for',
        before: close('inventory', `${asa.email}, private events too`),
        after: '–',
        held: true,
      },
    ],
    data: { assistantId: asa.zoomId, name: NAME, email: asa.email },
  };
  await request(store, 'of-ben', {
    input_json: '{"values":{"assistant":"Asanette"},"subject":null,"slash":"/zoom"}',
    plan_json: JSON.stringify(plan),
    progress_json: JSON.stringify({
      by: asa.slackId,
      problem: { says: { source: md`${NAME} has no licence.`.source } },
      different: [{ source: close('inventory', md`Assistant ${asa.email}`.source) }],
      goesAlong: [{ source: close('inventory', md`${NAME} schedules`.source) }],
    }),
  });
  await request(store, 'of-asa', {
    command: 'change-email',
    requester_slack_id: asa.slackId,
    subject_zoom_id: asa.zoomId,
    plan_json: JSON.stringify({
      ...plan,
      requester: { ...asa, ...account },
      subject: { ...asa, ...account },
      data: { email: 'asa.new@example.com' },
    }),
  });
  await request(store, 'campaign', {
    command: 'reclaim-licences',
    plan_json: JSON.stringify({ ...plan, data: { people: [{ ...asa, slackId: undefined }] } }),
  });
  // She may decide it: that alone holds nothing up.
  await request(store, 'waits', {
    state: 'pending',
    due_at: 9e15,
    plan_json: JSON.stringify({ ...plan, reason: null, flags: [], changes: [], data: {} }),
    progress_json: JSON.stringify({ asked: [asa.slackId, 'U0GRACE'] }),
  });
  await db
    .insertInto('decisions')
    .values([
      {
        request_id: 'of-ben',
        approver_slack_id: asa.slackId,
        approver_zoom_id: asa.zoomId,
        verdict: 'deny',
        reason: 'mine',
        decided_at: 1,
      },
      {
        request_id: 'of-asa',
        approver_slack_id: 'U0GRACE',
        approver_zoom_id: null,
        for_slack_id: asa.slackId,
        verdict: 'deny',
        reason: `not for ${NAME}`,
        decided_at: 1,
      },
    ])
    .execute();
  for (const [id, away, standIn] of [
    ['away', asa, ben],
    ['stands-in', ben, asa],
    ['others', ben, { slackId: 'U0GRACE', name: 'Grace' }],
  ] as const) {
    await db
      .insertInto('stand_ins')
      .values({
        id,
        away_slack_id: away.slackId,
        away_name: away.name,
        stand_in_slack_id: standIn.slackId,
        stand_in_name: standIn.name,
        began_at: 1,
        until_at: 2,
        ended_at: 2,
        ended_why: 'over',
        untold_json: '[]',
        attempts: 0,
      })
      .execute();
  }
  const inventory = {
    assistants: [{ id: asa.zoomId, email: asa.email, privateEvents: true }],
    groups: [{ id: 'g1', name: 'Sales' }],
  };
  for (const [id, zoomId] of [
    ['of-ben', ben.zoomId],
    ['of-asa', asa.zoomId],
  ] as const) {
    await db
      .insertInto('inventories')
      .values({
        request_id: id,
        zoom_id: zoomId,
        command: 'x',
        before: close('inventory', inventory),
        after: null,
        taken_at: 1,
        expires_at: 9e15,
      })
      .execute();
  }
  await db
    .insertInto('campaigns')
    .values({
      id: 'cmp',
      request_id: 'campaign',
      state: 'finished',
      version: 1,
      open: null,
      run_by: asa.slackId,
      list: close('campaign', {
        requestId: 'campaign',
        people: [
          { zoomId: asa.zoomId, email: asa.email },
          { zoomId: ben.zoomId, email: ben.email },
        ],
      }),
      terms_json: '{}',
      remind_at: 1,
      ends_at: 1,
      paused_at: null,
      paused_why: `because of ${NAME}`,
      stopped_by: asa.slackId,
      channel: null,
      ts: null,
      changed: 0,
      shown_at: 1,
      created_at: 1,
      ended_at: 1,
    })
    .execute();
  for (const who of [asa, ben]) {
    await db
      .insertInto('campaign_people')
      .values({
        id: `cpp-${who.slackId}`,
        campaign_id: 'cmp',
        zoom_id: who.zoomId,
        slack_id: who.slackId,
        name: who.name,
        email: who.email,
        evidence_json: '{}',
        state: 'kept',
        version: 1,
        answer: 'keep',
        answered_at: 1,
        answers: 1,
        keep_until: null,
        asked_at: 1,
        reminded_at: null,
        messages_json: '{}',
        sending_json: null,
        request_id: null,
        checked_at: null,
        returned_at: null,
        why: `assistant of ${NAME}`,
        tries: 0,
        due_at: null,
      })
      .execute();
    await db
      .insertInto('licence_seats')
      .values({
        scan_id: 'scan',
        zoom_id: who.zoomId,
        person: close('licence', { ...who, slackId: undefined }),
        licensed_since: null,
        last_use_at: null,
        checked: 1,
        idle: 0,
        undecided: 0,
        result: close('licence', { why: `schedules for ${NAME} (${asa.email})` }),
      })
      .execute();
    await db.insertInto('home_tabs').values({ slack_user_id: who.slackId, opened_at: 1 }).execute();
    await db
      .insertInto('counters')
      .values({ key: `lookup:${who.slackId}`, window_start: 1, count: 1 })
      .execute();
    await db
      .insertInto('channel_slots')
      .values({ key: `dm:${who.slackId}`, next_at: 1 })
      .execute();
    await db
      .insertInto('posted_messages')
      .values({
        request_id: 'of-ben',
        kind: 'sent',
        slack_id: who.slackId,
        channel: `D-${who.name.length}`,
        ts: '1',
      })
      .execute();
    await db
      .insertInto('subject_notices')
      .values({
        request_id: 'of-ben',
        slack_id: who.slackId,
        role: 'other',
        command: 'add-assistant',
        zoom_id: who.zoomId,
        account: `${who.name} <${who.email}> ${who.zoomId}`,
        told_at: 1,
        reported_at: null,
      })
      .execute();
  }
  await db
    .insertInto('licence_spans')
    .values({
      scan_id: 'scan',
      zoom_id: asa.zoomId,
      first_day: '2026-01-01',
      meetings: 1,
      participants: 1,
      minutes: 1,
    })
    .execute();
  // Her own link, and one that she has made for Ben.
  await db
    .insertInto('links')
    .values([
      {
        team_id: 'T1',
        slack_user_id: asa.slackId,
        zoom_user_id: asa.zoomId,
        linked_by: 'U0GRACE',
        linked_at: 1,
      },
      {
        team_id: 'T1',
        slack_user_id: ben.slackId,
        zoom_user_id: ben.zoomId,
        linked_by: asa.slackId,
        linked_at: 1,
      },
    ])
    .execute();
  await db
    .insertInto('shared_state')
    .values({ key: 'followers', value: JSON.stringify({ [asa.slackId]: 1 }), version: 1 })
    .execute();
  await store.cache.set('somebody', asa);
  await db.transaction().execute(async (trx) => {
    const entry = {
      at: 1,
      requestId: 'of-ben',
      event: 'done',
      requester: ben.slackId,
      command: 'add-assistant',
      changes: [{ label: asIs('Assistants'), before: 'none', after: NAME }],
    } as const;
    await appendEntry(store, trx, {
      ...entry,
      actor: asa.slackId,
      account: ben,
      detail: `line\nasa@example.com`,
    });
    await appendEntry(store, trx, {
      ...entry,
      actor: 'U0GRACE',
      account: asa,
      detail: md`for ${NAME}`.source,
    });
    await appendEntry(store, trx, {
      ...entry,
      actor: 'U0GRACE',
      account: ben,
      changes: [],
      detail: 'nothing of hers',
    });
  });
}

/** Every value of every table, with all that is sealed opened. */
async function everything({ db, seal }: Store): Promise<string> {
  const tables = await db.introspection.getTables();
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        texts.push(key);
        collect(inner);
      }
    } else if (typeof value === 'string') {
      texts.push(value);
      for (const inside of openTexts(seal, value)) collect(inside);
      if (/^[[{]/.test(value)) collect(JSON.parse(value));
    }
  };
  for (const { name } of tables) collect((await sql`select * from ${sql.table(name)}`.execute(db)).rows);
  return texts.join('\n');
}

async function problem(store: Store): Promise<string | null> {
  const anchor = await readAnchor(store);
  async function* rows() {
    for await (const some of everyEntry(store.db)) yield* some;
  }
  return problemIn(await verify(rows(), null, { keys: store.auditKeys, anchor }));
}

it.each(kinds)(
  'nothing of an erased person is left on %s, sealed or not, and others keep what is theirs',
  async (kind) => {
    opened = await openFresh(kind);
    const { store } = opened;
    await fill(store);
    expect((await everything(store)).match(new RegExp(THEIRS, 'gi'))?.length).toBeGreaterThan(40);
    const found = await erasePerson(store, asa.slackId, 'look');
    expect(found).toMatchObject({ open: [], requests: 4, entries: 2 });
    expect(found.known.emails).toEqual(expect.arrayContaining([asa.email, 'asa.new@example.com']));

    await erasePerson(store, 'asa@example.com', 'erase');
    const left = (await everything(store)).split('\n').filter((line) => THEIRS.test(line));
    expect(left).toEqual([]);
    expect(await problem(store)).toBeNull();
    expect((await erasePerson(store, asa.slackId, 'look')).requests).toBe(0);

    const { db } = store;
    const rows = (
      table:
        | 'links'
        | 'campaigns'
        | 'campaign_people'
        | 'inventories'
        | 'licence_seats'
        | 'subject_notices'
        | 'stand_ins',
    ) => db.selectFrom(table).selectAll().execute();
    for (const table of [
      'links',
      'campaigns',
      'campaign_people',
      'inventories',
      'licence_seats',
      'subject_notices',
      'stand_ins',
    ] as const)
      expect.soft(await rows(table), table).toHaveLength(1);
    const [link] = await db.selectFrom('links').selectAll().execute();
    expect(link).toMatchObject({ slack_user_id: ben.slackId, linked_by: expect.stringMatching(/^U0ERASED/) });
    const whole = await everything(store);
    for (const kept of ['Ben Stone', 'ben@example.com', 'nothing of hers', 'Sales', 'private events too'])
      expect.soft(whole, kept).toContain(kept);
  },
);

it.each(kinds)('what would go on with them is named on %s, and nothing is erased', async (kind) => {
  opened = await openFresh(kind);
  const { store } = opened;
  const plan = {
    requester: ben,
    subject: ben,
    changes: [],
    data: { assistantId: asa.zoomId, name: NAME, email: asa.email },
  };
  await request(store, 'with-her', { state: 'pending', due_at: 9e15, plan_json: JSON.stringify(plan) });
  const before = await everything(store);
  expect((await erasePerson(store, asa.email, 'erase')).open).toEqual(['add-assistant, pending (with-her)']);
  expect(await everything(store)).toBe(before);
});
