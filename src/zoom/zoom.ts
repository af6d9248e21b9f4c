import { type Assistants, createAssistants } from './assistants.ts';
import { type Client, createClient } from './client.ts';
import { loadClient } from './http.ts';
import type { Priority } from './limits/priority.ts';
import { createLookups, type Lookups } from './lookups.ts';
import type { CallOptions, ZoomOptions } from './options.ts';
import { createPlan, type Plan } from './plan.ts';
import { createSchedulers, type Schedulers } from './schedulers.ts';
import { createSettings, type Settings } from './settings.ts';
import { createUsers, type Users } from './users.ts';

/** Zoom's User API, as far as the bot uses it. Every call throws ZoomError when it did not work. */
export interface Zoom {
  readonly users: Users;
  readonly settings: Settings;
  readonly assistants: Assistants;
  readonly schedulers: Schedulers;
  readonly lookups: Lookups;
  readonly plan: Plan;
  /** A cheap call that proves that the token and the API work, for `/readyz`. */
  ping(options?: CallOptions): Promise<void>;
  /** The same Zoom, called for somebody else than a person who waits. */
  at(priority: Priority): Zoom;
  /** Loads what the first call needs, so that nobody waits for it. */
  warmUp(): Promise<void>;
  /** Call it last: other processes may have this one's share of Zoom's rate limits. */
  close(): Promise<void>;
}

/** Opens the way to one Zoom account; nothing is sent before the first call. */
export function createZoom(options: ZoomOptions): Zoom {
  return over(createClient(options));
}

function over(client: Client): Zoom {
  const lookups = createLookups(client);
  return {
    users: createUsers(client),
    settings: createSettings(client),
    assistants: createAssistants(client),
    schedulers: createSchedulers(client),
    lookups,
    plan: createPlan(client),
    // Light by Zoom's rate limits, and it touches nobody's account.
    ping: async (call) => {
      await lookups.vanityNameExists('frontdesk-ping', call);
    },
    warmUp: async () => void loadClient(),
    at: (priority) =>
      over({
        call: (name, input, options) => client.call(name, input, { priority, ...options }),
        close: client.close,
      }),
    close: client.close,
  };
}
