import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { createHttpServer } from '../../src/slack/http-server.ts';
import { requestIdIn, until } from '../journeys/support.ts';
import { openWorkplace, reply, type Workplace } from '../support/workplace.ts';
import { scrape } from '../telemetry/scrape.ts';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
});
afterAll(() => place.close());

const FORM = 'application/x-www-form-urlencoded';
const now = () => Math.floor(Date.now() / 1000);
const url = (path = '/slack/events') => `http://127.0.0.1:${place.bot.port}${path}`;
const sign = (body: string, at: number, secret = place.slack.signingSecret) =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;

interface Post {
  /** Seconds between now and the timestamp. */
  readonly offset?: number;
  readonly secret?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

async function post(body: string, { offset = 0, secret, type = FORM, headers = {} }: Post = {}) {
  const at = now() + offset;
  const all: Record<string, string | undefined> = {
    'content-type': type,
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': sign(body, at, secret),
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(url(), { method: 'POST', body, headers: given });
}

/** Headers as Slack's, but nobody who knows the secret has made them. */
const claimed = (offset = 0) => ({
  'x-slack-request-timestamp': `${now() + offset}`,
  'x-slack-signature': `v0=${'ab'.repeat(32)}`,
});

/** The beginning of a request, up to its body. */
const head = (length: number, headers: Readonly<Record<string, string>>) =>
  [
    'POST /slack/events HTTP/1.1',
    'host: x',
    `content-length: ${length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

/** Sends a body but for its last byte. @returns the status of the answer, once there is one */
async function holdBack(length: number, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = connect(place.bot.port, '127.0.0.1');
  let answer = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(head(length, headers));
  socket.write(Buffer.alloc(length - 1, 'x'));
  await once(socket, 'close');
  return Number(answer.split(' ')[1]);
}

const command = (text: string, triggerId = `t.${Math.random()}`) =>
  new URLSearchParams({
    ...{ command: '/zoom', text, user_id: 'U0ADA', user_name: 'ada', team_id: place.slack.teamId },
    ...{ channel_id: 'C0GENERAL', api_app_id: place.slack.appId, token: 'x', trigger_id: triggerId },
    ...{ response_url: `${place.slack.url}/hooks/x` },
  }).toString();

describe('whoever is not Slack', () => {
  it.each<[string, Post]>([
    ['with a signature of another secret', { secret: 'another' }],
    ['without a signature', { headers: { 'x-slack-signature': undefined } }],
    ['with an empty signature', { headers: { 'x-slack-signature': '' } }],
    ['with a signature that is no hex', { headers: { 'x-slack-signature': `v0=${'z'.repeat(64)}` } }],
    ['with half a signature', { headers: { 'x-slack-signature': 'v0=abcdef' } }],
    ['with a signature of another version', { headers: { 'x-slack-signature': 'v1=abcdef' } }],
    ['without a timestamp', { headers: { 'x-slack-request-timestamp': undefined } }],
    ['with a timestamp that is no number', { headers: { 'x-slack-request-timestamp': 'now' } }],
    [
      'with a timestamp that is not the signed one',
      { headers: { 'x-slack-request-timestamp': `${now() - 1}` } },
    ],
    ['with a timestamp 301 seconds old', { offset: -301 }],
    ['with a timestamp 302 seconds in the future', { offset: 302 }],
  ])('%s is refused with 401 and told nothing', async (_, given) => {
    const before = place.zoom.calls.length;
    const answer = await post(command('add-assistant <@U0MIA>'), given);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
    expect(place.zoom.calls.length).toBe(before);
  });

  it('a body that was changed on the way is refused', async () => {
    const body = command('add-assistant <@U0MIA>');
    const answer = await post(body.replace('U0MIA', 'U0BEN'), {
      headers: { 'x-slack-signature': sign(body, now()) },
    });
    expect(answer.status).toBe(401);
  });

  it('the same with five minutes less a little is Slack, with a slow or fast clock', async () => {
    expect((await post(command('help'), { offset: -297 })).status).toBe(200);
    expect((await post(command('help'), { offset: 297 })).status).toBe(200);
  });
});

describe('whoever occupies memory', () => {
  it.each<[string, Record<string, string>]>([
    ['no signature', {}],
    ['no timestamp', { 'x-slack-signature': claimed()['x-slack-signature'] }],
    ['a signature that is none', { ...claimed(), 'x-slack-signature': 'v0=abc' }],
    ['an old timestamp', claimed(-400)],
    ['a timestamp in the future', claimed(400)],
  ])('and has %s is answered 401 before the body has come', async (_, headers) => {
    const socket = connect(place.bot.port, '127.0.0.1');
    socket.write(head(1_000, headers));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
    await once(socket, 'close');
  });

  it('a hundred bodies of claimed origin are held back: the oldest are given up, and Slack is heard meanwhile', async () => {
    const statuses: number[] = [];
    const all = Array.from({ length: 100 }, async () => {
      statuses.push(await holdBack(256 * 1024, claimed()));
    });
    await until(() => statuses.includes(503));
    expect((await post(command('help'))).status).toBe(200);
    await Promise.all(all);
    // 16 MiB of 25 are held to the end, which is that of the time for a request.
    expect(new Set(statuses)).toEqual(new Set([503, 408]));
    expect(statuses.filter((one) => one === 408).length).toBeLessThanOrEqual(64);
  }, 30_000);
});

describe('what Slack sends', () => {
  it('a body over 256 KiB is refused with 413, announced or not; one of just that size is read', async () => {
    const most = 256 * 1024;
    expect((await post(`${command('help')}&more=`.padEnd(most, 'x'))).status).toBe(200);
    const big = 'x'.repeat(most + 1);
    expect((await post(big)).status).toBe(413);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(big));
        controller.close();
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: claimed(),
      body,
      duplex: 'half',
    };
    expect((await fetch(url(), init)).status).toBe(413);
  });

  it('a body that trickles in is broken off', async () => {
    const socket = connect(place.bot.port, '127.0.0.1');
    socket.write(head(1_000, claimed()));
    const trickle = setInterval(() => socket.write('x'), 300);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    clearInterval(trickle);
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
  }, 15_000);

  it.each([
    ['text/plain', 'hello'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json', '{"broken": '],
    ['application/json', '[]'],
    ['application/json', 'null'],
    [FORM, `payload=${encodeURIComponent('{"broken": ')}`],
    [FORM, 'payload=null'],
  ])('%s with %s is refused with 400', async (type, body) => {
    expect((await post(body, { type })).status).toBe(400);
  });

  it('a content type with a charset is taken', async () => {
    expect((await post(command('help'), { type: `${FORM}; charset=utf-8` })).status).toBe(200);
  });

  it('the check of the address is answered, when it is signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-123', token: 'x' });
    const answer = await post(body, { type: 'application/json' });
    expect(await answer.json()).toEqual({ challenge: 'c-123' });
    expect((await post(body, { type: 'application/json', secret: 'another' })).status).toBe(401);
  });

  it('the check of the certificate is answered', async () => {
    expect((await post('ssl_check=1&token=x')).status).toBe(200);
  });

  it('an event that nobody listens to is acknowledged, so that Slack does not send it again', async () => {
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: place.slack.teamId,
      event: { type: 'team_join' },
    });
    expect((await post(body, { type: 'application/json' })).status).toBe(200);
  });

  it('a repeated trigger is acknowledged and does nothing more', async () => {
    const body = command('add-assistant <@U0MIA|mia>', 'once.1');
    for (let i = 0; i < 3; i++) expect((await post(body)).status).toBe(200);
    const ada = place.as('ada');
    const told = () => ada.dms().filter((one) => /Mia Chen can now schedule/.test(one.text));
    await ada.waitFor(() => told().length === 1);
    await post(body);
    await ada.command('/zoom whoami');
    await reply(ada, /This is your Zoom account/);
    expect(place.zoom.changes.map((one) => one.operation)).toEqual(['addAssistants']);
    expect(told()).toHaveLength(1);
  });

  it('a repeated payload of a change is one change, also after a restart', async () => {
    const body = command('add-assistant <@U0LINUS|linus>', 'once.2');
    await post(body);
    const ada = place.as('ada');
    await ada.waitFor(() => ada.dms().some((one) => /Linus/.test(one.text)));
    await place.restart();
    expect((await post(body)).status).toBe(200);
    await ada.command('/zoom assistants');
    await reply(ada, /2 people schedule/);
    expect(place.zoom.changes.map((one) => one.operation)).toEqual(['addAssistants', 'addAssistants']);
  });

  it('a form whose private metadata was changed is out of date, whatever it says', async () => {
    const payload = {
      type: 'view_submission',
      user: { id: 'U0ADA', team_id: place.slack.teamId },
      team: { id: place.slack.teamId },
      trigger_id: 'forged.form',
      view: {
        ...{ type: 'modal', callback_id: 'form:change-email' },
        private_metadata: JSON.stringify({
          slackId: 'U0ADA',
          command: 'change-email',
          subject: 'U0BEN',
          url: null,
          slash: '/zoom',
        }),
        state: { values: { email: { email: { type: 'email_text_input', value: 'thief@example.com' } } } },
      },
    };
    const answer = await post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    expect(JSON.stringify(await answer.json())).toContain('This form is out of date');
    expect(place.zoom.changes.some((one) => one.operation === 'changeEmail')).toBe(false);
  });

  it('somebody else’s form cannot be submitted in one’s own name', async () => {
    const mia = place.as('mia');
    await mia.command('/zoom change-email');
    const form = await mia.waitFor((seen) => seen.views[0]);
    const payload = {
      type: 'view_submission',
      user: { id: 'U0ADA', team_id: place.slack.teamId },
      team: { id: place.slack.teamId },
      trigger_id: 'forged.form2',
      view: {
        ...{ type: 'modal', callback_id: 'form:change-email', private_metadata: form.view.private_metadata },
        state: { values: { email: { email: { type: 'email_text_input', value: 'thief@example.com' } } } },
      },
    };
    const answer = await post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    expect(JSON.stringify(await answer.json())).toContain('This form is out of date');
  });
});

describe('what nobody listens to', () => {
  const who = () => ({
    user: { id: 'U0ADA', team_id: place.slack.teamId },
    team: { id: place.slack.teamId },
    api_app_id: place.slack.appId,
    token: 'x',
  });
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: 'of-an-earlier-version',
    private_metadata: '',
    state: { values: {} },
  };
  const event = (what: object) => ({
    type: 'event_callback',
    team_id: place.slack.teamId,
    event_id: 'Ev1',
    event: what,
  });
  const menu = { action_id: 'menu', block_id: 'b', value: 'a' };

  it.each<[string, () => object, unknown]>([
    [
      'block_suggestion in a form',
      () => ({ ...who(), ...menu, type: 'block_suggestion', view }),
      { options: [] },
    ],
    [
      'block_suggestion in a message',
      () => ({ ...who(), ...menu, type: 'block_suggestion', message: {} }),
      { options: [] },
    ],
    [
      'dialog_suggestion',
      () => ({ ...who(), type: 'dialog_suggestion', name: 'x', callback_id: 'x' }),
      { options: [] },
    ],
    ['shortcut', () => ({ ...who(), type: 'shortcut', callback_id: 'x', trigger_id: 's.1' }), ''],
    [
      'message_action',
      () => ({ ...who(), type: 'message_action', callback_id: 'x', trigger_id: 's.2', message: {} }),
      '',
    ],
    ['view_closed', () => ({ ...who(), type: 'view_closed', view, is_cleared: false }), ''],
    [
      'dialog_submission',
      () => ({ ...who(), type: 'dialog_submission', callback_id: 'x', submission: {} }),
      '',
    ],
    ['dialog_cancellation', () => ({ ...who(), type: 'dialog_cancellation', callback_id: 'x' }), ''],
    [
      'interactive_message',
      () => ({
        ...who(),
        type: 'interactive_message',
        callback_id: 'x',
        actions: [{ name: 'x', type: 'button' }],
      }),
      '',
    ],
    ['workflow_step_edit', () => ({ ...who(), type: 'workflow_step_edit', callback_id: 'x' }), ''],
    ['a type that Slack has yet to invent', () => ({ ...who(), type: 'hologram' }), ''],
    ['an event', () => event({ type: 'team_join', user: { id: 'U0ADA' } }), ''],
    [
      'a Home tab of Slack’s other kind',
      () => event({ type: 'app_home_opened', tab: 'messages', user: 'U0ADA' }),
      '',
    ],
  ])('%s is answered all the same', async (_, payload, expected) => {
    const body = payload();
    const answer =
      'event' in body
        ? await post(JSON.stringify(body), { type: 'application/json' })
        : await post(new URLSearchParams({ payload: JSON.stringify(body) }).toString());
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text ? JSON.parse(text) : '').toEqual(expected);
  });

  it('a form of an earlier version says so instead of closing as if it were saved', async () => {
    const payload = { ...who(), type: 'view_submission', view, trigger_id: 's.3' };
    const answer = await post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    expect(await answer.json()).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
  });
});

describe('Slack looks at the certificate', () => {
  const unsigned = { 'x-slack-request-timestamp': undefined, 'x-slack-signature': undefined };

  it('without a signature', async () => {
    expect((await post('token=x&ssl_check=1', { headers: unsigned })).status).toBe(200);
    expect((await fetch(url('/slack/events?ssl_check=1&token=x'))).status).toBe(200);
  });

  it.each([
    ['another word', 'ssl_check=2'],
    ['a command beside it is not run', `${'x'.repeat(1_024)}=&ssl_check=1`],
    ['nothing', ''],
  ])('%s: it is refused', async (_, body) => {
    expect((await post(body, { headers: unsigned })).status).toBe(401);
  });
});

describe('a load balancer in front', () => {
  it('may keep a connection for 60 seconds: the bot keeps it longer', async () => {
    const answer = await fetch(url('/healthz'));
    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
  });

  it('connections that only wait make room before there are too many', async () => {
    const server = createHttpServer(createLogger('error', [], { write: () => undefined }));
    server.route('GET /', async (_, response) => void response.end());
    const port = await server.start(0);
    const sockets = await Promise.all(
      Array.from({ length: 920 }, async () => {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined);
        socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
        await once(socket, 'data');
        return socket;
      }),
    );
    await until(() => sockets.filter((one) => one.closed || one.readableEnded).length > 500);
    for (const socket of sockets) socket.destroy();
    await server.stop();
  });

  it('keeps it as long as it is told', async () => {
    const server = createHttpServer(createLogger('error', [], { write: () => undefined }), 620_000);
    server.route('GET /', async (_, response) => void response.end());
    const answer = await fetch(`http://127.0.0.1:${await server.start(0)}/`);
    expect(answer.headers.get('keep-alive')).toBe('timeout=620');
    await server.stop();
  });
});

