import { assistantErrors } from './documented-errors/assistants.ts';
import { createErrors } from './documented-errors/create-user.ts';
import { deleteErrors } from './documented-errors/delete-user.ts';
import type { DocumentedError } from './documented-errors/documented-error.ts';
import { settingsErrors } from './documented-errors/settings.ts';
import { emailErrors, passwordErrors, pictureErrors, updateErrors } from './documented-errors/update-user.ts';

export type { DocumentedError, ErrorRequest } from './documented-errors/documented-error.ts';

/**
 * Every fault of Zoom's first documentation of the 23 user operations, each with the state and the request that
 * bring it about on the local Zoom. Start each from a fresh account: `reset()`, `set`, then the request.
 */
export const documentedErrors: readonly DocumentedError[] = [
  ...createErrors,
  ...updateErrors,
  ...deleteErrors,
  ...assistantErrors,
  ...pictureErrors,
  ...settingsErrors,
  ...passwordErrors,
  ...emailErrors,
];
