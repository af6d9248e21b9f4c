import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Refusal } from '../../src/identity/refusal.ts';
import { createFiles, MAX_PICTURE } from '../../src/slack/files.ts';
import { isSlackUrl } from '../../src/slack/slack-url.ts';

const GIF = Buffer.from('GIF89a and so on');
const token = 'xoxb-for-slack-only';

/** A Slack that gives out one file, whose address each test chooses; and somebody else's server, which listens. */
describe('a picture that somebody put into a form', () => {
  let slack: Server;
  let stranger: Server;
  let address = '';
  const asked: string[] = [];
  const listen = (server: Server, host: string) =>
    new Promise<string>((done) => {
      server.listen(0, host, () => done(`http://${host}:${(server.address() as AddressInfo).port}`));
    });
  let slackUrl = '';
  let strangerUrl = '';
  beforeAll(async () => {
    slack = createServer((request, response) => {
      const path = request.url ?? '';
      if (path.startsWith('/api/')) {
        response.setHeader('content-type', 'application/json');
        const file = { id: 'F1', user: 'U0ADA', name: 'ada.gif', size: 10, url_private_download: address };
        return response.end(JSON.stringify({ ok: true, file }));
      }
      if (path === '/moved') return response.writeHead(302, { location: `${strangerUrl}/moved` }).end();
      if (path === '/sign-in')
        return response.setHeader('content-type', 'text/html; charset=utf-8').end('<!doctype html>');
      if (path === '/endless') {
        response.on('error', () => undefined);
        const more = (): void => {
          if (!response.destroyed) response.write(Buffer.alloc(256 * 1024, 1), () => setImmediate(more));
        };
        return more();
      }
      return response.end(GIF);
    });
    stranger = createServer((request, response) => {
      asked.push(String(request.headers.authorization));
      response.end(GIF);
    });
    slackUrl = await listen(slack, '127.0.0.1');
    strangerUrl = (await listen(stranger, '127.0.0.1')).replace('127.0.0.1', 'localhost');
  });
  afterAll(() => {
    for (const server of [slack, stranger]) {
      server.closeAllConnections();
      server.close();
    }
  });
  const fetchFrom = (url: string, uploader = 'U0ADA') => {
    address = url;
    const slackApiUrl = `${slackUrl}/api/`;
    const client = new WebClient(token, { slackApiUrl, retryConfig: { retries: 0 } });
    return createFiles({ slack: client, slackApiUrl, botToken: token, fetch }).picture('F1', uploader);
  };

  it('is fetched from Slack', async () => {
    expect(await fetchFrom(`${slackUrl}/picture`)).toMatchObject({ name: 'ada.gif', type: 'image/gif' });
  });

  it('is fetched from nowhere else, and nobody else is shown the token', async () => {
    await expect(fetchFrom(`${strangerUrl}/picture`)).rejects.toThrow(Refusal);
    await expect(fetchFrom(`${slackUrl}/moved`)).rejects.toThrow(Refusal);
    expect(asked).toEqual([]);
  });

  it('is not taken for no picture where Slack asks to sign in instead', async () => {
    const refused = await fetchFrom(`${slackUrl}/sign-in`).catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: { says: { source: 'Slack didn’t give me this file.' } } });
  });

  it('is taken from nobody else’s upload', async () => {
    const refused = await fetchFrom(`${slackUrl}/picture`, 'U0EVE').catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: { says: { source: 'This isn’t a file that you uploaded.' } } });
    await expect(fetchFrom(`${slackUrl}/picture`, '')).rejects.toThrow(Refusal);
  });

  it('is cut off where it gets too large, whatever size Slack has told', async () => {
    const refused = await fetchFrom(`${slackUrl}/endless`).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      problem: { says: { source: expect.stringContaining('larger than 2 MB') } },
    });
    expect(MAX_PICTURE).toBe(2 * 1024 * 1024);
  });
});

test.each([
  ['https://files.slack.com/files-pri/T1-F1/ada.png', true],
  ['https://hooks.slack.com/commands/T1/1/x', true],
  ['https://hooks.slack-gov.com/commands/T1/1/x', true],
  ['http://files.slack.com/files-pri/T1-F1/ada.png', false],
  ['https://slack.com.evil.example/x', false],
  ['https://evilslack.com/x', false],
  ['https://files.slack.com@evil.example/x', false],
  ['http://169.254.169.254/latest/meta-data', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('%s belongs to Slack: %s', (address, expected) => {
  expect(isSlackUrl(address, 'https://slack.com/api/')).toBe(expected);
});
