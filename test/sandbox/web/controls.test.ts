import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SLOW_SLACK_MS } from '../../../sandbox/controls.ts';
import { openSandbox, type Sandbox } from '../../../sandbox/open.ts';

describe('the switches of the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openSandbox({ logLevel: 'error' });
  });
  afterAll(() => sandbox?.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const panel = async () => (await fetch(`${sandbox.url}/sandbox/zoom`)).json();

  it('take Zoom away and bring it back', async () => {
    const ping = async () => (await fetch(sandbox.zoom.oauthUrl, { method: 'POST' })).status;
    expect((await post('conditions', { zoom: 'down', slack: 'fine' })).status).toBe(200);
    expect(await panel()).toMatchObject({ conditions: { zoom: 'down', slack: 'fine' } });
    expect([await ping(), await ping(), await ping()]).toEqual([503, 503, 503]);
    await post('conditions', { zoom: 'fine', slack: 'fine' });
    // Without credentials, in Zoom's own words again.
    expect(await ping()).toBe(401);
  });

  it('make Slack slow, within the time that it gives an app', async () => {
    const { faults } = sandbox.slack;
    await post('conditions', { zoom: 'fine', slack: 'slow' });
    expect(faults.take('auth.test')).toEqual({ method: '*', delayMs: SLOW_SLACK_MS });
    await post('conditions', { zoom: 'fine', slack: 'fine' });
    expect(faults.take('auth.test')).toBeUndefined();
    expect(SLOW_SLACK_MS).toBeLessThan(3_000);
  });

  it('refuse conditions that do not exist, and other sites', async () => {
    expect((await post('conditions', { zoom: 'gone', slack: 'fine' })).status).toBe(400);
    const foreign = { origin: 'https://elsewhere.example' };
    expect((await post('conditions', { zoom: 'down', slack: 'fine' }, foreign)).status).toBe(403);
    expect((await post('reset', {}, foreign)).status).toBe(403);
    expect(await panel()).toMatchObject({ conditions: { zoom: 'fine', slack: 'fine' } });
  });

  it('start afresh: requests, messages and changes are gone, and the bot answers', async () => {
    const ada = sandbox.slack.as('ada');
    await ada.command('/zoom add-assistant @mia');
    await ada.waitFor(() => sandbox.zoom.changes.length === 1);
    expect((await post('reset', {})).status).toBe(200);
    expect(sandbox.zoom.changes).toEqual([]);
    expect(ada.ephemerals()).toEqual([]);
    await ada.command('/zoom my-requests');
    const answer = await ada.waitFor(() => ada.ephemerals().at(-1));
    expect(JSON.stringify(answer)).not.toContain('Mia');
  });
});
