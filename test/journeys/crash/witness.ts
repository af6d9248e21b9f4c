import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';

/** What Zoom really did, whatever the caller heard of it. */
export interface Witness {
  /**
   * The changing calls that were carried out for an account, and the entries of Zoom's log of changes.
   *
   * @param who ids and addresses of the accounts
   */
  of(...who: string[]): { readonly calls: string[]; readonly changes: string[] };
}

export function watchZoom(zoom: ZoomSandbox): Witness {
  const calls: { who: string; what: string }[] = [];
  const changes: { who: string; what: string }[] = [];
  zoom.onChange((event) => {
    if (event.kind === 'change') {
      const { operation, what, userId } = event.change;
      changes.push({ who: userId, what: `${userId} ${operation} ${what}` });
      // The path of this call names nobody; the change does.
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
