import type { ErrorRequest } from '../../../sandbox/zoom/documented-errors.ts';
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

/** A request with a JSON body, a form or neither, as a row has it. */
export function send(sandbox: ZoomSandbox, { method, path, body, multipart }: ErrorRequest): Promise<Answer> {
  if (!multipart) return ask(sandbox, method, path, body);
  const form = new FormData();
  form.append(multipart.field, new File([multipart.bytes], multipart.filename));
  return askWithForm(sandbox, path, form);
}

/** A form, posted. */
export async function askWithForm(sandbox: ZoomSandbox, path: string, form: FormData): Promise<Answer> {
  const token = (await askForToken(sandbox)).body as { access_token: string };
  const headers = { authorization: `Bearer ${token.access_token}` };
  return read(await fetch(`${sandbox.apiUrl}${path}`, { method: 'POST', headers, body: form }));
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
