import type { ErrorKind } from '../../zoom/errors/error-kinds.ts';
import type { Operation } from '../../zoom/operation.ts';
import { operations } from '../../zoom/operations.ts';
import { apiUrlFor } from '../../zoom/token/api-url.ts';
import { type Granted, requestGrant } from '../../zoom/token/request-token.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { zoomScopes } from '../doctor/check-zoom.ts';
import { silent } from '../doctor/context.ts';
import { isKept, type Setup, unwritable } from './context.ts';
import type { Dialogue } from './dialogue.ts';

const APP = 'Zoom Marketplace → your app';

/** Step 3: the Zoom app: its credentials, its scopes one by one, and the plan of the account. */
export async function connectZoom(setup: Setup): Promise<void> {
  const { dialogue, env, progress } = setup;
  dialogue.heading('3 of 5  The Zoom app');
  if (!env.get('ZOOM_CLIENT_SECRET')) {
    dialogue.say(
      'As an admin of your Zoom account, open https://marketplace.zoom.us: Develop → Build App → Server-to-Server OAuth.\nFill in Information, without which Zoom activates no app. Under Scopes, add these (each on its own line, to copy):',
      zoomScopes().needed,
    );
    dialogue.say('Activate the app, and come back with what stands under App Credentials.');
  }
  await askCredentials(setup);
  await checkScopes(setup);
  if (progress.get().planChosen) return;
  const plan = await dialogue.choose({
    key: 'zoom_plan',
    message: 'Which plan does your Zoom account have? It decides how fast the bot may ask.',
    choices: [
      { value: 'free', label: 'Free' },
      { value: 'pro', label: 'Pro' },
      { value: 'business', label: 'Business or higher' },
    ],
    initial: env.get('ZOOM_PLAN') ?? 'pro',
  });
  env.set('ZOOM_PLAN', plan);
  progress.note({ planChosen: true });
}

interface Credentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The three belong together: Zoom is asked as soon as all are there, and they are written when it accepts them. */
async function askCredentials(setup: Setup): Promise<void> {
  const { dialogue, env } = setup;
  let known = credentialsIn(setup);
  if (known.accountId && known.clientId && known.clientSecret) {
    const problem = await credentialsProblem(setup, known);
    if (problem === null && (await isKept(setup, 'a Zoom app'))) {
      return dialogue.good('Zoom accepts the credentials of .env.');
    }
    if (problem !== null) dialogue.careful(`With the credentials of .env: ${problem}`);
  }
  for (;;) {
    known = {
      accountId: await ask(dialogue.text, 'zoom_account_id', 'Account ID', known.accountId),
      clientId: await ask(dialogue.text, 'zoom_client_id', 'Client ID', known.clientId),
      clientSecret: await ask(dialogue.secret, 'zoom_client_secret', 'Client Secret', ''),
    };
    const problem = await credentialsProblem(setup, known);
    if (problem === null) break;
    dialogue.refuse(problem);
  }
  env.set('ZOOM_ACCOUNT_ID', known.accountId);
  env.set('ZOOM_CLIENT_ID', known.clientId);
  env.set('ZOOM_CLIENT_SECRET', known.clientSecret);
  dialogue.good('Zoom accepts the credentials.');
}

function ask(prompt: Dialogue['text'], key: string, message: string, before: string): Promise<string> {
  return prompt({
    key,
    message: `${message}: ${APP} → App Credentials`,
    check: unwritable,
    ...(before ? { initial: before } : {}),
  });
}

function credentialsIn({ env }: Setup): Credentials {
  return {
    accountId: env.get('ZOOM_ACCOUNT_ID') ?? '',
    clientId: env.get('ZOOM_CLIENT_ID') ?? '',
    clientSecret: env.get('ZOOM_CLIENT_SECRET') ?? '',
  };
}

/** @returns why Zoom gives no token; `null`: it gives one */
async function credentialsProblem(setup: Setup, credentials: Credentials): Promise<string | null> {
  try {
    await grant(setup, credentials);
    return null;
  } catch (error) {
    const kind = error instanceof ZoomError ? error.kind : undefined;
    return (kind && CREDENTIAL_PROBLEMS[kind]) ?? `Zoom gave no access token (${(error as Error).message}).`;
  }
}

