import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startBot } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { until } from '../journeys/support.ts';
import { openWorkplace, reply, type Workplace } from '../support/workplace.ts';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
let deliveries: Delivery[] = [];
let status = 204;
const receiver = createServer(async (request, response) => {
  deliveries.push({ headers: request.headers, body: await text(request) });
  response.writeHead(status).end();
});
let place: Workplace;

beforeAll(async () => {
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/frontdesk`;
  place = await openWorkplace({
    store: 'postgres',
    env: { AUDIT_WEBHOOK_URL: url, AUDIT_WEBHOOK_SECRET: secret },
  });
});
afterEach(() => {
  deliveries = [];
  status = 204;
});
afterAll(async () => {
  await place.close();
  receiver.close();
});

/** Checks the signature as any receiver would, and returns the entries. */
function entriesIn({ headers, body }: Delivery): { seq: number; event: string; command: string }[] {
  const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
  return (verified as { data: { entries: { seq: number; event: string; command: string }[] } }).data.entries;
}
const taken = () => deliveries.flatMap(entriesIn);

const rename = async (name: string) => {
  await place.as('ada').command(`/zoom profile display-name ${name}`);
  await reply(place.as('ada'), new RegExp(`→ \\*${name}\\*|${name}`));
};

it('each new entry is sent once, in order and signed', async () => {
  await rename('Ada One');
  await rename('Ada Two');
  await until(() => taken().length >= 2);
  expect(taken().map(({ event, command }) => `${event} ${command}`)).toEqual([
    'done profile',
    'done profile',
  ]);
  expect(taken().map(({ seq }) => seq)).toEqual(
    taken()
      .map(({ seq }) => seq)
      .toSorted((a, b) => a - b),
  );
  expect(deliveries[0]?.headers['webhook-id']).toBe(
    `audit-${taken()[0]?.seq}-${entriesIn(deliveries[0] as Delivery).at(-1)?.seq}`,
  );
});

it('a receiver that fails gets the same entries again, a little later and after a restart too', async () => {
  status = 503;
  await rename('Ada Three');
  await until(() => deliveries.length >= 1);
  status = 204;
  deliveries = [];
  await place.restart();
  place.clock.advance(10_000);
  await until(() => taken().length >= 1);
  expect(taken().map(({ event, command }) => `${event} ${command}`)).toEqual(['done profile']);
  expect(place.log.some((line) => /did not take entries; they wait/.test(line))).toBe(true);
  expect(place.log.join('')).not.toContain(secret.slice('whsec_'.length));
});

it('two processes send each entry once', async () => {
  const own = { ...place.config, policy: structuredClone(place.config.policy), port: 0 };
  const second = await startBot(own, createLogger('error', [], { write: () => undefined }), place.clock);
  try {
    for (const name of ['Ada Four', 'Ada Five', 'Ada Six']) await rename(name);
    await until(() => taken().length >= 3);
    place.clock.advance(60_000);
    await rename('Ada Seven');
    await until(() => taken().length >= 4);
    expect(new Set(taken().map(({ seq }) => seq)).size).toBe(taken().length);
  } finally {
    await second.stop();
  }
});
