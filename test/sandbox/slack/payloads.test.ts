import { describe, expect, test } from 'vitest';
import { sign } from '../../../sandbox/slack/dispatcher.ts';
import { buttons, form } from './forms.ts';
import { recorderFor } from './recorder.ts';
import { clientFor, slackForTest } from './start.ts';

const triggerOf = (body: string) => new URLSearchParams(body).get('trigger_id') ?? '';

describe('what Slack sends', () => {
  test('a command is a signed form, with Slack’s header names and no charset', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    await slack.as('ada').command('/zoom  status for @ben ', 'zoom-ops');
    const [request] = requests;
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(request?.headerNames).toEqual(
      expect.arrayContaining(['X-Slack-Request-Timestamp', 'X-Slack-Signature']),
    );
    const stamp = Number(request?.headers['x-slack-request-timestamp']);
    expect(request?.headers['x-slack-signature']).toBe(sign(slack.signingSecret, stamp, request?.body ?? ''));
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
      command: '/zoom',
      text: 'status for <@U0BEN|ben>',
      user_id: 'U0ADA',
      user_name: 'ada',
      team_id: 'T0FRONTDESK',
      channel_id: 'C0ZOOMOPS',
      channel_name: 'zoom-ops',
      api_app_id: slack.appId,
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(new RegExp(`^${slack.url}/hooks/`)),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/),
    });
  });

  test('a private channel’s name is not told', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    await slack.as('grace').command('/zoom help', 'zoom-approvals');
    expect(new URLSearchParams(requests[0]?.body).get('channel_name')).toBe('privategroup');
  });

  test('a click on a message carries the message, the button’s value and a response_url', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    await clientFor(slack).chat.postMessage({ channel: 'C0GENERAL', text: 'card', blocks: buttons('ok') });
    const [card] = slack.as('ada').messages('general');
    if (!card) throw new Error('no card');
    await slack.as('ada').click(card, 'ok');
    expect(requests[0]?.payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0ADA', team_id: 'T0FRONTDESK' },
      container: { type: 'message', message_ts: card.ts, channel_id: 'C0GENERAL', is_ephemeral: false },
      message: { ts: card.ts, text: 'card', bot_id: 'B0FRONTDESK' },
      actions: [{ type: 'button', action_id: 'ok', block_id: 'buttons', value: 'value of ok' }],
      response_url: expect.stringContaining('/hooks/'),
      trigger_id: expect.any(String),
      is_enterprise_install: false,
    });
  });

  test('a click on an ephemeral message carries no message', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    const blocks = buttons('ok');
    await clientFor(slack).chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ADA', text: 'x', blocks });
    const [whisper] = slack.as('ada').ephemerals();
    if (whisper) await slack.as('ada').click(whisper, 'ok');
    expect(requests[0]?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(requests[0]?.payload).not.toHaveProperty('message');
  });

  test('a stranger’s click carries the team they come from', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    await clientFor(slack).chat.postMessage({ channel: 'C0AGENCY', text: 'card', blocks: buttons('ok') });
    const [card] = slack.as('eve').messages('agency');
    if (card) await slack.as('eve').click(card, 'ok');
    expect(requests[0]?.payload.user).toMatchObject({ id: 'U0EVE', team_id: 'T0PARTNER' });
  });

  test('a submission carries the view and its state', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    const ada = slack.as('ada');
    await ada.command('/zoom form');
    const view = form({ private_metadata: 'meta' });
    await clientFor(slack).views.open({ trigger_id: triggerOf(requests[0]?.body ?? ''), view });
    await ada.submit('top', { email: 'x@y.z' });
    expect(requests[1]?.payload).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0ADA' },
      response_urls: [],
      view: {
        callback_id: 'form:test',
        private_metadata: 'meta',
        previous_view_id: null,
        state: { values: { email: { email: { value: 'x@y.z' } } } },
      },
    });
    expect(ada.views()).toEqual([]);
  });

  test('closing a form is told only when the form asks for it', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    const ada = slack.as('ada');
    for (const notify of [false, true]) {
      await ada.command('/zoom form');
      const view = form({ notify_on_close: notify });
      await clientFor(slack).views.open({ trigger_id: triggerOf(requests.at(-1)?.body ?? ''), view });
      await ada.close();
    }
    expect(requests).toHaveLength(3);
    expect(requests[2]?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
  });

  test('an opened Home tab is an event in JSON', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    await slack.as('ada').openHome();
    expect(requests[0]?.headers['content-type']).toBe('application/json');
    expect(requests[0]?.payload).toMatchObject({
      type: 'event_callback',
      team_id: 'T0FRONTDESK',
      api_app_id: slack.appId,
      event: { type: 'app_home_opened', user: 'U0ADA', tab: 'home', channel: expect.stringMatching(/^D0/) },
      authorizations: [{ user_id: slack.botUserId, is_bot: true }],
    });
  });
});

describe('what Slack sends again', () => {
  test('events, up to three times, with number and reason', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack, () => ({ status: 500 }));
    expect(await slack.as('ada').openHome()).toMatchObject({ ok: false, error: 'dispatch_failed' });
    await expect.poll(() => requests.length).toBe(4);
    const numbers = requests.map((request) => request.headers['x-slack-retry-num']);
    expect(numbers).toEqual([undefined, '1', '2', '3']);
    expect(requests[1]?.headers['x-slack-retry-reason']).toBe('http_error');
  });

  test('no event that the app does not want again', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack, () => ({ status: 500, headers: { 'X-Slack-No-Retry': '1' } }));
    await slack.as('ada').openHome();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toHaveLength(1);
  });

  test('never a command', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack, () => ({ status: 500 }));
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ ok: false, error: 'dispatch_failed' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toHaveLength(1);
  });
});
