import type { Operation } from './operation.ts';

/**
 * Fills an operation's path and query. Each value is percent-encoded once, so that an email with `+`, `%` or
 * non-Latin letters reaches Zoom as it is.
 *
 * @throws {TypeError} for an empty id, an id with a slash, `.` or `..`, and for `me`: with Server-to-Server
 * OAuth `me` is the account owner, whoever asked. A programming error, not something to show to a person.
 */
export function buildPath(
  operation: Operation,
  parameters: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string>> = {},
): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(checkedId(name, parameters[name])),
  );
  const pairs = Object.entries(query).map(([name, value]) => {
    if (!operation.query?.includes(name)) throw new TypeError(`${operation.path} takes no query ${name}`);
    return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  });
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

function checkedId(name: string, value: string | undefined): string {
  if (typeof value !== 'string' || value.trim() === '') throw new TypeError(`${name} is empty`);
  if (/[/\\]/.test(value) || /^\.+$/.test(value)) throw new TypeError(`${name} is not an id`);
  if (value.trim().toLowerCase() === 'me') throw new TypeError(`${name} must not be the literal me`);
  if (!value.isWellFormed()) throw new TypeError(`${name} is not well-formed text`);
  return value;
}
