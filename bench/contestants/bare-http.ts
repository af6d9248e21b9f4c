import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { report } from './report.ts';

/** The floor: node:http that checks Slack's signature and answers, nothing else. */
const secret = process.env.SLACK_SIGNING_SECRET ?? '';
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const timestamp = String(request.headers['x-slack-request-timestamp']);
    const given = Buffer.from(String(request.headers['x-slack-signature']));
    const digest = createHmac('sha256', secret)
      .update(`v0:${timestamp}:`)
      .update(Buffer.concat(parts))
      .digest('hex');
    const expected = Buffer.from(`v0=${digest}`);
    const good = given.length === expected.length && timingSafeEqual(given, expected);
    response.writeHead(good ? 200 : 401).end();
  });
});
server.listen(0, () => report((server.address() as AddressInfo).port));
