import { currentRows } from './current-rows.ts';
import { currentRowsOfAccess } from './current-rows-of-access.ts';
import { currentRowsOfAccounts } from './current-rows-of-accounts.ts';
import { currentRowsOfSettings } from './current-rows-of-settings.ts';
import type { DocumentedRow } from './documented-row.ts';
import { firstRows } from './first-rows.ts';
import { furtherFirstRows } from './further-first-rows.ts';

/** Every fault of Zoom's first documentation: 116 texts. */
export const first: readonly DocumentedRow[] = [...firstRows, ...furtherFirstRows];

/** Every fault of Zoom's current documentation: 192 texts. */
export const current: readonly DocumentedRow[] = [
  ...currentRows,
  ...currentRowsOfAccounts,
  ...currentRowsOfSettings,
  ...currentRowsOfAccess,
];
