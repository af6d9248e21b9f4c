import { randomBytes, timingSafeEqual } from 'node:crypto';
import { accountId } from './account.ts';
import { Refusal, type Reply } from './refusal.ts';
import { routes } from './routes.ts';

/** What the sandbox's Server-to-Server app signs in with: readable, and of no use anywhere else. */
export const credentials = {
  accountId,
  clientId: 'sandbox-client-id',
  clientSecret: 'sandbox-client-secret',
} as const;

/** The token endpoint's side of the sandbox. */
export interface Tokens {
  /** How many were given out. */
  issued: number;
  /** Seconds that a new one lives. */
  lifetime: number;
  /** Base of the API that goes with a new token; null: where the sandbox listens. */
  apiUrl: string | null;
  /** Every token given out so far is dead from now on. */
  expireAll(): void;
  /** Scopes of the app. Tokens do not gain what is added here later; what is taken away is gone at once. */
  scopes: Set<string>;
  /** Answers `POST /oauth/token`. */
  grant(request: {
    authorization: string;
    contentType: string;
    query: URLSearchParams;
    body: string;
    origin: string;
  }): Reply;
  /** Lets a call pass that carries a living token with the scope. */
  check(authorization: string, scope: string): void;
  reset(): void;
}

interface Grant {
  expiresAt: number;
  scopes: ReadonlySet<string>;
}

/** A token endpoint that has given out nothing yet. */
export function createTokens(): Tokens {
  const grants = new Map<string, Grant>();
  const all = () => routes.map((route) => route.scope);
  const tokens: Tokens = {
    issued: 0,
    lifetime: 3_600,
    apiUrl: null,
    scopes: new Set(all()),
    expireAll() {
      for (const grant of grants.values()) grant.expiresAt = 0;
    },
    grant(request) {
      const refused = refuseGrant(request);
      if (refused) return refused;
      const token = `sandbox.${randomBytes(24).toString('base64url')}`;
      const scopes = new Set(tokens.scopes);
      grants.set(token, { expiresAt: Date.now() + tokens.lifetime * 1_000, scopes });
      tokens.issued += 1;
      return {
        status: 200,
        body: {
          access_token: token,
          token_type: 'bearer',
          expires_in: tokens.lifetime,
          scope: [...scopes].join(' '),
          api_url: tokens.apiUrl ?? request.origin,
        },
      };
    },
    check(authorization, scope) {
      const grant = grants.get(authorization.replace(/^Bearer /, ''));
      if (!grant) throw new Refusal(401, 124, 'Invalid access token.');
      if (grant.expiresAt <= Date.now()) throw new Refusal(401, 124, 'Access token is expired.');
      if (grant.scopes.has(scope) && tokens.scopes.has(scope)) return;
      throw new Refusal(400, 4711, `Invalid access token, does not contain scopes:[${scope}].`);
    },
    reset() {
      grants.clear();
      tokens.issued = 0;
      tokens.lifetime = 3_600;
      tokens.apiUrl = null;
      tokens.scopes.clear();
      for (const scope of all()) tokens.scopes.add(scope);
    },
  };
  return tokens;
}

function refuseGrant(request: Parameters<Tokens['grant']>[0]): Reply | undefined {
  const no = (reason: string, error: string, status = 400): Reply => ({ status, body: { reason, error } });
  const expected = `Basic ${btoa(`${credentials.clientId}:${credentials.clientSecret}`)}`;
  if (!isSame(request.authorization, expected)) {
    return no('Invalid client_id or client_secret', 'invalid_client', 401);
  }
  // Some accounts refuse parameters in the query string; the sandbox is one of them, so that nobody starts.
  const form = /^application\/x-www-form-urlencoded/i.test(request.contentType);
  if (!form || request.query.size > 0) return no('Bad Request', 'invalid_request');
  const parameters = new URLSearchParams(request.body);
  if (parameters.get('grant_type') !== 'account_credentials') {
    return no('unsupported grant type', 'unsupported_grant_type');
  }
  if (parameters.get('account_id') !== credentials.accountId) {
    return no('Account does not exist', 'invalid_request');
  }
  return undefined;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
