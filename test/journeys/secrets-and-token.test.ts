import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../sandbox/zoom/password.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, query, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  const day = useWorkplace({ mode, policy: `${defaultPolicy}commands: { token: self-service }\n` });
  const SECRET = 'Violet-Harbour-73';

  /** All that anybody could read afterwards: Slack, the log, the database. */
  async function everythingKept(...readers: string[]): Promise<string> {
    const { place } = day;
    const tables = await query(place, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables.length).toBeGreaterThan(3);
    const rows = await Promise.all(tables.map((one) => query(place, `SELECT * FROM ${one.tablename}`)));
    return JSON.stringify([rows, place.log, readers.map((one) => place.as(one).snapshot())]);
  }

  async function fillIn(password: string, again = password, handle = 'ada') {
    await day.as(handle).command('/zoom set-password');
    await day.form(handle, 'set-password');
    return day.as(handle).submit('top', { password, again });
  }

  describe('setting a password', () => {
    it('is done from the form, and the password is kept nowhere', async () => {
      expect(await fillIn(SECRET)).toMatchObject({ ok: true });
      await reply(day.as('ada'), /Password changed/);
      expect(day.user('ada').passwords[0]).toBe(hashPassword(day.idOf('ada'), SECRET));
      const kept = await everythingKept('ada', 'grace', 'linus');
      expect(kept).toContain('set-password');
      expect(kept).not.toContain(SECRET);
      // The log is at debug, where Bolt writes down whole payloads.
      expect(day.place.log.join('')).toContain('"from":"bolt"');
    });

    it('typed on the command line it is refused, the form opens, and what was typed goes nowhere', async () => {
      await day.as('ada').command(`/zoom set-password ${SECRET}`);
      const form = await day.form('ada', 'set-password');
      expect(JSON.stringify(form.view.blocks)).toContain('Please never type a password into the message box');
      expect(JSON.stringify(form.view)).not.toContain(SECRET);
      expect(await everythingKept()).not.toContain(SECRET);
      expect(changesIn(day.place)).toEqual([]);
    });

    it.each([
      ['Sh0rt', /needs at least 8 characters/],
      ['!?!?!?!?!?', /at least one letter.*at least one digit.*both capital and small letters/],
      ['lowercase73', /both capital and small letters/],
      ['NoNumberHere', /at least one digit/],
      ['aaaaaaaa', /one character over and over/],
      ['Blue-123456-Sky', /characters in a row/],
      ['P@ssw0rd12', /too easy to guess/],
    ])('%s is refused at the field, before Zoom is asked', async (password, words) => {
      expect(await fillIn(password)).toMatchObject({ ok: false, errors: { password: words } });
      expect(day.place.zoom.calls.filter((one) => one.operation === 'updatePassword')).toEqual([]);
      await day.as('ada').close();
    });

    it('the second one has to be the same', async () => {
      expect(await fillIn(SECRET, `${SECRET}!`)).toMatchObject({
        ok: false,
        errors: { again: /not the same/ },
      });
    });

    it('what only Zoom can know, Zoom says: a former password', async () => {
      await fillIn(SECRET);
      await reply(day.as('ada'), /Password changed/);
      await fillIn(SECRET);
      await day.as('ada').waitFor(() =>
        day
          .as('ada')
          .ephemerals()
          .some((one) => buttonsIn(one.blocks).some((b) => b.action_id === 'form:again')),
      );
      expect(changesIn(day.place)).toHaveLength(1);
      expect(await everythingKept('ada')).not.toContain(SECRET);
    });

    it('the answer is lost: nobody can read a password, so it is said honestly and tried no second time', async () => {
      day.place.zoom.faults.add({
        operation: 'updatePassword',
        times: 1,
        kind: 'reset',
        afterApplying: true,
      });
      await fillIn(SECRET);
      await reply(day.as('ada'), /I can’t tell whether your password is changed/);
      expect(day.place.zoom.calls.filter((one) => one.operation === 'updatePassword')).toHaveLength(1);
    });

    it.each(['sso', 'google'] as const)(
      'who signs in by %s has none to set: no form, no change, and not offered on the Home tab',
      async (login) => {
        const ada = day.as('ada');
        Object.assign(day.user('ada'), { login });
        await ada.command('/zoom set-password');
        const note = await ada.waitFor((seen) =>
          seen.views.find((one) => JSON.stringify(one.view).includes('sign in to Zoom with a Zoom password')),
        );
        expect(JSON.stringify(note.view)).toMatch(/single sign-on \(SSO\), Google or Apple/);
        expect(note.view.submit).toBeUndefined();
        await ada.close();
        await ada.openHome();
        const home = await ada.waitFor((seen) => seen.home);
        expect(JSON.stringify(home)).toContain('command:change-email');
        expect(JSON.stringify(home)).not.toContain('command:set-password');
        expect(changesIn(day.place)).toEqual([]);
      },
    );

    it('and not even when single sign-on came while the form was open', async () => {
      await day.as('ada').command('/zoom set-password');
      await day.form('ada', 'set-password');
      Object.assign(day.user('ada'), { login: 'sso' });
      await day.as('ada').submit('top', { password: SECRET, again: SECRET });
      await reply(day.as('ada'), /don't sign in to Zoom with a Zoom password/);
      expect(day.place.zoom.calls.filter((one) => one.operation === 'updatePassword')).toEqual([]);
    });

    it('an admin cannot set somebody else’s: it would have to wait for an approval, so there is no form', async () => {
      const grace = day.as('grace');
      await grace.command('/zoom set-password for @ada');
      await grace.waitFor((seen) =>
        /can’t wait for one: I never store it/.test(JSON.stringify(seen.views.at(-1)?.view.blocks)),
      );
      expect(changesIn(day.place)).toEqual([]);
    });
  });

  describe('signing out', () => {
    it('asks first, ends the sessions, and offers no undo', async () => {
      const ada = day.as('ada');
      Object.assign(day.user('ada'), { login: 'sso', signedIn: true });
      await ada.command('/zoom sign-out');
      const question = await reply(ada, /\?[\s\S]*Cancel/);
      expect(textOf(question)).toContain('This can’t be undone');
      await ada.click(question, 'confirm:run');
      const done = await reply(ada, /You’ve been signed out of Zoom/);
      expect(day.user('ada').signedIn).toBe(false);
      expect(buttonsIn(done.blocks).map((one) => one.action_id)).not.toContain('request:undo');
    });
  });

  it('who signs in without single sign-on is told what does it, and nothing is claimed', async () => {
    await day.as('ada').command('/zoom sign-out');
    const answer = await reply(day.as('ada'), /I can only sign out people who use single sign-on/);
    expect(buttonsIn(answer.blocks)).toEqual([]);
    expect(day.place.zoom.calls.filter((one) => one.operation === 'revokeSsoToken')).toEqual([]);
  });

  it('who signs in with Google is not sent to a password either', async () => {
    Object.assign(day.user('ada'), { login: 'google' });
    await day.as('ada').command('/zoom sign-out');
    const answer = await reply(day.as('ada'), /I can only sign out people who use single sign-on/);
    expect(buttonsIn(answer.blocks)).toEqual([]);
  });

  describe('rights and the token', () => {
    it('Grace, an admin in Zoom, reads her rights in plain words; Ada has none', async () => {
      await day.as('grace').command('/zoom permissions');
      const rights = textOf(await reply(day.as('grace'), /You can do this in Zoom/));
      expect(rights).toMatch(
        /See and change[\s\S]*people and their accounts[\s\S]*settings of the whole account/,
      );
      expect(rights).not.toContain('User:Edit');
      await day.as('ada').command('/zoom permissions');
      await reply(day.as('ada'), /You have no admin rights in Zoom/);
    });

    it('the token is shown once, to its owner alone, with a warning, and kept nowhere', async () => {
      const ada = day.as('ada');
      await ada.command('/zoom token');
      const answer = textOf(await reply(ada, /Your start-meeting token/));
      const zak = /`(ey[\w-]+\.[\w-]+\.[\w-]+)`/.exec(answer)?.[1] ?? '';
      expect(zak).not.toBe('');
      expect(answer).toMatch(/Anyone who has it can start meetings as you[\s\S]*one hour/);
      expect(JSON.stringify(ada.dms())).not.toContain(zak);
      expect(await everythingKept('linus', 'grace', 'mia')).not.toContain(zak);
    });

    it('when the reply’s address is gone it goes into no direct message', async () => {
      const ada = day.as('ada');
      day.place.slack.faults.add({ method: 'response_url', times: 9, status: 500 });
      await ada.command('/zoom token');
      await directMessage(ada, /I couldn’t show it to you in time/);
      expect(JSON.stringify(ada.dms())).not.toMatch(/ey[\w-]+\.[\w-]+\.[\w-]+/);
      day.place.slack.reset();
    });

    it('is off where policy does not open it', async () => {
      await day.place.restart(defaultPolicy);
      await day.as('ada').command('/zoom token');
      await reply(day.as('ada'), /`token` is switched off here/);
      expect(day.place.zoom.calls.filter((one) => one.operation === 'getToken')).toEqual([]);
      await day.place.restart();
    });

    it('nobody gets somebody else’s, not even an admin', async () => {
      await day.as('grace').command('/zoom token for @ada');
      await reply(day.as('grace'), /starts meetings as its owner, so I give it only to them/);
      expect(day.place.zoom.calls.filter((one) => one.operation === 'getToken')).toEqual([]);
    });
  });

  describe('my requests', () => {
    it('show what waits and withdraw it with the button beside it', async () => {
      const ada = day.as('ada');
      await ada.command('/zoom my-requests');
      await reply(ada, /You haven’t asked for anything yet/);
      await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
      await ada.command('/zoom my-requests');
      const list = await reply(ada, /1 waiting for approval/);
      expect(textOf(list)).toMatch(/Change my Zoom email[\s\S]*Waiting for approval/);
      await ada.click(list, 'request:cancel');
      await reply(ada, /Your request is withdrawn/);
      await ada.command('/zoom my-requests');
      expect(textOf(await reply(ada, /^\*?Your requests\*?\n/))).toContain('Withdrawn');
      expect(changesIn(day.place)).toEqual([]);
    });

    it('show nobody else’s', async () => {
      await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
      await day.as('mia').command('/zoom my-requests');
      await reply(day.as('mia'), /You haven’t asked for anything yet/);
    });
  });
});
