import type { Delivery, Outcome } from './delivery.ts';
import type { SelectOption } from './desktop.ts';
import type { SlackFaults } from './faults.ts';
import type { Log } from './log.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { Workspace } from './workspace.ts';

/** What every part of the local Slack works on. */
export interface Core {
  readonly workspace: Workspace;
  readonly changes: Changes;
  readonly log: Log;
  readonly faults: SlackFaults;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  /** When an event that was not acknowledged is sent again, in milliseconds after each failure. */
  readonly eventRetryDelaysMs: readonly number[];
  /** What external selects have offered to whom; see `suggestions.ts`. */
  readonly suggestions: Map<string, readonly SelectOption[]>;
  readonly botToken: string;
  readonly appToken: string;
  /** Of a person who makes apps. */
  readonly configToken: string;
  readonly signingSecret: string;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  url(): string;
  /** Brings a payload to the app and waits for its acknowledgement. */
  deliver(delivery: Delivery): Promise<Outcome>;
  /** Makes the address of a new Socket Mode connection; undefined when the limit is reached. */
  socketUrl(): string | undefined;
  /** The app can be reached at all. */
  online(): boolean;
}

/** Tells listeners that something in the workspace changed; says nothing about what. */
interface Changes {
  /** Calls every listener, in the same turn. */
  touch(): void;
  /** Returns the function that stops listening. */
  onChange(listener: () => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  return {
    touch() {
      for (const listener of [...listeners]) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
