import { assistantRows } from './documented-errors/assistants.ts';
import { createRows } from './documented-errors/create-user.ts';
import { deleteRows } from './documented-errors/delete-user.ts';
import type { ZoomRow } from './documented-errors/documented-error.ts';
import { settingsRows } from './documented-errors/settings.ts';
import { emailRows, passwordRows, pictureRows, updateRows } from './documented-errors/update-user.ts';

export type { RowFile, RowRequest, ZoomRow } from './documented-errors/documented-error.ts';

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
