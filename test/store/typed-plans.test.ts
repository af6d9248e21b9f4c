import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeCommand } from '../../src/commands/define-command.ts';
import { readPlan, UnreadablePlanError } from '../../src/commands/plan.ts';
import { commands } from '../../src/commands/registry.ts';
import { typedPlans } from '../../src/store/migrations/009-typed-plans.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

const ada = {
  slackId: 'U0ADA',
  name: 'Ada King',
  email: 'ada@example.com',
  zoomId: 'zAda',
  licence: 'Licensed',
  status: 'active',
};

/** The data of earlier versions, what becomes of it, and how the request is described. */
const rows: readonly {
  readonly command: string;
  readonly old: Readonly<Record<string, string>>;
  readonly data: unknown;
  readonly described: string;
  readonly lasts?: number;
}[] = [
  {
    command: 'add-assistant',
    old: { assistantId: 'zMia', name: 'Mia Chen', email: 'mia@example.com' },
    data: { assistantId: 'zMia', name: 'Mia Chen', email: 'mia@example.com' },
    described: 'Add *Mia Chen* as an assistant',
  },
  {
    command: 'remove-assistant',
    old: { ids: 'zMia', name: 'Mia Chen' },
    data: { ids: ['zMia'], name: 'Mia Chen', all: false },
    described: 'Remove *Mia Chen* as an assistant',
  },
  {
    command: 'remove-assistant',
    old: { all: 'yes', ids: 'zMia,zBen', name: 'all 2 assistants' },
    data: { ids: ['zMia', 'zBen'], name: 'all 2 assistants', all: true },
    described: 'Remove *all 2 assistants*',
  },
  {
    command: 'remove-scheduler',
    old: { ids: 'zGrace,zAda', name: 'all 2 people', all: 'yes' },
    data: { ids: ['zGrace', 'zAda'], name: 'all 2 people', all: true },
    described: 'Stop scheduling for *all 2 people*',
  },
  {
    command: 'change-email',
    old: { email: 'ada.king@example.com', before: 'ada@example.com' },
    data: { email: 'ada.king@example.com' },
    described: 'Change my Zoom email',
  },
  { command: 'set-password', old: {}, data: {}, described: 'Set a new Zoom password' },
  { command: 'sign-out', old: {}, data: {}, described: 'Sign me out of Zoom everywhere' },
  { command: 'activate', old: {}, data: {}, described: 'Activate the Zoom account of *Ada King*' },
  {
    command: 'deactivate',
    old: { licensed: 'yes' },
    data: { licensed: true },
    described: 'Deactivate the Zoom account of *Ada King*',
  },
  {
    command: 'deactivate',
    old: { licensed: '' },
    data: { licensed: false },
    described: 'Deactivate the Zoom account of *Ada King*',
  },
  {
    command: 'create-user',
    old: { email: 'ivy@example.com', firstName: 'Ivy', lastName: 'Tan', licence: 'basic', department: '' },
    data: { email: 'ivy@example.com', firstName: 'Ivy', lastName: 'Tan', licence: 'basic', department: null },
    described: 'Create a Zoom account for *Ada King* (ada@example.com)',
  },
  {
    command: 'edit-user',
    old: {
      'after.department': 'Sales',
      'before.department': '',
      licence: 'basic',
      oldLicence: 'Unassigned',
    },
    data: { before: { department: '' }, after: { department: 'Sales' }, type: { before: 4, after: 1 } },
    described: 'Change the Zoom profile of *Ada King*',
  },
  {
    command: 'edit-user',
    old: { 'after.timezone': 'Europe/London', 'before.timezone': 'Europe/Berlin' },
    data: { before: { timeZone: 'Europe/Berlin' }, after: { timeZone: 'Europe/London' }, type: null },
    described: 'Change the Zoom profile of *Ada King*',
  },
  {
    command: 'delete-user',
    old: {
      action: 'delete',
      pending: '',
      heir: 'mia@example.com',
      heirName: 'Mia Chen',
      transfer: 'meetings,notes',
    },
    data: {
      action: 'delete',
      pending: false,
      transfer: { email: 'mia@example.com', name: 'Mia Chen', parts: ['meetings', 'notes'] },
    },
    described: 'Delete the Zoom account of *Ada King* for good and hand over to *Mia Chen*: meetings, notes',
  },
  {
    command: 'delete-user',
    old: { action: 'disassociate', pending: 'yes' },
    data: { action: 'disassociate', pending: true, transfer: null },
    described: 'Take back the Zoom invitation of *Ada King*',
  },
  {
    command: 'add-ons',
    old: { 'webinar.before': 'none', 'webinar.after': '500' },
    data: { before: { webinar: 'none' }, after: { webinar: '500' } },
    described: 'Change the Zoom add-ons of *Ada King*',
  },
  {
    command: 'set-license',
    old: { licence: 'licensed', before: '4' },
    data: { licence: 'licensed', formerType: 4 },
    described: 'Give *Ada King* a Zoom licence with no end date',
  },
  {
    command: 'set-license',
    old: { licence: 'basic', before: '99' },
    data: { licence: 'basic', formerType: 4 },
    described: 'Make *Ada King* Basic in Zoom',
  },
  {
    command: 'request-license',
    old: { type: '99', length: 'for 14 days' },
    lasts: 14 * 86_400_000,
    data: { formerType: 4, extension: false },
    described: 'Get a Zoom licence for 14 days',
  },
  {
    command: 'request-license',
    old: { type: '1' },
    data: { formerType: 1, extension: false },
    described: 'Get a Zoom licence with no end date',
  },
  {
    command: 'request-license',
    old: { type: '1', length: 'for good', longer: 'yes' },
    data: { formerType: 1, extension: true },
    described: 'Keep my Zoom licence with no end date',
  },
  {
    command: 'return-license',
    old: { type: '4' },
    data: { type: 4 },
    described: 'Return my Zoom licence',
  },
  {
    command: 'link',
    old: { teamId: 'T0', slackId: 'U0IVY', name: 'Ivy', zoomId: 'zIvy', before: '', beforeBy: '' },
    data: { teamId: 'T0', slackId: 'U0IVY', name: 'Ivy', zoomId: 'zIvy', before: null },
    described: 'Link *Ivy* (<@U0IVY>) to the Zoom account *ada@example.com*',
  },
  {
    command: 'link',
    old: { teamId: 'T0', slackId: 'U0IVY', name: 'Ivy', zoomId: 'zIvy', before: 'zOld', beforeBy: 'U0BO' },
    data: {
      teamId: 'T0',
      slackId: 'U0IVY',
      name: 'Ivy',
      zoomId: 'zIvy',
      before: { zoomId: 'zOld', linkedBy: 'U0BO' },
    },
    described: 'Link *Ivy* (<@U0IVY>) to the Zoom account *ada@example.com*',
  },
  {
    command: 'unlink',
    old: {
      teamId: 'T0',
      slackId: 'U0IVY',
      zoomId: 'zIvy',
      by: 'U0BO',
      at: '1700000000000',
      email: 'ivy@example.com',
      after: 'none',
    },
    data: {
      teamId: 'T0',
      slackId: 'U0IVY',
      zoomId: 'zIvy',
      linkedBy: 'U0BO',
      linkedAt: 1_700_000_000_000,
      email: 'ivy@example.com',
      after: null,
    },
    described:
      'Unlink <@U0IVY> from the Zoom account *ivy@example.com*, which <@U0BO> linked <!date^1700000000^{date_short_pretty} at {time}|14 Nov 2023 at 22:13 UTC>',
  },
  {
    command: 'picture',
    old: { file: 'F012', name: 'me.png', before: '' },
    data: { file: 'F012', before: null },
    described: 'Change my Zoom picture',
  },
  {
    command: 'profile',
    old: { before: '{"jobTitle":""}', after: '{"jobTitle":"Engineer"}', hostKey: 'yes' },
    data: { before: { jobTitle: '' }, after: { jobTitle: 'Engineer' }, hostKey: true },
    described: 'Change my Zoom profile: job title',
  },
  {
    command: 'settings',
    old: { before: '{"waiting-room":"on"}', after: '{"waiting-room":"off"}' },
    data: { before: { 'waiting-room': 'on' }, after: { 'waiting-room': 'off' } },
    described: 'Change my Zoom settings (Job title: new)',
  },
];

