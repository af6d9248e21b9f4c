import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { operations } from '../../src/zoom/operations.ts';

/** What Zoom really carried out, whatever the caller heard of it. */
export interface ZoomRecord {
  /**
   * The changing calls that were carried out for accounts, and the entries of Zoom's log of changes.
   *
   * @param who ids and addresses of the accounts
   */
  of(...who: string[]): { readonly calls: string[]; readonly changes: string[] };
}

/** Records from now on. */
export function recordZoom(zoom: ZoomSandbox): ZoomRecord {
  const calls: { who: string; what: string }[] = [];
  const changes: { who: string; what: string }[] = [];
  zoom.onChange((event) => {
    if (event.kind === 'change') {
      const { operation, what, userId } = event.change;
      changes.push({ who: userId, what: `${userId} ${operation} ${what}` });
      // The path of createUser names nobody; the change does.
      const email = operation === 'createUser' ? /: (\S+@\S+),/.exec(what)?.[1] : undefined;
      if (email) {
        calls.push({ who: email, what: operation });
        changes.push({ who: email, what: operation });
      }
    }
    if (event.kind !== 'call') return;
    const { method, path, operation, status, carriedOut } = event.call;
    const good = carriedOut ?? (status !== undefined && status < 300);
    const who = /^\/v2\/users\/([^/?]+)/.exec(path)?.[1];
    if (method === 'GET' || !good || !who || !operation) return;
    calls.push({ who: decodeURIComponent(who), what: operation });
  });
  const of = (list: typeof calls, who: readonly string[]) =>
    list.filter((one) => who.includes(one.who)).map((one) => one.what);
  return { of: (...who) => ({ calls: of(calls, who), changes: of(changes, who) }) };
}

const isIdempotent = (operation: string) =>
  (operations as Record<string, { idempotent: boolean } | undefined>)[operation]?.idempotent === true;

/**
 * Leaves out repetitions that have the effect of one call: the client repeats an idempotent call at once when its
 * answer was lost. Any other call that comes twice is counted twice.
 */
export function withoutRetries(record: ZoomRecord): ZoomRecord {
  const once = (list: readonly string[], operationOf: (one: string) => string) =>
    list.filter((one, i) => one !== list[i - 1] || !isIdempotent(operationOf(one)));
  return {
    of(...who) {
      const { calls, changes } = record.of(...who);
      return { calls: once(calls, (one) => one), changes: once(changes, (one) => one.split(' ')[1] ?? '') };
    },
  };
}
