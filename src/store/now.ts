import { type RawBuilder, sql } from 'kysely';

/** The database's own clock in milliseconds since 1970: the one clock that all replicas share. */
export function now(kind: 'sqlite' | 'postgres'): RawBuilder<number> {
  return kind === 'sqlite'
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;
}
