import { appendEntry } from '../audit/append.ts';
import type { AuditEvent } from '../audit/entry.ts';
import type { ReadCommand } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Account } from '../identity/account.ts';
import type { Store } from '../store/open.ts';
import { newRequestId } from './ids.ts';
import type { RequestStore } from './request-store.ts';

/** Something that was read and that is not the reader's own, or a secret. */
interface Read {
  readonly event: Extract<AuditEvent, 'issued' | 'exported' | 'looked-at'>;
  readonly by: string;
  readonly command: string;
  /** `null`: it concerns no single account. */
  readonly account: Account | null;
  readonly detail: string;
  /** The id under which its owner is told of it. */
  readonly id?: string;
}

interface ReadLogDeps {
  readonly store: Store;
  readonly requests: Pick<RequestStore, 'time'>;
}

const DETAIL_MAX = 500;

/**
 * Appends who has read what to the audit log. Call it before anything is shown: what cannot be recorded is not shown.
 *
 * @throws when the store cannot be reached
 */
export async function recordRead({ store, requests }: ReadLogDeps, read: Read): Promise<void> {
  const at = await requests.time();
  await store.db.transaction().execute((trx) =>
    appendEntry(store, trx, {
      at,
      requestId: read.id ?? newRequestId(),
      event: read.event,
      actor: read.by,
      requester: read.by,
      command: read.command,
      account: read.account,
      changes: [],
      detail: read.detail.slice(0, DETAIL_MAX),
    }),
  );
}

/** What was asked for, such as `event: denied, since: 7d`. A command that only reads has no secret fields. */
export function askedFor({ fields }: Pick<ReadCommand, 'fields'>, values: AnyValues): string {
  return fields.flatMap(({ name }) => (values[name] ? [`${name}: ${values[name]}`] : [])).join(', ');
}
