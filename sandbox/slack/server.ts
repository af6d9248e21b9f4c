import type { Server } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { people as fixturePeople, type SandboxPerson } from '../people.ts';
import { createActions } from './actions/all.ts';
import { controlRoutes, desktopRoutes } from './control-routes.ts';
import { type Core, createChanges } from './core.ts';
import { type AppSettings, createWorkspace } from './create-workspace.ts';
import type { Delivery, Outcome } from './delivery.ts';
import type { Snapshot } from './desktop.ts';
import { createDispatcher } from './dispatcher.ts';
import { createFaults, type SlackFaults } from './faults.ts';
import { hookRoutes } from './hook-routes.ts';
import { makeSecret } from './ids.ts';
import { createLog, type Entry } from './log.ts';
import { createPerson, type Person } from './person.ts';
import { createResponseUrls } from './response-urls.ts';
import { snapshotOf } from './snapshot.ts';
import { createTriggers } from './triggers.ts';
import { webApi } from './web-api/routes.ts';
import type { Workspace } from './workspace.ts';

export interface SlackOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** The address by which the app knows it, where that is not the one that it listens on: behind a proxy. */
  readonly publicUrl?: string;
  readonly people?: readonly SandboxPerson[];
  /** Where payloads go as signed HTTP; without it, over a connected Socket Mode client. */
  readonly requestUrl?: string | null;
  /** The slash command's name; `/zoom` when left out. */
  readonly command?: string;
  /** Acts as a workspace of an organisation on Enterprise Grid, where the app is installed in one of both. */
  readonly grid?: 'workspace' | 'organisation' | null;
  /** What the app's manifest says: its name, more commands, scopes and events. Frontdesk's when left out. */
  readonly app?: AppSettings;
  /** Tokens and secret to use in place of random ones. */
  readonly secrets?: { readonly botToken: string; readonly appToken: string; readonly signingSecret: string };
  /** Adds the caller's own routes, such as the web page. */
  readonly mount?: (app: Hono) => void;
  /** How long the app has to acknowledge: 3000 ms at Slack. */
  readonly ackTimeoutMs?: number;
  /** How long a `trigger_id` lives: 3000 ms at Slack. */
  readonly triggerTtlMs?: number;
  /** How long a `response_url` lives: 30 minutes at Slack. */
  readonly responseUrlTtlMs?: number;
  /** When an event is sent again: at once, after a minute, after five. */
  readonly eventRetryDelaysMs?: readonly number[];
  /** How far Slack's clock is ahead of this machine's, in milliseconds. */
  readonly clockAheadMs?: number;
  /** Answer 429 beyond Slack's tiers; off by default. */
  readonly enforceRateLimits?: boolean;
}

