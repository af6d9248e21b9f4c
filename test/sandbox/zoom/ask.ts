import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';

/** What the sandbox answered: the whole of it, as a client sees it. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** A form for the token endpoint, as it should be sent. */
export async function askForToken(
  sandbox: ZoomSandbox,
  change: {
    secret?: string;
    query?: string;
    headers?: Record<string, string>;
    form?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const { clientId, clientSecret, accountId } = sandbox.credentials;
  const response = await fetch(`${sandbox.oauthUrl}${change.query ?? ''}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${clientId}:${change.secret ?? clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...change.headers,
    },
    body: new URLSearchParams({
      grant_type: 'account_credentials',
      account_id: accountId,
      ...change.form,
    }).toString(),
  });
  return read(response);
}

/** A request below `/v2` with a token; `body` is sent as JSON. */
export async function ask(
  sandbox: ZoomSandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const token = (await askForToken(sandbox)).body as { access_token: string };
  const response = await fetch(`${sandbox.apiUrl}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token.access_token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return read(response);
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
