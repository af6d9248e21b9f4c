/** One Web API call that the app made. No arguments and no tokens are kept. */
export interface ApiEntry {
  readonly kind: 'api';
  readonly method: string;
  readonly ok: boolean;
  readonly error?: string;
  /** Arguments that the method does not know: Slack passes over them, so a slip of the pen shows only here. */
  readonly ignored?: readonly string[];
  /** When it came, in milliseconds since 1970, and how long it took. */
  readonly at: number;
  readonly ms: number;
}

/** One payload that was delivered to the app. */
interface DeliveryEntry {
  readonly kind: 'delivery';
  readonly type: string;
  /** HTTP status; 200 for an acknowledgement over a socket, 0 for none. */
  readonly status: number;
  readonly error?: string;
  readonly at: number;
  readonly ms: number;
}

export type Entry = ApiEntry | DeliveryEntry;

export interface Log {
  readonly entries: Entry[];
  add(entry: Entry): void;
}

/** Keeps the last `limit` entries, the oldest first. */
export function createLog(limit = 2000): Log {
  const entries: Entry[] = [];
  return {
    entries,
    add(entry) {
      entries.push(entry);
      if (entries.length > limit) entries.splice(0, entries.length - limit);
    },
  };
}
