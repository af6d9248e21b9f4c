import { sql, type Transaction } from 'kysely';
import type { Store } from './open.ts';
import type { Tables } from './schema.ts';

/**
 * What only one transaction at a time does, in all replicas. Versions that run beside each other have to agree on these
 * numbers.
 */
const keys = {
  /** Entries are chained to each other, so they are appended one after another. */
  'audit log': 730_114,
  /** Two replicas together must not let somebody stand in who is away. */
  'stand-ins': 730_115,
  /** A licence is given to one request, and the order is changed by one admin. */
  'waiting list': 730_116,
} as const;

/** The limits of each person are counted by one transaction at a time: the second key is a hash of their Slack id. */
const PERSON = 730_115;

/** Waits until no other transaction does this, and keeps them out until this one ends. SQLite has one writer anyway. */
export async function lock(
  kind: Store['kind'],
  trx: Transaction<Tables>,
  what: keyof typeof keys,
): Promise<void> {
  if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(keys[what])})`.execute(trx);
}

/** The same for one person. */
export async function lockPerson(
  kind: Store['kind'],
  trx: Transaction<Tables>,
  slackId: string,
): Promise<void> {
  if (kind === 'postgres')
    await sql`select pg_advisory_xact_lock(${sql.lit(PERSON)}, hashtext(${slackId}))`.execute(trx);
}
