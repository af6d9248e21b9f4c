import { accessRows, accountRows, assistantRows, emailRows, pictureRows } from './catalogue/accounts.ts';
import { everywhereRows, type Rows, tokenRows } from './catalogue/common.ts';
import { creationRows } from './catalogue/creation.ts';
import { removalRows } from './catalogue/removal.ts';
import { settingsRows } from './catalogue/settings.ts';
import { updateRows } from './catalogue/update.ts';

/**
 * Kinds by operation, code and text: the texts of Zoom's first documentation and of the current one, old and new wording of
 * an error side by side.
 */
export const catalogue: Rows = {
  ...accountRows,
  ...creationRows,
  ...removalRows,
  ...assistantRows,
  ...emailRows,
  ...updateRows,
  ...pictureRows,
  ...accessRows,
  ...settingsRows,
  ...tokenRows,
};

/** Errors that any operation can get; an operation's own rows come first. */
export const everywhere = everywhereRows;
