import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createBodyReader, type Unread } from '../../src/slack/unverified-body.ts';

/** A request whose body the test sends bit by bit. */
function request(headers: Readonly<Record<string, string>> = {}) {
  const body = new PassThrough();
  return { body, message: Object.assign(body, { headers }) as unknown as IncomingMessage };
}
const flushed = () => new Promise((done) => setImmediate(done));
const shown = (result: Buffer | Unread) => (Buffer.isBuffer(result) ? result.toString() : result.status);

it('gives up the oldest body when all together are too much, and no byte of it is counted any longer', async () => {
  const reader = createBodyReader({ maxBody: 10, maxHeld: 16 });
  const [first, second, third] = [request(), request(), request()];
  const results = [first, second, third].map(({ message }) => reader.read(message).then(shown));
  for (const { body } of [first, second]) body.write('12345678');
  await flushed();
  expect(reader.held).toBe(16);
  third.body.end('abc');
  await flushed();
  second.body.end();
  expect(await Promise.all(results)).toEqual([503, '12345678', 'abc']);
  expect(reader.held).toBe(0);
});

it('reads no body that is too long, whether that was announced or not', async () => {
  const reader = createBodyReader({ maxBody: 10 });
  expect(shown(await reader.read(request({ 'content-length': '11' }).message))).toBe(413);
  const unannounced = request();
  const result = reader.read(unannounced.message);
  unannounced.body.write('12345678901');
  expect(shown(await result)).toBe(413);
  expect(reader.held).toBe(0);
});

it('forgets a body whose sender has gone', async () => {
  const reader = createBodyReader();
  const { body, message } = request();
  const result = reader.read(message);
  body.write('1234');
  await flushed();
  body.destroy();
  expect(shown(await result)).toBe(400);
  expect(reader.held).toBe(0);
});
