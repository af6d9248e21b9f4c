import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: a migration works on the tables of its own day, not on today's.
export type AnyDatabase = Kysely<any>;
