import { describe, expect, test } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { findUser } from '../../../sandbox/zoom/account.ts';
import { useZoom } from '../../support/zoom.ts';
import { ask } from './ask.ts';

const sandbox = await useZoom();

const [ada, ben] = [person('ada').zoom?.id ?? '', person('ben').zoom?.id ?? ''];
const get = async (userId = ada, query = '') =>
  (await ask(sandbox, 'GET', `/users/${userId}/settings${query}`)).body;
const patch = (body: unknown, userId = ada, query = '') =>
  ask(sandbox, 'PATCH', `/users/${userId}/settings${query}`, body);
const what = () => sandbox.changes.map((change) => change.what);

describe('settings', () => {
  test('are merged into what is there, and read back', async () => {
    const before = (await get()) as Record<string, Record<string, unknown>>;
    expect((await patch({ in_meeting: { chat: false, webinar_chat: { enable: true } } })).status).toBe(204);
    expect((await patch({ recording: { auto_recording: 'cloud' } })).status).toBe(204);
    const after = (await get()) as Record<string, Record<string, unknown>>;
    expect(after.in_meeting).toEqual({
      ...before.in_meeting,
      chat: false,
      webinar_chat: { ...(before.in_meeting?.webinar_chat as object), enable: true },
    });
    expect(after.recording).toMatchObject({ auto_recording: 'cloud', local_recording: true });
    expect(what()).toEqual([
      'setting in_meeting.chat → false',
      'setting in_meeting.webinar_chat.enable → true',
      'setting recording.auto_recording → "cloud"',
    ]);
    expect(await get(ben)).toMatchObject({ in_meeting: { chat: true } });
  });

  test('that do not fit are refused, all of them, by name', async () => {
    const answer = await patch({
      in_meeting: { chat: 'no', polling: false },
      recording: { auto_recording: 'tape' },
      feature: { zoom_phone: 1 },
    });
    const fields = ['in_meeting.chat', 'recording.auto_recording', 'feature.zoom_phone'];
    const errors = fields.map((field) => ({ field, message: 'Invalid field.' }));
    expect(answer).toMatchObject({ status: 400, body: { code: 300, message: 'Validation Failed.', errors } });
    expect(sandbox.changes).toEqual([]);
  });

  test('that do not exist are ignored', async () => {
    const body =
      '{"in_meeting":{"telepathy":true,"__proto__":{"chat":1}},"constructor":{"a":1},"whiteboard":{}}';
    expect((await patch(body)).status).toBe(204);
    expect(sandbox.changes).toEqual([]);
  });

  test('that the account has locked stay as they are, without a word', async () => {
    sandbox.account.lockedSettings = ['in_meeting.chat', 'recording'];
    const body = { in_meeting: { chat: false, private_chat: false }, recording: { auto_recording: 'cloud' } };
    expect((await patch(body)).status).toBe(204);
    expect(await get()).toMatchObject({
      in_meeting: { chat: true, private_chat: false },
      recording: { auto_recording: 'none' },
    });
    expect(what()).toEqual(['setting in_meeting.private_chat → false']);
  });

  test('passcodes are not in the journal', async () => {
    await patch({ schedule_meeting: { pmi_password: 'open-sesame' } });
    expect(what()).toEqual(['setting schedule_meeting.pmi_password changed']);
    expect(await get()).toMatchObject({ schedule_meeting: { pmi_password: 'open-sesame' } });
  });

  test('of an option have a shape of their own', async () => {
    for (const [option, body] of [
      ['meeting_authentication', { meeting_authentication: true }],
      ['recording_authentication', { recording_authentication: true }],
      ['meeting_security', { meeting_security: { waiting_room: false } }],
    ] as const) {
      sandbox.reset();

      const query = `?option=${option}`;
      expect.soft(await get(ada, query), option).not.toHaveProperty('in_meeting');
      expect.soft((await patch(body, ada, query)).status, option).toBe(204);
      expect.soft(await get(ada, query), option).toMatchObject(body);
      expect.soft(await get(), option).not.toHaveProperty(option);
    }
  });

  test('can be asked for by name; an unknown option is refused', async () => {
    expect(await get(ada, '?custom_query_fields=host_video,chat')).toEqual({
      schedule_meeting: { host_video: true },
      in_meeting: { chat: true },
    });
    expect(await get(ada, '?option=colours')).toMatchObject({ code: 300 });
    expect((await patch({}, ada, '?option=colours')).status).toBe(400);
  });
});

describe('licences among the settings', () => {
  test('a webinar licence is given, resized and taken', async () => {
    for (const feature of [
      { webinar: true, webinar_capacity: 1000 },
      { webinar_capacity: 500 },
      { webinar: false },
    ]) {
      expect((await patch({ feature })).status).toBe(204);
    }
    expect(what()).toEqual(['webinar off → 1000', 'webinar 1000 → 500', 'webinar 500 → off']);
    expect(await get()).toMatchObject({ feature: { webinar: false } });
  });

  test('a large-meeting licence runs out, whoever has it', async () => {
    const feature = { large_meeting: true, large_meeting_capacity: 1000 };
    expect((await patch({ feature })).status).toBe(204);
    expect((await patch({ feature })).status).toBe(204);
    expect((await patch({ feature }, person('mia').zoom?.id)).body).toMatchObject({
      message: 'You can add max 1 Large 1000 users.',
    });
    expect(what()).toEqual(['large meeting off → 1000']);
    expect(await get()).toMatchObject({ feature });
  });

  test('a Basic user gets none, and loses none to a capacity alone', async () => {
    expect((await patch({ feature: { large_meeting: true } }, ben)).body).toMatchObject({ code: 1108 });
    expect((await patch({ feature: { webinar_capacity: 500 } }, ben)).status).toBe(204);
    expect(sandbox.changes).toEqual([]);
  });

  test('a greater meeting takes a paid licence', async () => {
    expect((await patch({ feature: { meeting_capacity: 300 } }, ben)).status).toBe(204);
    expect(what()).toEqual(['meeting capacity 100 → 300', 'type Basic → Licensed']);
    expect(findUser(sandbox.account, ben)).toMatchObject({ type: 2, meetingCapacity: 300 });
  });

  test('refuses a size that is not sold', async () => {
    for (const [feature, field] of [
      [{ webinar_capacity: 250 }, 'feature.webinar_capacity'],
      [{ webinar: 'yes' }, 'feature.webinar'],
      [{ large_meeting_capacity: 400 }, 'feature.large_meeting_capacity'],
      [{ meeting_capacity: 7 }, 'feature.meeting_capacity'],
    ] as const) {
      sandbox.reset();

      expect
        .soft((await patch({ feature })).body, JSON.stringify(feature))
        .toMatchObject({ code: 300, errors: [{ field }] });
    }
  });

  test('an account without licences of a size refuses the first', async () => {
    sandbox.account.webinarSeats = {};
    expect((await patch({ feature: { webinar: true, webinar_capacity: 3000 } })).body).toMatchObject({
      message: 'You can add max 0 Webinar 3000 users.',
    });
  });
});
