import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Fault } from '../faults.ts';

const page = '<!doctype html><title>502</title><h1>Bad gateway</h1>';

/** The answer that a planned fault gives in place of Slack's; undefined when it only delayed. */
export async function breakAnswer(
  c: Context<{ Bindings: HttpBindings }>,
  fault: Fault,
): Promise<Response | undefined> {
  if (fault.delayMs) await delay(fault.delayMs);
  if (fault.hang) return RESPONSE_ALREADY_SENT;
  if (fault.reset) {
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (fault.html) return c.html(page);
  if (fault.error) return c.json({ ok: false, error: fault.error });
  if (fault.status === 429) {
    if (fault.retryAfter !== null) c.header('Retry-After', String(fault.retryAfter ?? 1));
    return c.json({ ok: false, error: 'ratelimited' }, 429);
  }
  return fault.status ? new Response('upstream error', { status: fault.status }) : undefined;
}
