import { accessRows, accountRows, assistantRows, emailRows, pictureRows } from './catalogue/accounts.ts';
import { everywhereRows, type Rows, tokenRows } from './catalogue/common.ts';
import { creationRows } from './catalogue/creation.ts';
import { removalRows } from './catalogue/removal.ts';
import { settingsRows } from './catalogue/settings.ts';
import { updateRows } from './catalogue/update.ts';

/**
 * Operation + code + wording -> kind: the texts of Zoom's first documentation and of the current one,
 * old and new wording of one fault side by side.
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

/** Faults that any operation can meet; an operation's own rows go first. */
export const everywhere = everywhereRows;
