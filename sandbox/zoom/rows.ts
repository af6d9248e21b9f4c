import { assistantRows } from './rows/assistants.ts';
import { createRows } from './rows/create.ts';
import { deleteRows } from './rows/delete.ts';
import { emailRows } from './rows/email.ts';
import { passwordRows } from './rows/password.ts';
import { pictureRows } from './rows/picture.ts';
import type { ZoomRow } from './rows/row.ts';
import { settingsRows } from './rows/settings.ts';
import { updateRows } from './rows/update.ts';

export type { RowFile, RowRequest, ZoomRow } from './rows/row.ts';

/**
 * Every fault of Zoom's first documentation of the 23 user operations, each with the state and the request that
 * bring it about on the local Zoom. Start each from a fresh account: `reset()`, `set`, then the request.
 */
export const zoomRows: readonly ZoomRow[] = [
  ...createRows,
  ...updateRows,
  ...deleteRows,
  ...assistantRows,
  ...pictureRows,
  ...settingsRows,
  ...passwordRows,
  ...emailRows,
];
