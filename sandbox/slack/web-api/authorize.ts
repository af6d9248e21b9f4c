import type { Core } from '../core.ts';
import { ApiError, type Method, missingScope } from './method.ts';

/** Checks the token's kind and its scopes. Returns the granted scopes. Throws {@link ApiError}. */
export function authorize(core: Core, method: Method, token: string | undefined): ReadonlySet<string> {
  const { scopes, appScopes } = core.workspace;
  if (method.token === 'none') return new Set();
  if (!token) throw new ApiError('not_authed');
  const kind = token === core.botToken ? 'bot' : token === core.appToken ? 'app' : undefined;
  if (!kind) throw new ApiError('invalid_auth');
  if (method.token !== 'any' && method.token !== kind) throw new ApiError('not_allowed_token_type');
  const granted = kind === 'bot' ? scopes : appScopes;
  const lacking = method.scopes.find((scope) => !granted.has(scope));
  if (lacking) throw missingScope(lacking, granted);
  return granted;
}
