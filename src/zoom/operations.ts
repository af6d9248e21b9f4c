import { accessOperations, lookupOperations } from './operations/access.ts';
import { accountOperations } from './operations/accounts.ts';
import { assistantOperations } from './operations/assistants.ts';
import { neighbourOperations } from './operations/neighbours.ts';
import { planOperations } from './operations/plan.ts';
import { profileOperations } from './operations/profile.ts';
import { settingsOperations } from './operations/settings.ts';

/**
 * The 23 operations of Zoom's User API, and some optional operations. Methods, paths, statuses, scopes and rate labels are
 * those of Zoom's Users document; `idempotent` is our own judgement, with the reason beside each change.
 */
export const operations = {
  ...accountOperations,
  ...profileOperations,
  ...settingsOperations,
  ...accessOperations,
  ...assistantOperations,
  ...lookupOperations,
  ...planOperations,
  ...neighbourOperations,
};

/** Name of a call, as used in errors, logs and the list of scopes. */
export type OperationName = keyof typeof operations;