const CREDENTIAL_PROBLEMS: Partial<Record<ErrorKind, string>> = {
  'credentials-refused': 'Zoom does not accept this Client ID with this Client Secret. Copy both again.',
  'zoom-account-unknown': 'Zoom does not know this Account ID. Copy it again.',
  'app-not-activated': 'The Zoom app is not activated: Activation → Activate your app.',
  'app-type-disabled': 'This is no Server-to-Server OAuth app, or it is switched off.',
};

function grant({ wayOut, zoomUrl, zoomOauthUrl }: Setup, credentials: Credentials): Promise<Granted> {
  return requestGrant({
    ...credentials,
    apiUrl: zoomUrl,
    oauthUrl: zoomOauthUrl,
    logger: silent,
    timeoutMs: 15_000,
    wayOut,
  });
}

async function checkScopes(setup: Setup): Promise<void> {
  const { dialogue } = setup;
  for (;;) {
    const { missing, optional, role, untried } = await findScopes(setup);
    if (optional.length > 0) {
      dialogue.say(
        `Not needed, but good to have: what a change would take, how many licences are free, and who uses theirs: ${optional.join(', ')}`,
      );
    }
    if (role) {
      const problem = `Zoom says that whoever made the app lacks the permission ${role}. Let an owner or a full admin make it.`;
      if (await dialogue.lookAgain(problem, 'the bot cannot read or change accounts')) continue;
    }
    if (untried) {
      dialogue.careful('Zoom did not say which scopes the app has, so only those for reading were tried.');
    }
    if (missing.length === 0) return dialogue.good('The Zoom app has the scopes that the commands need.');
    dialogue.careful(`The Zoom app lacks ${missing.length === 1 ? 'a scope' : `${missing.length} scopes`}:`);
    dialogue.copyable(missing);
    const again = await dialogue.lookAgain(
      `Add ${missing.length === 1 ? 'it' : 'them'}: ${APP} → Scopes → Add Scopes.`,
      'commands that need them say so',
    );
    if (!again) return;
  }
}

interface Scopes {
  readonly missing: readonly string[];
  /** Those that the app could have, too. */
  readonly optional: readonly string[];
  /** The permission that the role of the app's user lacks. */
  readonly role: string | undefined;
  /** Zoom did not list the scopes of the token. */
  readonly untried: boolean;
}

/** Compares the scopes that Zoom lists with those that are needed, and tries each one for reading. */
async function findScopes(setup: Setup): Promise<Scopes> {
  const granted = await grant(setup, credentialsIn(setup));
  const listed = granted.scopes;
  const { needed, optional } = zoomScopes();
  const reads = Object.values<Operation>(operations).filter((one) => one.method === 'GET' && !one.optional);
  const base = apiUrlFor(setup.zoomUrl, granted.token.apiUrl);
  const answers = await Promise.all(
    reads.map(async (one) => ({ one, message: await tryRead(setup, base, granted.token.value, one) })),
  );
  const refused = answers.flatMap(({ one, message }) =>
    /does not contain scopes/i.test(message) ? one.scopes : [],
  );
  const [role] = answers.flatMap(
    ({ message }) => /contain permissions \[([^\]]*)\]/i.exec(message)?.[1] ?? [],
  );
  const told = listed.length > 0;
  const lacks = (scope: string) => refused.includes(scope) || (told && !listed.includes(scope));
  return { missing: needed.filter(lacks), optional: optional.filter(lacks), role, untried: !told };
}

/** An address that nobody has: Zoom checks scopes before it looks for the account. Only the list of users tells of somebody, of one. */
const NOBODY = 'frontdesk-setup@example.invalid';

/** @returns what Zoom says against it; empty when nothing, or when Zoom cannot be reached */
async function tryRead({ wayOut }: Setup, base: string, token: string, { path }: Operation): Promise<string> {
  const url = new URL(`${base}${path.replace('{userId}', encodeURIComponent(NOBODY))}`);
  if (path === '/users') url.searchParams.set('page_size', '1');
  try {
    const headers = { authorization: `Bearer ${token}` };
    const response = await wayOut.fetch(url, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    });
    return response.ok ? '' : await response.text();
  } catch {
    return '';
  }
}