describe('other addresses', () => {
  it.each([
    ['GET', '/', 404],
    ['POST', '/slack/other', 404],
    ['GET', '/slack/events', 405],
    ['PUT', '/slack/events', 405],
    ['POST', '/healthz', 405],
    ['GET', '/../policy.yml', 404],
  ])('%s %s is %i', async (method, path, status) => {
    expect((await fetch(url(path), { method })).status).toBe(status);
  });

  it('the process says that it is alive and ready', async () => {
    expect(await (await fetch(url('/healthz'))).json()).toEqual({ ok: true });
    const ready = await fetch(url('/readyz'));
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true }]);
  });
});

describe.each(['http', 'socket'] as const)('readiness over %s', (mode) => {
  let own: Workplace;
  beforeAll(async () => {
    own = await openWorkplace({ mode });
  });
  afterAll(() => own.close());
  const ready = async () => {
    const answer = await fetch(`http://127.0.0.1:${own.bot.port}/readyz`);
    return [answer.status, await answer.json()];
  };

  const up = async () => {
    const { series } = await scrape(own);
    return ['store', 'slack', 'zoom'].map((name) => series.get(`frontdesk_${name}_up`));
  };

  it('names Slack while Slack is down, then Zoom, stays ready, and tells no more than that', async () => {
    // A good answer of theirs is believed for ten seconds.
    const names = (service: string) =>
      until(async () => {
        own.clock.advance(10_000);
        const answer = await ready();
        expect(answer).toMatchObject([200, { ok: true }]);
        return isDeepStrictEqual(answer[1], { ok: true, failing: [service] });
      }, 20_000);
    expect(await up()).toEqual([1, 1, 1]);
    own.slack.faults.add({ method: 'auth.test', error: 'internal_error' });
    await names('slack');
    expect(await up()).toEqual([1, 0, 1]);
    own.slack.faults.clear();
    own.zoom.tokens.expireAll();
    await own.zoom.close();
    await names('zoom');
    expect(await up()).toEqual([1, 1, 0]);
    const alive = await fetch(`http://127.0.0.1:${own.bot.port}/healthz`);
    expect(alive.status).toBe(200);
  });
});

it('the id in a button is opaque', async () => {
  const ada = place.as('ada');
  await ada.command('/zoom change-email somebody@example.com');
  const preview = await reply(ada, /Send request/);
  expect(requestIdIn(preview)).toMatch(/^req_[\w-]{20}$/);
});
