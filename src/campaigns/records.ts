import type { Transaction } from 'kysely';
import { appendEntry } from '../audit/append.ts';
import type { AuditAccount, AuditEvent } from '../audit/entry.ts';
import { newRequestId } from '../requests/ids.ts';
import type { Store } from '../store/open.ts';
import type { CampaignNotificationKind, Tables } from '../store/schema.ts';
import { databaseTime, fromNow } from '../store/time.ts';
import type { Campaign } from './campaign.ts';

// What is written with a change of a campaign, in the same transaction: notifications and audit entries.

/** The name under which a campaign and what belongs to it stand in the audit log. */
export const CAMPAIGN_COMMAND = 'reclaim-licences';

/** An entry in the audit log that goes with a change. */
export interface Entry {
  readonly event: AuditEvent;
  readonly actor: string;
  readonly detail: string;
}

/**
 * Writes a notification to the outbox.
 *
 * @param about the id of a person in the campaign, or of the campaign
 * @param dueIn milliseconds from now
 */
export async function notify(
  trx: Transaction<Tables>,
  now: Store['now'],
  campaignId: string,
  about: string,
  kind: CampaignNotificationKind,
  dueIn = 0,
): Promise<void> {
  await trx
    .insertInto('notifications')
    .values((e) => ({
      id: newRequestId(),
      request_id: e.selectFrom('campaigns').select('request_id').where('id', '=', campaignId),
      about,
      kind,
      state: null,
      at: now,
      due_at: fromNow(now, dueIn),
      attempts: 0,
    }))
    .execute();
}

/** Takes back what waits to be sent to people, except where a message may have been sent that is to be looked for. */
export async function dropUnsent(trx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  const unsent = trx
    .selectFrom('campaign_people')
    .select('id')
    .where('id', 'in', personIds)
    .where((w) => w.or([w('sending_json', 'is', null), w('sending_json', '=', '{}')]));
  await trx.deleteFrom('notifications').where('about', 'in', unsent).execute();
}

/** @param account whose licence it is about; `null`: it is about the campaign */
export async function appendCampaignEntry(
  store: Pick<Store, 'kind' | 'now' | 'auditKeys'>,
  trx: Transaction<Tables>,
  campaign: Pick<Campaign, 'requestId' | 'runBy'>,
  account: AuditAccount | null,
  entry: Entry,
): Promise<void> {
  await appendEntry(store, trx, {
    ...entry,
    at: await databaseTime(trx, store.now),
    requestId: campaign.requestId,
    requester: campaign.runBy,
    command: CAMPAIGN_COMMAND,
    account,
    changes: [],
  });
}
