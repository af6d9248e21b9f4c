import { makeSecret } from './ids.ts';

/** What a trigger was issued for: the person, and the modal they acted in. */
export interface Trigger {
  readonly user: string;
  readonly viewId?: string;
}

type TriggerError = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** Issues `trigger_id`s: good for a few seconds and for one view (Bolt's docs, creating-modals). */
export interface Triggers {
  issue(trigger: Trigger): string;
  /**
   * Uses up a trigger. Returns Slack's error code as a string when it is not valid.
   *
   * @param arrivedAt when the call came, by `performance.now()`: what takes long here makes no trigger older
   */
  exchange(id: string, arrivedAt: number): Trigger | TriggerError;
}

/** @param ttlMs how long a trigger lives; 3000 at Slack */
export function createTriggers(ttlMs: number): Triggers {
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>();
  return {
    issue(trigger) {
      const id = `${Date.now()}.${Math.floor(Math.random() * 1e12)}.${makeSecret(16)}`;
      issued.set(id, { trigger, at: performance.now(), used: false });
      if (issued.size > 5000) issued.delete(issued.keys().next().value ?? '');
      return id;
    },
    exchange(id, arrivedAt) {
      const found = issued.get(id);
      if (!found) return 'invalid_trigger_id';
      if (found.used) return 'exchanged_trigger_id';
      if (arrivedAt - found.at > ttlMs) return 'expired_trigger_id';
      found.used = true;
      return found.trigger;
    },
  };
}
