import { type Assistants, createAssistants, createSchedulers, type Schedulers } from './assistants.ts';
import { type Client, createClient } from './client.ts';
import { loadClient } from './http.ts';
import { type Accounts, createAccounts } from './inventory.ts';
import type { Priority } from './limits/limits.ts';
import { operations } from './operations.ts';
import type { CallOptions, ZoomOptions } from './options.ts';
import { createPlan, type Plan } from './plan.ts';
import { createReports, type Reports } from './reports.ts';
import { createSettings, createSettingsMemory, type Settings, type SettingsMemory } from './settings.ts';
import { createTies, type Ties } from './ties.ts';
import { createUsers, type Users } from './users.ts';
import { ZoomError } from './zoom-error.ts';

/** Lookups that name no user; every method throws ZoomError. */
interface Lookups {
  /**
   * Whether a work-email sign-in of the account has this address. False says little: Zoom answers it for users
   * elsewhere, and for those of the account who joined by SSO, Google or Facebook.
   */
  emailExists(email: string, options?: CallOptions): Promise<boolean>;
  /** Whether the personal link name is taken. */
  vanityNameExists(name: string, options?: CallOptions): Promise<boolean>;
}

/** Zoom's User API, as far as the bot uses it. Every call throws ZoomError when it fails. */
export interface Zoom {
  readonly users: Users;
  readonly accounts: Accounts;
  readonly settings: Settings;
  readonly assistants: Assistants;
  readonly schedulers: Schedulers;
  readonly lookups: Lookups;
  readonly plan: Plan;
  readonly reports: Reports;
  readonly ties: Ties;
  /** A cheap call that proves that the token and the API work, for `/readyz`. */
  ping(options?: CallOptions): Promise<void>;
  /** The same client with another default priority; `person` is the default of {@link createZoom}. */
  at(priority: Priority): Zoom;
  /** The same client, which tells of each call that has changed something, or may have. */
  observed(mayHaveChanged: () => void): Zoom;
  /** Loads the HTTP client ahead of the first call. */
  warmUp(): Promise<void>;
  /** Call it last: other processes may have this one's share of Zoom's rate limits. */
  close(): Promise<void>;
}

/**
 * Opens a client for one Zoom account; nothing is sent before the first call. The client gets and renews its access token,
 * stays under the account's rate limits, and repeats calls where that is safe.
 *
 * @example
 * ```ts
 * const zoom = createZoom({
 *   apiUrl: 'https://api.zoom.us/v2',
 *   oauthUrl: 'https://zoom.us/oauth/token',
 *   accountId: process.env.ZOOM_ACCOUNT_ID ?? '',
 *   clientId: process.env.ZOOM_CLIENT_ID ?? '',
 *   clientSecret: process.env.ZOOM_CLIENT_SECRET ?? '',
 *   plan: 'business',
 *   cache: new Keyv(),
 *   logger: pino(),
 * });
 *
 * try {
 *   const user = await zoom.users.get('ada@example.com', { signal: AbortSignal.timeout(3_000) });
 *   await zoom.users.update(user.id, { display_name: 'Ada King' });
 * } catch (error) {
 *   if (!(error instanceof ZoomError)) throw error;
 *   // `unknown`: the change may have been made; read the user again before repeating it.
 *   console.error(explain(error).says, error.effect);
 * }
 *
 * for await (const users of zoom.users.all({ status: 'active' })) console.log(users.length);
 * await zoom.close();
 * ```
 */
export function createZoom(options: ZoomOptions): Zoom {
  return withClient(createClient(options), { ...options, memory: createSettingsMemory() });
}

/** What all clients of one account have in common. */
type Shared = Pick<ZoomOptions, 'licencesBought' | 'logger'> & { readonly memory: SettingsMemory };

function withClient(client: Client, shared: Shared): Zoom {
  const lookups = createLookups(client);
  return {
    users: createUsers(client),
    accounts: createAccounts(client),
    settings: createSettings(client, shared.memory),
    assistants: createAssistants(client),
    schedulers: createSchedulers(client),
    lookups,
    plan: createPlan(client, shared),
    reports: createReports(client),
    ties: createTies(client),
    // Light by Zoom's rate limits, and it concerns no account.
    ping: async (options) => {
      await lookups.vanityNameExists('frontdesk-ping', options);
    },
    warmUp: async () => {
      await loadClient();
    },
    at: (priority) =>
      withClient(
        {
          call: (name, input, options) => client.call(name, input, { priority, ...options }),
          close: client.close,
        },
        shared,
      ),
    observed: (mayHaveChanged) => withClient(observedClient(client, mayHaveChanged), shared),
    close: client.close,
  };
}

/** A call changed something when it succeeded, and perhaps when its outcome is unknown. */
function observedClient({ call, close }: Client, mayHaveChanged: () => void): Client {
  return {
    async call(name, input, options) {
      try {
        const answer = await call(name, input, options);
        if (operations[name].method !== 'GET') mayHaveChanged();
        return answer;
      } catch (error) {
        if (error instanceof ZoomError && error.effect === 'unknown') mayHaveChanged();
        throw error;
      }
    },
    close,
  };
}

function createLookups({ call }: Client): Lookups {
  return {
    emailExists: async (email, options) =>
      (await call('checkEmail', { query: { email } }, options)).existed_email,
    vanityNameExists: async (name, options) =>
      (await call('checkVanityName', { query: { vanity_name: name } }, options)).existed,
  };
}
