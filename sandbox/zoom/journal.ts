/** A call that reached the sandbox; without bodies and tokens. */
export interface ZoomCall {
  at: Date;
  method: string;
  /** Path and query as they came, still encoded. */
  path: string;
  operation?: string;
  /** Absent where the answer was lost on purpose. */
  status?: number;
  /** Zoom's code, for a refusal. */
  code?: number;
  message?: string;
  /** The caller heard nothing of it, or nonsense, and yet it was carried out. */
  carriedOut?: true;
  ms: number;
}

/** A change that was really made. */
export interface ZoomChange {
  at: Date;
  operation: string;
  userId: string;
  what: string;
}

/** A call with its bodies, as it came and was answered; nothing of it is kept. */
export interface ZoomExchange {
  operation: string;
  method: string;
  /** Path and query below `/v2`, still encoded. */
  path: string;
  contentType: string;
  /** The body as text; empty for a form. */
  body: string;
  status: number;
  answer: unknown;
}

/** What a listener hears. */
export type ZoomEvent =
  | { kind: 'call'; call: ZoomCall }
  | { kind: 'change'; change: ZoomChange }
  | { kind: 'reset' };

/** What happened, newest last. */
export interface Journal {
  calls: ZoomCall[];
  changes: ZoomChange[];
  call(call: ZoomCall): void;
  change(change: ZoomChange): void;
  reset(): void;
  onChange(listener: (event: ZoomEvent) => void): () => void;
  /** Observer of the bodies of all calls; tests set it. */
  watch: ((exchange: ZoomExchange) => void) | null;
}

const longest = 1_000;

/** An empty journal; it forgets the oldest beyond a thousand. */
export function createJournal(): Journal {
  const listeners = new Set<(event: ZoomEvent) => void>();
  const tell = (event: ZoomEvent) => {
    for (const listener of listeners) listener(event);
  };
  const journal: Journal = {
    calls: [],
    changes: [],
    watch: null,
    call(call) {
      journal.calls.push(call);
      if (journal.calls.length > longest) journal.calls.shift();
      tell({ kind: 'call', call });
    },
    change(change) {
      journal.changes.push(change);
      if (journal.changes.length > longest) journal.changes.shift();
      tell({ kind: 'change', change });
    },
    reset() {
      journal.calls.length = 0;
      journal.changes.length = 0;
      tell({ kind: 'reset' });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return journal;
}
