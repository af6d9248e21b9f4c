import type { Core } from '../core.ts';
import { parseJson, type Rec } from '../json.ts';
import { manifestSchema, settingsOf } from '../manifest.ts';
import { ApiError, type Method } from './method.ts';

/** `apps.manifest.create`, which takes an app configuration token. */
export const appMethods: Readonly<Record<string, Method>> = {
  'apps.manifest.create': {
    token: 'config',
    scopes: [],
    required: ['manifest'],
    perMinute: 20,
    run: createFromManifest,
  },
};

/**
 * The app of the workspace becomes what the manifest says. It counts as installed at once, because there is no page to
 * install it on here; its id and tokens stay.
 */
function createFromManifest(core: Core, args: Rec): Rec {
  const read = manifestSchema.safeParse(parseJson(String(args.manifest)));
  if (!read.success) {
    const errors = read.error.issues.map(({ message, path }) => ({ message, pointer: `/${path.join('/')}` }));
    throw new ApiError('invalid_manifest', { errors });
  }
  const { scopes, events, ...says } = settingsOf(read.data);
  const { workspace } = core;
  const [command = workspace.app.command] = says.commands;
  Object.assign(workspace, { app: { ...workspace.app, ...says, command } });
  replace(workspace.scopes, scopes);
  replace(workspace.events, events);
  core.changes.touch();
  const authorize = new URL('/oauth/v2/authorize', core.url());
  authorize.search = new URLSearchParams({ client_id: '1.1', scope: scopes.join(',') }).toString();
  return {
    app_id: workspace.app.id,
    credentials: {
      client_id: '1.1',
      client_secret: 'sandbox-client-secret',
      verification_token: 'sandbox-verification-token',
      signing_secret: core.signingSecret,
    },
    oauth_authorize_url: authorize.href,
  };
}

function replace(set: Set<string>, values: readonly string[]): void {
  set.clear();
  for (const value of values) set.add(value);
}
