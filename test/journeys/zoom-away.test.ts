import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, openWorkplace, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, cardSays, changesIn, query, quiet, requestIdIn, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const ada = person('ada').zoom?.id;
const HOUR = 3_600_000;
const ask = '/zoom change-email ada.king@example.com';

const day = useWorkplace();
const { as } = day;
const inState = async (state: string) => {
  const rows = await query(day.place, 'SELECT id FROM requests WHERE state = $1 AND lease_owner IS NULL', [
    state,
  ]);
  return rows[0] && String(rows[0].id);
};

describe('the answer is lost after Zoom has done it', () => {
  it.each(['reset', 'html', 'truncated'] as const)(
    '%s: it is found done, announced once, and not repeated',
    async (kind) => {
      day.place.zoom.faults.add({ operation: 'addAssistants', times: 1, kind, afterApplying: true });
      await as('ada').command('/zoom add-assistant @mia');
      await reply(as('ada'), /Mia Chen can now schedule/);
      await quiet(day.place);
      expect(changesIn(day.place)).toEqual([`addAssistants ${ada}`]);
      expect(day.place.zoom.calls.filter((one) => one.operation === 'addAssistants')).toHaveLength(1);
      expect(day.place.as('linus').messages('zoom-ops')).toHaveLength(1);
    },
  );

  it('and Zoom cannot be read either: the person reads that it is open, later that it is done, once', async () => {
    day.place.zoom.faults.add({ operation: 'changeEmail', times: 1, kind: 'reset', afterApplying: true });
    const card = await sendRequest(day.place, 'ada', ask);
    const stop = day.place.zoom.onChange((event) => {
      if (event.kind !== 'change') return;
      day.place.zoom.faults.add({ operation: 'getUser', times: 3, kind: 'status', status: 503, body: {} });
      stop();
    });
    await as('grace').click(card, 'request:approve');
    await cardSays(day.place, /Zoom hasn’t confirmed it yet/);
    await as('ada').waitFor(() =>
      [...as('ada').ephemerals(), ...as('ada').dms()].some((one) =>
        /hasn’t confirmed this yet/.test(textOf(one)),
      ),
    );
    expect(
      as('ada')
        .dms()
        .filter((one) => /Email changed/.test(one.text)),
    ).toEqual([]);
    expect(as('linus').messages('zoom-ops')).toEqual([]);
    day.place.zoom.faults.clear();
    day.place.clock.advance(4_000);
    await directMessage(as('ada'), /Email changed/);
    await cardSays(day.place, /and done in Zoom/);
    await quiet(day.place);
    expect(changesIn(day.place)).toEqual([`changeEmail ${ada}`]);
    expect(
      as('ada')
        .dms()
        .filter((one) => /Email changed/.test(one.text)),
    ).toHaveLength(1);
  });
});

describe('the call is lost before Zoom has done it', () => {
  it.each([
    ['no answer', { kind: 'reset' }],
    ['the login page of a proxy', { kind: 'html', status: 200 }],
    ['an empty success', { kind: 'status', status: 200, body: '' }],
  ] as const)('%s: it is looked for, not found, and made once in the end', async (_, fault) => {
    day.place.zoom.faults.add({ operation: 'addAssistants', times: 1, ...fault });
    await as('ada').command('/zoom add-assistant @mia');
    await reply(as('ada'), /Zoom hasn’t confirmed this yet/);
    expect(changesIn(day.place)).toEqual([]);
    await until(() => inState('unknown'));
    day.place.clock.advance(12_000);
    await directMessage(as('ada'), /Mia Chen can now schedule/);
    expect(changesIn(day.place)).toEqual([`addAssistants ${ada}`]);
    expect(day.place.zoom.calls.filter((one) => one.operation === 'addAssistants')).toHaveLength(2);
  });

  it('again and again: it ends, and says that it was not done', async () => {
    day.place.zoom.faults.add({ operation: 'addAssistants', times: 99, kind: 'reset' });
    await as('ada').command('/zoom add-assistant @mia');
    for (let i = 0; i < 3; i++) {
      await until(() => inState('unknown'));
      day.place.clock.advance(12_000);
      await until(
        async () =>
          !(await inState('unknown')) ||
          (await query(day.place, 'SELECT 1 FROM requests WHERE attempts > $1', [i + 1])).length > 0,
      );
    }
    await directMessage(as('ada'), /Zoom/);
    expect(await until(() => inState('failed'))).toBeTruthy();
    expect(changesIn(day.place)).toEqual([]);
    expect(day.place.zoom.calls.filter((one) => one.operation === 'addAssistants')).toHaveLength(3);
    expect(
      as('ada')
        .ephemerals()
        .some((one) => /can now schedule/.test(one.text)),
    ).toBe(false);
  });
});

