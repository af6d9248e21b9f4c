import type { Core } from './core.ts';
import type { Delivery, Outcome } from './delivery.ts';
import type { Rec } from './json.ts';
import { eventDelivery } from './payloads/event.ts';

/**
 * Sends an event to an app that subscribed to it and has the scope it takes; undefined when it did not. An event
 * that is not acknowledged is repeated up to three times; `X-Slack-No-Retry: 1` stops it.
 */
export async function sendEvent(
  core: Core,
  name: string,
  event: Rec,
  scope?: string,
): Promise<Outcome | undefined> {
  const { events, scopes } = core.workspace;
  if (!events.has(name) || (scope !== undefined && !scopes.has(scope))) return undefined;
  const delivery = eventDelivery(core.workspace, event);
  const outcome = await core.deliver(delivery);
  repeat(core, delivery, outcome, core.eventRetryDelaysMs);
  return outcome;
}

function repeat(core: Core, delivery: Delivery, outcome: Outcome, delays: readonly number[], num = 1): void {
  const [delay, ...later] = delays;
  if (outcome.ok || outcome.noRetry || delay === undefined || delivery.kind !== 'events_api') return;
  const timer = setTimeout(() => {
    const again = { ...delivery, retry: { num, reason: outcome.reason } };
    void core.deliver(again).then((next) => repeat(core, again, next, later, num + 1));
  }, delay);
  timer.unref();
}