/** A running local Slack. */
export interface SlackSandbox {
  readonly url: string;
  /** The base of the Web API as the app knows it. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  /** An app configuration token, for `apps.manifest.create`. */
  readonly configToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly appId: string;
  readonly teamId: string;
  /** The live state; after changing it by hand, call {@link SlackSandbox.touch}. */
  readonly workspace: Workspace;
  readonly faults: SlackFaults;
  /** Calls and deliveries, the oldest first; no arguments, no tokens. */
  readonly log: readonly Entry[];
  /** Several: they take turns, as behind a load balancer. */
  setRequestUrl(url: string | readonly string[] | null): void;
  /** What this person sees. Throws when there is nobody with this id. */
  snapshot(userId: string): Snapshot;
  /** A person at their Slack, by id or handle. */
  as(userOrHandle: string): Person;
  /** Sends a payload of one's own making, signed like any other: replays, forged clicks. */
  deliver(delivery: Delivery): Promise<Outcome>;
  /** Ends Socket Mode connections: with a word (`refresh_requested`), or `cut` without one. */
  disconnectSockets(reason: 'refresh_requested' | 'warning' | 'link_disabled' | 'cut'): void;
  /** Tells those who wait and watch that the state was changed by hand. */
  touch(): void;
  onChange(listener: () => void): () => void;
  /** Back to a fresh workspace; connections, tokens and the request URL stay. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts a local Slack that is as strict as Slack. Rejects when the port is taken.
 *
 * @example
 * ```ts
 * const slack = await startSlack({ command: '/lunch', requestUrl: 'http://127.0.0.1:3000/slack/events' });
 * const ada = slack.as('ada');
 * await ada.command('/lunch soup');
 * const question = await ada.waitFor(() => ada.messages('general').find((one) => one.text === 'Soup?'));
 * await ada.click(question, 'yes');
 * await slack.close();
 * ```
 */
export async function startSlack(options: SlackOptions = {}): Promise<SlackSandbox> {
  const fresh = () =>
    createWorkspace(
      options.people ?? fixturePeople,
      options.command ?? '/zoom',
      options.app,
      options.grid
        ? { id: 'E0GRID', name: 'Sandbox Grid', orgInstall: options.grid === 'organisation' }
        : null,
    );
  const workspace = fresh();
  const { signingSecret, botToken, appToken } = options.secrets ?? makeSecrets(workspace.app.id);
  const changes = createChanges();
  const log = createLog();
  const dispatcher = createDispatcher({
    signingSecret,
    log,
    appId: workspace.app.id,
    onChange: changes.touch,
    timeoutMs: options.ackTimeoutMs ?? 3000,
    requestUrl: options.requestUrl ?? null,
  });
  let url = '';
  const core: Core = {
    workspace,
    changes,
    log,
    faults: createFaults(),
    triggers: createTriggers(options.triggerTtlMs ?? 3000),
    responseUrls: createResponseUrls(workspace.team.id, options.responseUrlTtlMs ?? 30 * 60_000),
    eventRetryDelaysMs: options.eventRetryDelaysMs ?? [0, 60_000, 300_000],
    suggestions: new Map(),
    botToken,
    appToken,
    configToken: options.secrets ? 'xoxe.xoxp-sandbox' : `xoxe.xoxp-1-${makeSecret(32)}`,
    signingSecret,
    url: () => options.publicUrl ?? url,
    deliver: dispatcher.deliver,
    socketUrl: dispatcher.sockets.ticket,
    online: dispatcher.online,
  };
  const actions = createActions(core);
  const reset = () => {
    Object.assign(workspace, fresh());
    core.responseUrls.clear();
    core.faults.clear();
    core.suggestions.clear();
    log.entries.length = 0;
    changes.touch();
  };
  const app = new Hono();
  const { clockAheadMs } = options;
  if (clockAheadMs) {
    app.use(async (c, next) => {
      await next();
      c.header('Date', new Date(Date.now() + clockAheadMs).toUTCString());
    });
  }
  app.route('/api', webApi(core, options.enforceRateLimits ?? false));
  app.route('/', hookRoutes(core));
  app.route('/sandbox', desktopRoutes(core, actions));
  // What is mounted goes first: the whole sandbox starts afresh where this server alone would reset its workspace.
  options.mount?.(app);
  app.route('/sandbox', controlRoutes(core, reset));

  const host = options.host ?? '127.0.0.1';
  const server = serve({ fetch: app.fetch, hostname: host, port: options.port ?? 0 });
  server.on('upgrade', dispatcher.sockets.upgrade);
  url = await listening(server, host);

  return {
    url,
    apiUrl: `${core.url()}/api/`,
    signingSecret,
    workspace,
    faults: core.faults,
    log: log.entries,
    botToken: core.botToken,
    appToken: core.appToken,
    configToken: core.configToken,
    appId: workspace.app.id,
    botUserId: workspace.app.userId,
    teamId: workspace.team.id,
    setRequestUrl: dispatcher.setRequestUrl,
    snapshot: (userId) => snapshotOf(core, userId),
    as: (key) => createPerson(core, actions, key),
    deliver: dispatcher.deliver,
    disconnectSockets: dispatcher.sockets.disconnect,
    touch: changes.touch,
    onChange: changes.onChange,
    reset,
    close() {
      dispatcher.sockets.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

function makeSecrets(appId: string) {
  return {
    signingSecret: makeSecret(16),
    botToken: `xoxb-1-1-${makeSecret(12)}`,
    appToken: `xapp-1-${appId}-1-${makeSecret(32)}`,
  };
}

/** Waits until a server listens and gives its address, `http://host:port`. Rejects when it cannot. */
function listening(server: Pick<Server, 'address' | 'listening' | 'once'>, host: string): Promise<string> {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return new Promise((resolve, reject) => {
    const done = () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(`http://${name}:${address.port}`);
      else reject(new Error('The local Slack listens on no port'));
    };
    if (server.listening) done();
    server.once('listening', done);
    server.once('error', reject);
  });
}
