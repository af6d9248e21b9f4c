import type { Rec } from './json.ts';

/** A payload on its way to the app. */
export type Delivery =
  | { readonly kind: 'slash_commands'; readonly payload: Readonly<Record<string, string>> }
  | { readonly kind: 'interactive'; readonly payload: Rec }
  | { readonly kind: 'events_api'; readonly payload: Rec; readonly retry?: Retry };

/** Which repetition of an event this is, and why (headers `X-Slack-Retry-Num` and `-Reason`). */
interface Retry {
  readonly num: number;
  readonly reason: string;
}

/**
 * What came of a delivery. `body` is the acknowledgement: parsed JSON, text, or undefined when empty.
 * `error` is Slack's word; `reason` the one that a repeated event carries.
 */
export type Outcome =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly error: DeliveryError;
      readonly reason: string;
      /** The app asked not to be sent this event again (`X-Slack-No-Retry: 1`). */
      readonly noRetry?: boolean;
    };

type DeliveryError = 'operation_timeout' | 'dispatch_failed' | 'app_did_not_respond';

/** A word for the log: the command, the kind of interaction, or the event. */
export function describe(delivery: Delivery): string {
  if (delivery.kind === 'slash_commands') return 'slash_command';
  if (delivery.kind === 'interactive') return String(delivery.payload.type);
  const { event } = delivery.payload;
  return typeof event === 'object' && event && 'type' in event ? String(event.type) : 'event';
}