describe('Zoom is not well', () => {
  it.each([
    ['answers 500', { kind: 'status', status: 500, body: { code: 500, message: 'x' } }],
    ['answers with a page', { kind: 'html' }],
    ['breaks the connection', { kind: 'reset' }],
    [
      'counts too many calls',
      {
        kind: 'status',
        status: 429,
        body: {
          code: 429,
          message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
        },
      },
    ],
  ] as const)('%s once: a question is answered all the same', async (_, fault) => {
    day.place.zoom.faults.add({ operation: 'getUser', times: 1, ...fault });
    await as('ada').command('/zoom whoami');
    await reply(as('ada'), /This is your Zoom account/);
  });

  it.each([
    ['answers 500', { kind: 'status', status: 500, body: {} }],
    ['answers with a page', { kind: 'html' }],
    ['breaks the connection', { kind: 'reset' }],
    [
      'has reached its daily limit',
      {
        kind: 'status',
        status: 429,
        body: {
          code: 429,
          message:
            'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
        },
      },
    ],
  ] as const)('%s all the time: Ada reads a sentence with a way on, nothing is changed', async (_, fault) => {
    day.place.zoom.faults.add({ operation: 'getUser', times: 99, ...fault });
    await as('ada').command('/zoom add-assistant @mia');
    const answer = await as('ada').waitFor(() => as('ada').ephemerals().at(-1));
    expect(textOf(answer)).toMatch(/Zoom/);
    expect(textOf(answer)).not.toMatch(/undefined|\[object|<!DOCTYPE|ECONN|can now/);
    expect(changesIn(day.place)).toEqual([]);
    const again = buttonsIn(answer.blocks).find((one) => one.action_id === 'request:retry');
    if (!again) return;
    day.place.zoom.faults.clear();
    await as('ada').click(answer, 'request:retry');
    await reply(as('ada'), /Mia Chen can now schedule/);
    expect(changesIn(day.place)).toEqual([`addAssistants ${ada}`]);
  });

  it('is slow: Ada is told so after a while, and then reads the answer; a modal waits for the answer alone', async () => {
    const ben = as('ben');
    await ben.openHome();
    await ben.waitFor((seen) => /command:status/.test(JSON.stringify(seen.home?.blocks ?? '')));
    const updates = () =>
      day.place.slack.log.filter((one) => one.kind === 'api' && one.method === 'views.update').length;
    const before = updates();
    day.place.zoom.faults.add({ operation: 'getUser', times: 99, kind: 'slow', delayMs: 3_500 });
    expect(await as('ada').command('/zoom whoami')).toMatchObject({ ok: true });
    await ben.click({ kind: 'home' }, 'command:status');
    await reply(as('ada'), /This is your Zoom account/);
    const answers = as('ada').ephemerals().map(textOf);
    expect(answers).toEqual([
      expect.stringMatching(/is taking a little longer/),
      expect.stringMatching(/This is your Zoom account/),
    ]);
    await ben.waitFor((seen) => /Your Zoom account/.test(JSON.stringify(seen.views.at(-1)?.view.blocks)));
    expect(updates() - before).toBe(1);
  });

  it('hangs: commands, forms and clicks are acknowledged within Slack’s three seconds', async () => {
    const own = await openWorkplace();
    const card = await sendRequest(own, 'ada', ask);
    own.zoom.faults.add({ times: 99, kind: 'hang' });
    for (const line of ['/zoom status', '/zoom add-assistant @mia', '/zoom remove-assistant', '/zoom help']) {
      expect(await own.as('mia').command(line)).toMatchObject({ ok: true });
    }
    expect(await own.as('grace').click(card, 'request:approve')).toMatchObject({ ok: true });
    // Zoom lets go of what hangs, so that the bot need not wait for it.
    await own.zoom.close();
    await own.close();
  });

  it('is away when Grace approves: it is done later, without a second approval', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    day.place.zoom.faults.add({ times: 99, kind: 'status', status: 503, body: {} });
    await as('grace').click(card, 'request:approve');
    await cardSays(day.place, /Approved by <@U0GRACE>. Making the change in Zoom/);
    await until(() => inState('approved'));
    expect(changesIn(day.place)).toEqual([]);
    day.place.zoom.faults.clear();
    day.place.clock.advance(10_000);
    await directMessage(as('ada'), /Email changed/);
    expect(changesIn(day.place)).toEqual([`changeEmail ${ada}`]);
    expect(as('grace').messages('zoom-approvals')).toHaveLength(1);
  });

  it('stays away: the approved change is given up after a bounded number of tries, and both sides read it', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    const id = requestIdIn(card);
    day.place.zoom.faults.add({ times: 9999, kind: 'status', status: 503, body: {} });
    await as('grace').click(card, 'request:approve');
    await until(() => inState('approved'));
    const attempts = async () => {
      const [row] = await query(
        day.place,
        'SELECT attempts, state FROM requests WHERE id = $1 AND lease_owner IS NULL',
        [id],
      );
      return { state: row?.state, attempts: Number(row?.attempts) };
    };
    for (let before = 1; before < 6; before++) {
      await until(async () => (await attempts()).attempts === before);
      expect((await attempts()).state).toBe('approved');
      day.place.clock.advance(HOUR);
    }
    await until(() => inState('failed'));
    await directMessage(as('ada'), /Zoom/);
    await cardSays(day.place, /Approved by <@U0GRACE>, but not done/);
    expect(changesIn(day.place)).toEqual([]);
  });
});
