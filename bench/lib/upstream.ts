import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A Slack and a Zoom that answer at once and remember when: in a process of its own, so that their work is not counted
 * as the bot's. Person number 17 is `U0B17`, `b17@example.com`, with the Zoom id `Zoom0User0Number000017`.
 */
const answered = new Map<string, number>();
const delays: number[] = [];
const calls = { zoom: 0, slack: 0, tokens: 0, replies: 0, patience: 0, done: 0 };
let hanging = false;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const url = new URL(request.url ?? '/', 'http://x');
    const body = Buffer.concat(parts).toString();
    const json = (status: number, value?: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    };
    if (url.pathname === '/oauth/token') {
      calls.tokens++;
      return json(200, { access_token: 'bench', token_type: 'bearer', expires_in: 3600, scope: '' });
    }
    if (url.pathname.startsWith('/v2/')) {
      calls.zoom++;
      if (hanging) return;
      return zoom(url.pathname.slice(4), json);
    }
    if (url.pathname.startsWith('/hooks/')) {
      response.end('ok');
      if (body.includes('taking a little longer')) return void calls.patience++;
      calls.replies++;
      if (body.includes(':white_check_mark:')) calls.done++;
      const at = answered.get(url.pathname.slice('/hooks/'.length));
      if (at !== undefined) delays.push(performance.now() - at);
      return;
    }
    calls.slack++;
    json(200, slack(url.pathname, body));
  });
});

function zoom(path: string, json: (status: number, value?: unknown) => void): void {
  const user = decodeURIComponent(path.split('/')[1] ?? '');
  const n = /(\d+)(?:@|$)/.exec(user)?.[1] ?? '0';
  const number = String(Number(n));
  const rest = path.split('/')[2];
  const note = () => answered.set(number, performance.now());
  if (rest === 'assistants' || rest === 'schedulers') {
    json(200, { [rest]: [] });
  } else if (rest === 'settings') {
    json(200, { feature: { meeting_capacity: 300 } });
  } else {
    json(200, {
      id: `Zoom0User0Number${number.padStart(6, '0')}`,
      email: `b${number}@example.com`,
      first_name: 'B',
      last_name: number,
      display_name: `B ${number}`,
      type: 2,
      status: 'active',
    });
  }
  note();
}

function slack(path: string, body: string): unknown {
  if (path.endsWith('auth.test')) return { ok: true, team_id: 'T0BENCH', user_id: 'U0BOT', bot_id: 'B0BOT' };
  if (path.endsWith('users.info')) {
    const n = /U0B(\d+)/.exec(body)?.[1] ?? '0';
    return {
      ok: true,
      user: {
        id: `U0B${n}`,
        team_id: 'T0BENCH',
        name: `b${n}`,
        real_name: `B ${n}`,
        locale: 'en-US',
        profile: { email: `b${n}@example.com`, real_name: `B ${n}` },
      },
    };
  }
  if (path.endsWith('conversations.info'))
    return { ok: true, channel: { id: 'C0APPROVALS', is_member: true } };
  if (path.endsWith('usergroups.users.list')) return { ok: true, users: ['U0GRACE'] };
  if (path.endsWith('conversations.open')) return { ok: true, channel: { id: 'D0BENCH' } };
  return { ok: true, ts: '1.1', channel: 'C0APPROVALS' };
}

process.on('message', (word) => {
  if (word === 'hang' || word === 'answer') {
    hanging = word === 'hang';
    process.send?.({ done: true });
  } else if (word === 'reset') {
    delays.length = 0;
    answered.clear();
    for (const key of Object.keys(calls) as (keyof typeof calls)[]) calls[key] = 0;
    process.send?.({ done: true });
  } else {
    process.send?.({ delays, calls });
  }
});
server.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }));
