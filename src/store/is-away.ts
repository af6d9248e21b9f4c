/** Words of Node for a server that cannot be reached, and of PostgreSQL for one that stops, starts or is full. */
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '53300', '25P03', '08000', '08003', '08006'],
]);
/** What `pg` says without a code. */
const WORDS = /^(Connection terminated|timeout exceeded when trying to connect|the database does not answer)/;

/** Whether the store could not be reached or broke off: what was asked of it may work in a minute. */
export function storeIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (error instanceof AggregateError) return error.errors.some(storeIsAway);
  return (typeof code === 'string' && AWAY.has(code)) || WORDS.test(error.message);
}
