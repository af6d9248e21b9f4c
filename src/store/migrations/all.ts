import type { Migration } from 'kysely/migration';
import type { AuditKeys } from '../../audit/keys.ts';
import type { MigrationName } from '../migrations.ts';
import { audit, homes, indexes, ledger, noticeQueues, requests, tableNames, turns } from './001-008.ts';
import { typedPlans } from './009-typed-plans.ts';
import { historyIndexes } from './010-history-indexes.ts';
import { decisionZoomIds } from './011-decision-zoom-ids.ts';
import { grants } from './012-grants.ts';
import { subjectNotices } from './013-subject-notices.ts';
import { signedAudit } from './014-signed-audit.ts';
import { inventories } from './015-inventories.ts';
import { licenceReviews } from './016-licence-reviews.ts';
import { campaigns } from './017-campaigns.ts';
import { waitingList } from './018-waiting-list.ts';
import { batchesAndPosted } from './019-batches-and-posted.ts';
import { erasures } from './020-erasures.ts';
import { standIns } from './022-stand-ins.ts';
import { auditStart } from './023-audit-start.ts';

/**
 * All migrations in order. A released one is never changed: databases that have run it would not get the change.
 *
 * @param keys sign the audit log
 */
export const allMigrations = (
  kind: 'sqlite' | 'postgres',
  keys: AuditKeys,
): Record<MigrationName, Migration> => ({
  '001-requests': requests,
  '002-audit': audit(kind),
  '003-homes': homes,
  '004-turns': turns,
  '005-notice-queues': noticeQueues,
  '006-ledger': ledger,
  '007-indexes': indexes,
  '008-table-names': tableNames,
  '009-typed-plans': typedPlans,
  '010-history-indexes': historyIndexes(kind),
  '011-decision-zoom-ids': decisionZoomIds,
  '012-grants': grants,
  '013-subject-notices': subjectNotices,
  '014-signed-audit': signedAudit(kind, keys),
  '015-inventories': inventories,
  '016-licence-reviews': licenceReviews,
  '017-campaigns': campaigns,
  '018-waiting-list': waitingList,
  '019-batches-and-posted': batchesAndPosted,
  '020-erasures': erasures,
  '022-stand-ins': standIns,
  '023-audit-start': auditStart,
});
