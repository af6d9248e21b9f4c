import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { PayloadKind, Telemetry } from '../telemetry/telemetry.ts';

/** Slack repeats a payload within this time. */
const REMEMBER = 10 * 60_000;
const MAX_REMEMBERED = 10_000;

/**
 * Counts, traces and deduplicates the payloads of a receiver, over HTTP as over Socket Mode, before Bolt gets them. What
 * nobody listens to is acknowledged at once: Slack would wait three seconds and tell the person that the app failed.
 */
export function withPipeline(receiver: Receiver, telemetry: Telemetry): Receiver {
  const isRepeated = createTriggerMemory();
  return {
    init(app) {
      const failed = new WeakSet<object>();
      app.use(async ({ body, next }) => {
        try {
          await next();
        } catch (error) {
          failed.add(body);
          throw error;
        }
      });
      const wrapped: App = Object.create(app);
      wrapped.processEvent = (event) =>
        observed(event, telemetry, async (counted, isAcknowledged) => {
          if (isRepeated(counted.body.trigger_id)) {
            await counted.ack();
            return;
          }
          await app.processEvent(counted);
          if (!isAcknowledged() && !failed.has(counted.body)) await counted.ack(nothingFor(counted.body));
        });
      receiver.init(wrapped);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

/**
 * Recognises a payload that Slack sends again: each `trigger_id` is made once. This only saves work; that a change is
 * made once is ensured by the store, also across restarts and replicas.
 */
export function createTriggerMemory(): (triggerId: unknown) => boolean {
  const seen = new LRUCache<string, true>({
    max: MAX_REMEMBERED,
    ttl: REMEMBER,
    ttlResolution: 1_000,
  });
  return (triggerId) => {
    if (typeof triggerId !== 'string') return false;
    if (seen.has(triggerId)) return true;
    // A copy, because a substring keeps the whole request body in memory.
    seen.set(Buffer.from(triggerId).toString('latin1'), true);
    return false;
  };
}

async function observed(
  event: ReceiverEvent,
  telemetry: Telemetry,
  next: (event: ReceiverEvent, isAcknowledged: () => boolean) => Promise<void>,
): Promise<void> {
  const kind = kindOf(event.body);
  const started = performance.now();
  let acknowledged = false;
  const ack: ReceiverEvent['ack'] = async (response) => {
    const answer = await event.ack(response);
    if (!acknowledged) telemetry.acknowledged(kind, (performance.now() - started) / 1_000);
    acknowledged = true;
    return answer;
  };
  await telemetry.span(`payload ${kind}`, attributesOf(event.body), () =>
    next({ ...event, ack }, () => acknowledged),
  );
  if (!acknowledged) telemetry.unacknowledged(kind);
}

type Body = ReceiverEvent['body'];

/** An acknowledgement that says nothing: no options for a menu, otherwise an empty body. */
function nothingFor({ type }: Body): { readonly options: readonly never[] } | undefined {
  return type === 'block_suggestion' || type === 'dialog_suggestion' ? { options: [] } : undefined;
}

function kindOf(body: Body): PayloadKind {
  if (body.command !== undefined) return 'command';
  if (body.type === 'block_actions') return 'click';
  return body.type === 'view_submission' || body.type === 'view_closed' ? 'form' : 'event';
}

/** The name of the action, form or event, and the id of the request that it is about. */
function attributesOf(body: Body): Record<string, string> {
  const action = body.actions?.[0] as { action_id?: unknown; value?: unknown } | undefined;
  const name = action?.action_id ?? body.view?.callback_id ?? body.event?.type;
  const requestId = [action?.value, body.view?.private_metadata].find(isRequestId);
  return {
    ...(typeof name === 'string' ? { 'frontdesk.action': name } : {}),
    ...(requestId ? { 'frontdesk.request': requestId } : {}),
  };
}

function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && /^req_[\w-]{20}$/.test(value);
}
