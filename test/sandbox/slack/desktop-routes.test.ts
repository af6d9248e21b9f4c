import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../sandbox/slack/desktop.ts';
import { boltOverHttp } from './bolt-app.ts';
import { form, plain } from './forms.ts';
import { clientFor, slackForTest } from './start.ts';

const json = { 'content-type': 'application/json' };

describe('the web page', () => {
  test('reads what a person sees', async () => {
    const slack = await slackForTest();
    const answer = await fetch(`${slack.url}/sandbox/state?user=U0ADA`);
    const state = (await answer.json()) as Snapshot;
    expect(state).toMatchObject({
      team: { id: 'T0FRONTDESK' },
      me: { handle: 'ada' },
      home: null,
      views: [],
    });
    expect(state.app).toMatchObject({ command: '/zoom', online: false });
    expect((await fetch(`${slack.url}/sandbox/state?user=U0X`)).status).toBe(404);
  });

  test('forgets ephemeral messages when it starts afresh', async () => {
    const slack = await slackForTest();
    await clientFor(slack).chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ADA', text: 'psst' });
    await fetch(`${slack.url}/sandbox/state?user=U0ADA`);
    expect(slack.as('ada').ephemerals()).toHaveLength(1);
    await fetch(`${slack.url}/sandbox/state?user=U0ADA&fresh=1`);
    expect(slack.as('ada').ephemerals()).toEqual([]);
  });

  test('does what a person does', async () => {
    const slack = await slackForTest();
    await boltOverHttp(slack, (app) => app.command('/zoom', ({ ack }) => ack('Hello')));
    const body = JSON.stringify({ user: 'U0ADA', channel: 'C0GENERAL', text: '/zoom x' });
    const answer = await fetch(`${slack.url}/sandbox/command`, { method: 'POST', headers: json, body });
    expect(await answer.json()).toMatchObject({ ok: true });
    expect(slack.as('ada').ephemerals()).toMatchObject([{ text: 'Hello' }]);
  });

  test('follows along: changes within a frame come as one snapshot', async () => {
    const slack = await slackForTest();
    const controller = new AbortController();
    const stream = await fetch(`${slack.url}/sandbox/events?user=U0ADA`, { signal: controller.signal });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader?.read())?.value ?? '';
    expect(await next()).toContain('event: snapshot');
    await slack.as('ben').message('one', 'general');
    await slack.as('ben').message('two', 'general');
    const update = await next();
    expect(update).toContain('"text":"one"');
    expect(update).toContain('"text":"two"');
    controller.abort();
  });

  test('is the only page that may: other sites and plain forms are refused', async () => {
    const slack = await slackForTest();
    const body = JSON.stringify({ user: 'U0ADA', channel: 'C0GENERAL', text: 'x' });
    const post = (headers: Record<string, string>) =>
      fetch(`${slack.url}/sandbox/message`, { method: 'POST', headers, body });
    expect((await post({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ ...json, origin: slack.url })).status).toBe(200);
    expect(
      (await fetch(`${slack.url}/sandbox/nonsense`, { method: 'POST', headers: json, body })).status,
    ).toBe(404);
  });

  test('survives nonsense', async () => {
    const slack = await slackForTest();
    for (const action of ['command', 'message', 'action', 'submit', 'close', 'home', 'suggest', 'shortcut']) {
      const body = JSON.stringify({ user: 'U0ADA', surface: 1, values: 2, text: 3 });
      const answer = await fetch(`${slack.url}/sandbox/${action}`, { method: 'POST', headers: json, body });
      expect(await answer.json()).toMatchObject({ ok: false });
    }
  });
});

describe('a file that a person chooses', () => {
  test('reaches the app as Slack’s file object, downloadable with the bot token alone', async () => {
    const slack = await slackForTest();
    const ada = slack.as('ada');
    let url = '';
    await boltOverHttp(slack, (app) => {
      app.command('/zoom', async ({ ack, client, body }) => {
        await ack();
        const element = { type: 'file_input' as const, action_id: 'picture', filetypes: ['png'] };
        const input = { type: 'input' as const, block_id: 'picture', label: plain('Picture'), element };
        await client.views.open({ trigger_id: body.trigger_id, view: form({ blocks: [input] }) });
      });
      app.view('form:test', async ({ ack, view }) => {
        url = view.state.values.picture?.picture?.files?.[0]?.url_private_download ?? '';
        await ack();
      });
    });
    await ada.command('/zoom picture');
    await ada.waitFor((seen) => seen.views[0]);
    const content = Buffer.from('pixels').toString('base64');
    expect(
      await ada.submit('top', { picture: [{ name: 'a.gif', mimetype: 'image/gif', content }] }),
    ).toMatchObject({
      error: 'client_validation',
    });
    await ada.submit('top', { picture: [{ name: 'a.png', mimetype: 'image/png', content }] });
    const authorization = `Bearer ${slack.botToken}`;
    expect(await (await fetch(url, { headers: { authorization } })).text()).toBe('pixels');
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
  });
});
