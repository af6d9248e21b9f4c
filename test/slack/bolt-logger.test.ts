import { expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { boltLogger } from '../../src/slack/bolt-logger.ts';

const SECRET = 'Violet-Harbour-73';
const payload = JSON.stringify({ state: { values: { password: { password: { value: SECRET } } } } });

it.each([
  [`Received a message on the WebSocket: ${payload}`, 'Received a message on the WebSocket'],
  [`Unable to parse an incoming WebSocket message (will ignore): Error, ${SECRET}`, 'Unable to parse'],
  [`ack() call begins (body: ${payload})`, 'ack() call begins'],
  [`http request body: "text=${SECRET}"`, 'http request body'],
  [`AWS event ${payload}`, 'AWS event'],
  ["apiCall('users.info') start", "apiCall('users.info') start"],
])('of Bolt’s chatter only the words are kept: %s', (line, kept) => {
  const lines: string[] = [];
  const bolt = boltLogger(createLogger('debug', [], { write: (one) => void lines.push(one) }));
  for (const write of [bolt.debug, bolt.info]) {
    write(line, { payload });
    write(payload);
  }
  expect(lines).toHaveLength(2);
  for (const one of lines) {
    expect(one).toContain(kept);
    expect(one).not.toContain(SECRET);
  }
});
