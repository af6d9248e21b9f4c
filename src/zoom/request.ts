import { exactJson } from './exact-json.ts';
import type { Operation } from './operation.ts';
import { secretsIn } from './secrets.ts';

/**
 * Fills an operation's path and query. Each value is percent-encoded once, so that an email with `+`, `%` or
 * non-Latin letters reaches Zoom unchanged.
 *
 * @throws {TypeError} for an empty id, an id with a slash that is no address, `.` or `..`, and for `me`: with Server-to-Server
 * OAuth `me` is always the account owner. A programming error, not something to show to a person.
 */
export function buildPath(
  operation: Operation,
  parameters: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(checkedId(name, parameters[name])),
  );
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (!operation.query?.includes(name)) throw new TypeError(`${operation.path} takes no query ${name}`);
    return [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  });
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

function checkedId(name: string, value: string | undefined): string {
  if (typeof value !== 'string' || value.trim() === '') throw new TypeError(`${name} is empty`);
  if (/\\/.test(value) || /^\.+$/.test(value) || !mayHoldSlash(value))
    throw new TypeError(`${name} is not an id`);
  if (value.trim().toLowerCase() === 'me') throw new TypeError(`${name} must not be the literal me`);
  if (!value.isWellFormed()) throw new TypeError(`${name} is not well-formed text`);
  return value;
}

/** An address may have a slash before its "@", but nothing that a server could take for another path. */
function mayHoldSlash(value: string): boolean {
  if (!value.includes('/')) return true;
  const [local = '', domain = '', ...others] = value.split('@');
  const segments = local.split('/');
  const isPlain = segments.every((segment) => segment !== '' && !/^\.+$/.test(segment));
  return isPlain && domain !== '' && !domain.includes('/') && others.length === 0;
}

/** A validated and encoded body. */
export interface RequestBody {
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
  /** What of it must be in no error and no log. */
  readonly secrets: readonly string[];
}

/**
 * Checks a body against its operation's schema and encodes it, as JSON or, for a file, as multipart/form-data.
 *
 * @throws {TypeError} for a body that does not match: a programming error. It names fields, not their values.
 */
export async function encodeBody(name: string, operation: Operation, body: unknown): Promise<RequestBody> {
  if (!operation.request) return { secrets: [] };
  const checked = operation.request.safeParse(body);
  if (!checked.success) {
    // Field and problem, not the value: it may be a password.
    const issues = checked.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`);
    throw new TypeError(`${name}: the body does not fit (${issues.join(', ')})`);
  }
  if (operation.filePart !== undefined) return encodeFile(operation.filePart, checked.data as FileBody);
  return {
    body: exactJson(checked.data),
    contentType: 'application/json',
    secrets: secretsIn(checked.data),
  };
}

interface FileBody {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

async function encodeFile(part: string, { name, type, content }: FileBody): Promise<RequestBody> {
  const form = new FormData();
  form.append(part, new File([new Uint8Array(content)], name, { type }));
  // The platform's own encoder escapes the name and finds a boundary.
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
    secrets: [],
  };
}
