import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export const signingSecret = 'bench-signing-secret';
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/**
 * Sends one signed slash command of a person of the upstream, by their number; they read the answer there.
 *
 * @returns milliseconds until it was acknowledged
 */
export function sendCommand(
  port: number,
  { url }: { readonly url: string },
  person: number,
  text: string,
): Promise<number> {
  const body = new URLSearchParams({
    token: 'x',
    team_id: 'T0BENCH',
    team_domain: 'bench',
    channel_id: 'C0GENERAL',
    channel_name: 'general',
    user_id: `U0B${person}`,
    user_name: 'x',
    command: '/zoom',
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: `${url}/hooks/${person}`,
    trigger_id: randomUUID(),
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const begin = performance.now();
  return new Promise((done, fail) => {
    const sent = request(
      {
        agent,
        port,
        method: 'POST',
        path: '/slack/events',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 200) done(performance.now() - begin);
          else fail(new Error(`status ${response.statusCode} on port ${port}`));
        });
      },
    );
    sent.once('error', fail);
    sent.end(body);
  });
}
