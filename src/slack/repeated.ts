import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/** A payload that Slack sends once more comes within this time. */
const REMEMBER = 10 * 60_000;
/** Ids of one turn, whatever is sent to us. */
const MOST = 10_000;

/**
 * Ignores a payload that came before: Slack makes each `trigger_id` once. It is acknowledged, nothing more. (Changes
 * are also kept apart by the store, across restarts and replicas.)
 */
export function ignoreRepeated(receiver: Receiver): Receiver {
  const isRepeated = createMemory();
  return {
    init(app) {
      const wary: App = Object.create(app);
      wary.processEvent = async (event: ReceiverEvent) => {
        const id: unknown = event.body.trigger_id;
        if (typeof id === 'string' && isRepeated(id)) await event.ack();
        else await app.processEvent(event);
      };
      receiver.init(wary);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

/**
 * Whether an id was asked about before. Two sets take turns, so that nothing has to be looked through to forget: a cache
 * with a time for each entry took as long as all the rest of our own work for an acknowledgement.
 */
export function createMemory(): (id: string) => boolean {
  let current = new Set<string>();
  let earlier = new Set<string>();
  let turn = Date.now() + REMEMBER;
  return (id) => {
    if (Date.now() > turn || current.size >= MOST) {
      earlier = current;
      current = new Set();
      turn = Date.now() + REMEMBER;
    }
    if (current.has(id) || earlier.has(id)) return true;
    // A copy: a piece of the payload would keep all of it in memory.
    current.add(Buffer.from(id).toString('latin1'));
    return false;
  };
}
