import { beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { query, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({ policy: `${defaultPolicy}commands: { token: self-service }\n` });
const { as } = day;

const entry = 'event, actor, command, account_name, account_email, account_zoom_id, detail';
let start = 0;
/** The entries of this test. */
const entries = async () =>
  query(day.place, `SELECT ${entry} FROM audit WHERE seq > $1 ORDER BY seq`, [start]);
const entriesOnce = (count: number) =>
  until(async () => {
    const found = await entries();
    return found.length >= count && found;
  });

beforeEach(async () => {
  const [row] = await query(day.place, 'SELECT coalesce(max(seq), 0) AS seq FROM audit');
  start = Number(row?.seq);
});

const mia = () => ({
  account_name: 'Mia Chen',
  account_email: 'mia@example.com',
  account_zoom_id: day.idOf('mia'),
});
const nobody = { account_name: '', account_email: '', account_zoom_id: '' };

describe('what is read stands in the audit log', () => {
  it.each([
    ['status for @mia', /Mia Chen/, 'status', ''],
    ['assistants for @mia', /Mia|assistant/i, 'assistants', ''],
    ['schedulers for mia@example.com', /Mia|schedul/i, 'schedulers', ''],
    ['permissions for @mia', /Mia|rights/i, 'permissions', ''],
  ])('an admin looks at somebody else’s account: %s', async (line, words, command, detail) => {
    await as('grace').command(`/zoom ${line}`);
    await reply(as('grace'), words);
    expect(await entries()).toEqual([{ event: 'looked-at', actor: 'U0GRACE', command, ...mia(), detail }]);
  });

  it.each([
    ['list-users active chen', /with “chen”/, 'list-users', 'filter: active, text: chen'],
    ['requests', /./, 'requests', ''],
    ['audit denied since 2d', /Nothing found|Audit log/, 'audit', 'event: denied, since: 2d'],
    ['check-email mia@example.com', /has a Zoom account here/, 'check-email', 'email: mia@example.com'],
  ])('an admin looks at what is everybody’s: %s', async (line, words, command, detail) => {
    await as('grace').command(`/zoom ${line}`);
    await reply(as('grace'), words);
    expect(await entries()).toEqual([{ event: 'looked-at', actor: 'U0GRACE', command, ...nobody, detail }]);
  });

  it('the file of all people is an entry before it is sent', async () => {
    await as('grace').command('/zoom list-users csv');
    await directMessage(as('grace'), /Everybody in Zoom/);
    expect(await entries()).toEqual([
      {
        event: 'exported',
        actor: 'U0GRACE',
        command: 'list-users',
        ...nobody,
        detail: expect.stringMatching(/^zoom-users-\d{4}-\d\d-\d\d\.csv$/),
      },
    ]);
  });

  it('a token is an entry, and what its owner reports refers to it', async () => {
    await as('ada').command('/zoom token');
    const answer = textOf(await reply(as('ada'), /Your start-meeting token/));
    const found = await query(
      day.place,
      'SELECT event, request_id, account_email, detail FROM audit WHERE seq > $1',
      [start],
    );
    expect(found).toMatchObject([{ event: 'issued', account_email: 'ada@example.com', detail: '' }]);
    const notices = await query(day.place, 'SELECT request_id FROM subject_notices');
    expect(notices).toEqual([{ request_id: found[0]?.request_id }]);
    const zak = /`(ey[\w-]+\.[\w-]+\.[\w-]+)`/.exec(answer)?.[1] ?? 'none';
    expect(JSON.stringify(await query(day.place, 'SELECT * FROM audit'))).not.toContain(zak);
  });

  it('a form that shows somebody else’s values, and a preview that is not sent', async () => {
    await as('grace').command('/zoom edit-user @mia');
    await day.form('grace', 'edit-user');
    expect(await entriesOnce(1)).toEqual([
      { event: 'looked-at', actor: 'U0GRACE', command: 'edit-user', ...mia(), detail: 'form' },
    ]);
    await as('grace').command('/zoom set-license @mia basic');
    await as('grace').click(
      await as('grace').waitFor(() =>
        as('grace')
          .ephemerals()
          .find((one) => JSON.stringify(one.blocks).includes('confirm:cancel')),
      ),
      'confirm:cancel',
    );
    const [, preview] = await entriesOnce(2);
    expect(preview).toEqual({
      event: 'looked-at',
      actor: 'U0GRACE',
      command: 'set-license',
      ...mia(),
      detail: 'preview, not sent',
    });
  });

  it('what is one’s own, refused or shown to nobody is none', async () => {
    const [ada, grace] = [as('ada'), as('grace')];
    await ada.command('/zoom status');
    await reply(ada, /Ada Lovelace|ada@example/);
    await ada.command('/zoom my-requests');
    await ada.command('/zoom list-users');
    await reply(ada, /for Frontdesk admins/);
    await grace.command('/zoom status for grace@example.com');
    await reply(grace, /Grace/);
    await grace.command('/zoom token for @ada');
    await reply(grace, /I give it only to them/);
    // What comes after it is there, so what is not there was not written.
    await grace.command('/zoom status for @mia');
    expect(await entriesOnce(1)).toEqual([
      { event: 'looked-at', actor: 'U0GRACE', command: 'status', ...mia(), detail: '' },
    ]);
  });

  it('is shown to admins, by event, and a name that says an address is only a name', async () => {
    const grace = as('grace');
    day.user('ben').displayName = 'Eve <mia@example.com> x';
    await grace.command('/zoom status for @ben');
    await reply(grace, /Eve/);
    await grace.command('/zoom status for @mia');
    await entriesOnce(2);
    await grace.command('/zoom audit looked-at status mia@example.com');
    const log = textOf(await reply(grace, /Audit log/));
    expect(log).toMatch(/Looked at\* by <@U0GRACE> {2}· {2}`status`/);
    expect(log).toContain('Mia Chen &lt;mia@example.com&gt;');
    expect(log).not.toContain('Eve');
    await grace.command('/zoom audit looked-at status ben@example.com');
    await reply(grace, /Eve &lt;mia@example\.com&gt; x &lt;ben@example\.com&gt;/);
  });

  it('cannot be recorded: nothing is shown', async () => {
    const grace = as('grace');
    await query(day.place, 'ALTER TABLE audit RENAME TO audit_away');
    try {
      await grace.command('/zoom status for @mia');
      const answer = textOf(await reply(grace, /./));
      expect(answer).not.toMatch(/Mia Chen|mia@example\.com|Licensed/);
    } finally {
      await query(day.place, 'ALTER TABLE audit_away RENAME TO audit');
    }
  });
});
