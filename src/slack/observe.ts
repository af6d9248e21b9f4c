import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { PayloadKind, Telemetry } from '../telemetry/telemetry.ts';

/** Lets every payload of a receiver be counted and traced, whichever way it came. */
export function observeReceiver(receiver: Receiver, telemetry: Telemetry): Receiver {
  return {
    init(app) {
      const observed: App = Object.create(app);
      observed.processEvent = (event) => observe(app, event, telemetry);
      receiver.init(observed);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

async function observe(app: App, event: ReceiverEvent, telemetry: Telemetry): Promise<void> {
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
    app.processEvent({ ...event, ack }),
  );
  if (!acknowledged) telemetry.unacknowledged(kind);
}

type Body = ReceiverEvent['body'];

function kindOf(body: Body): PayloadKind {
  if (body.command !== undefined) return 'command';
  if (body.type === 'block_actions') return 'click';
  return body.type === 'view_submission' || body.type === 'view_closed' ? 'form' : 'event';
}

/** Which button or form it was and which request it is about: names of ours and opaque ids. */
function attributesOf(body: Body): Record<string, string> {
  const action = body.actions?.[0] as { action_id?: unknown; value?: unknown } | undefined;
  const name = action?.action_id ?? body.view?.callback_id ?? body.event?.type;
  const about = [action?.value, body.view?.private_metadata].find(isRequestId);
  return {
    ...(typeof name === 'string' ? { 'frontdesk.action': name } : {}),
    ...(about ? { 'frontdesk.request': about } : {}),
  };
}

function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && /^req_[\w-]{20}$/.test(value);
}