function changing(name: string): ChangeCommand {
  const command = commands.find((one) => one.name === name);
  if (!command || command.risk === 'read') throw new Error(`${name} changes nothing`);
  return command;
}

it('every command that changes something has a row of an earlier version', () => {
  // No earlier version had these.
  const newer = new Set(['request-account', 'request-activation', 'resend-invitation', 'reclaim-licences']);
  const all = commands
    .filter(({ risk, name }) => risk !== 'read' && !newer.has(name))
    .map(({ name }) => name);
  expect(new Set(rows.map(({ command }) => command))).toEqual(new Set(all));
});

describe.each(kinds)('migration 009 on %s', (kind) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind);
  });
  afterAll(() => opened.close());

  const insert = async (id: string, command: string, plan: string, progress: string | null = null) => {
    await opened.store.db
      .insertInto('requests')
      .values({
        id,
        state: 'pending',
        version: 1,
        command,
        input_json: '{"values":{},"subject":null,"slash":"/zoom"}',
        team_id: 'T1',
        requester_slack_id: 'U0ADA',
        trigger_id: null,
        reply_to: '',
        plan_json: plan,
        rule_json: null,
        progress_json: progress,
        card_channel: null,
        card_ts: null,
        due_at: null,
        lease_owner: null,
        attempts: 0,
        expires_at: null,
        created_at: 1,
        updated_at: 1,
      })
      .execute();
  };
  const stored = async (id: string) => {
    const row = await opened.store.db
      .selectFrom('requests')
      .select(['plan_json', 'progress_json', 'updated_at', 'version'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return { ...row, plan: JSON.parse(row.plan_json ?? 'null') };
  };
  const up = () => typedPlans.up(opened.store.db);

  it('converts the rows of every command, and converting them again changes nothing', async () => {
    for (const [i, row] of rows.entries()) {
      const name = row.command;
      const plan = {
        changes: [
          { label: 'Job title', before: 'old', after: 'new' },
          { label: 'Free licences', before: '2', after: '1', aside: true },
        ].slice(0, name === 'request-license' ? 2 : 1),
        data: row.old,
        ...(row.lasts ? { lasts: row.lasts } : {}),
        final: true,
        requester: ada,
        subject: ada,
        own: true,
        reason: null,
      };
      const id = `row-${i}`;
      await insert(id, name, JSON.stringify(plan), '{"alone":{"by":"U0GRACE","reason":"fire"},"lost":1}');
      await up();
      const now = await stored(id);
      const read = readPlan(changing(name), now.plan);
      expect.soft(read.data, name).toEqual(row.data);
      expect.soft(changing(name).describe(read).source).toBe(row.described);
      expect
        .soft(read)
        .toMatchObject({ irreversible: true, requester: ada, subject: ada, own: true, reason: null });
      expect.soft(read.duration).toBe(row.lasts);
      expect
        .soft(read.changes.map(({ informational }) => informational))
        .toEqual(name === 'request-license' ? [undefined, true] : [undefined]);
      expect.soft(JSON.parse(now.progress_json ?? '')).toEqual({
        lost: 1,
        selfApproved: { by: 'U0GRACE', reason: 'fire' },
      });
      await up();
      expect.soft(await stored(id)).toEqual(now);
    }
  });

  it('leaves alone what it cannot convert, and converts many rows', async () => {
    await insert('broken', 'settings', '{"data":{"before":"{"}');
    const missing = { changes: [], data: {}, requester: ada, subject: ada, own: true, reason: null };
    await insert('missing', 'change-email', JSON.stringify(missing));
    const plan = { ...missing, data: { licensed: 'yes' } };
    for (let i = 0; i < 450; i++) await insert(`many-${i}`, 'deactivate', JSON.stringify(plan));
    await up();
    const broken = await opened.store.db
      .selectFrom('requests')
      .select('plan_json')
      .where('id', '=', 'broken')
      .executeTakeFirstOrThrow();
    expect(broken.plan_json).toBe('{"data":{"before":"{"}');
    const { plan: unreadable } = await stored('missing');
    expect(() => readPlan(changing('change-email'), unreadable)).toThrow(UnreadablePlanError);
    for (const i of [0, 199, 200, 449]) {
      expect((await stored(`many-${i}`)).plan.data).toEqual({ licensed: true });
    }
  });
});
