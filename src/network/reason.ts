/** Why a connection failed, in the words of Node, the proxy or TLS: from the innermost cause. It names no secret. */
export function reasonOf(error: unknown): string {
  let reason = '';
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 8; depth++) {
    const { code, message } = one as Error & { code?: unknown };
    reason = typeof code === 'string' && !code.startsWith('UND_') ? code : message || reason;
    one = (one as { original?: unknown }).original ?? one.cause;
  }
  const refused = /Proxy response \((\d+)\)/.exec(reason)?.[1];
  return refused ? `the proxy answered ${refused}` : reason;
}
