import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { boltOverSocket } from './bolt-app.ts';
import { form, section } from './forms.ts';
import { clientFor, refusal, slackForTest } from './start.ts';

describe('an app over Socket Mode', () => {
  test('gets commands, forms and events, and answers them', async () => {
    const slack = await slackForTest();
    await boltOverSocket(slack, (app) => {
      app.command('/zoom', async ({ ack, client, body }) => {
        await ack('Fill in:');
        await client.views.open({ trigger_id: body.trigger_id, view: form() });
      });
      app.view('form:test', async ({ ack, view }) => {
        if (view.state.values.email?.email?.value === 'a@b.co') await ack();
        else await ack({ response_action: 'errors', errors: { email: 'Not this one' } });
      });
      app.event('app_home_opened', async ({ client, event }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [section('Hello')] },
        });
      });
    });
    const ada = slack.as('ada');
    expect(ada.snapshot().app.online).toBe(true);
    expect(await ada.command('/zoom x')).toMatchObject({ ok: true });
    await ada.waitFor((seen) => seen.views[0]);
    expect(ada.ephemerals()).toMatchObject([{ text: 'Fill in:' }]);
    expect(await ada.submit('top', { email: 'x@y.zz' })).toMatchObject({ errors: { email: 'Not this one' } });
    expect(await ada.submit('top', { email: 'a@b.co' })).toMatchObject({ ok: true });
    expect(ada.views()).toEqual([]);
    await ada.openHome();
    await ada.waitFor((seen) => seen.home);
  });

  test('that does not acknowledge fails as over HTTP', async () => {
    const slack = await slackForTest();
    await boltOverSocket(slack, (app) => app.command('/zoom', async () => {}));
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ ok: false, error: 'operation_timeout' });
  });

  test('comes back when Slack asks it to reconnect', async () => {
    const slack = await slackForTest();
    await boltOverSocket(slack, (app) => app.command('/zoom', ({ ack }) => ack('here')));
    slack.disconnectSockets('refresh_requested');
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ error: 'app_did_not_respond' });
    await slack.as('ada').waitFor((seen) => seen.app.online);
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ ok: true });
  }, 15_000);
});

describe('a Socket Mode connection', () => {
  test('is greeted, gets envelopes and may be one of several; its address works once', async () => {
    const slack = await slackForTest();
    const { apps } = clientFor(slack, slack.appToken);
    const { url = '' } = await apps.connections.open();
    const { url: second = '' } = await apps.connections.open();
    const seen: Record<string, unknown>[] = [];
    for (const address of [url, second]) {
      const socket = new WebSocket(address);
      socket.on('message', (data) => {
        const message = JSON.parse(data.toString());
        seen.push(message);
        if (message.envelope_id)
          socket.send(JSON.stringify({ envelope_id: message.envelope_id, payload: {} }));
      });
      await new Promise((resolve) => socket.once('message', resolve));
    }
    expect(seen).toMatchObject([
      { type: 'hello', num_connections: 1, connection_info: { app_id: slack.appId } },
      { type: 'hello', num_connections: 2 },
    ]);
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ ok: true });
    expect(await slack.as('ada').openHome()).toMatchObject({ ok: true });
    expect(seen.slice(2)).toMatchObject([
      { type: 'slash_commands', accepts_response_payload: true, payload: { text: 'x', user_id: 'U0ADA' } },
      { type: 'events_api', accepts_response_payload: false, retry_attempt: 0 },
    ]);
    const reused = new WebSocket(url);
    await expect(new Promise((_, reject) => reused.once('error', reject))).rejects.toThrow('403');
  });

  test('is one of ten at the most', async () => {
    const slack = await slackForTest();
    const { apps } = clientFor(slack, slack.appToken);
    for (let count = 1; count <= 10; count += 1) {
      const socket = new WebSocket((await apps.connections.open()).url ?? '');
      await new Promise((resolve) => socket.once('message', resolve));
    }
    expect(await refusal(apps.connections.open())).toMatchObject({ error: 'too_many_websockets' });
  });

  test('that breaks while a command is under way leaves the person without an answer', async () => {
    const slack = await slackForTest({ ackTimeoutMs: 3000 });
    const { url = '' } = await clientFor(slack, slack.appToken).apps.connections.open();
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once('message', resolve));
    const result = slack.as('ada').command('/zoom x');
    await new Promise((resolve) => socket.once('message', resolve));
    socket.terminate();
    expect(await result).toMatchObject({ ok: false, error: 'app_did_not_respond' });
  });
});
