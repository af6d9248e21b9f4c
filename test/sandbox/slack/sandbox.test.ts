import { describe, expect, test } from 'vitest';
import { boltOverHttp } from './bolt-app.ts';
import { clientFor, slackForTest } from './start.ts';

describe('the local Slack', () => {
  test('starts over and stays connected', async () => {
    const slack = await slackForTest();
    await boltOverHttp(slack, (app) => app.command('/zoom', ({ ack }) => ack('Hello')));
    await slack.as('ada').message('old news', 'general');
    slack.workspace.scopes.clear();
    slack.faults.add({ method: '*', status: 500 });
    slack.reset();
    expect(slack.as('ada').messages('general')).toEqual([]);
    await expect(clientFor(slack).users.info({ user: 'U0ADA' })).resolves.toMatchObject({ ok: true });
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ ok: true });
  });

  test('tells what a person sees when they wait in vain', async () => {
    const slack = await slackForTest();
    await slack.as('ben').message('still nothing', 'general');
    const waited = slack.as('ada').waitFor((seen) => seen.views[0], 20);
    await expect(waited).rejects.toThrow(
      /Waited 20 ms in vain\. Ada Lovelace sees:[\s\S]*U0BEN: still nothing/,
    );
  });

  test('answers to another command name', async () => {
    const slack = await slackForTest({ command: '/meetings' });
    await boltOverHttp(slack, (app) => app.command('/meetings', ({ ack }) => ack('Hello')));
    expect(await slack.as('ada').command('/meetings x')).toMatchObject({ ok: true });
  });

  test('delivers forged payloads for those who test against them', async () => {
    const slack = await slackForTest();
    await boltOverHttp(slack, (app) => app.command('/zoom', ({ ack, command }) => ack(command.user_id)));
    const payload = { command: '/zoom', user_id: 'U0FORGED', text: '', team_id: 'T0FRONTDESK' };
    const outcome = await slack.deliver({ kind: 'slash_commands', payload });
    expect(outcome).toMatchObject({ ok: true, body: 'U0FORGED' });
  });

  test('lets its caller add routes, beside its own ones too', async () => {
    const slack = await slackForTest({
      mount(app) {
        app.get('/', (c) => c.text('the page'));
        app.post('/sandbox/zoom', (c) => c.text('the other panel'));
      },
    });
    expect(await (await fetch(slack.url)).text()).toBe('the page');
    const panel = await fetch(`${slack.url}/sandbox/zoom`, { method: 'POST' });
    expect(await panel.text()).toBe('the other panel');
  });

  test('refuses to start on a port that is taken', async () => {
    const slack = await slackForTest();
    await expect(slackForTest({ port: Number(new URL(slack.url).port) })).rejects.toThrow('EADDRINUSE');
  });
});
