import { accessRows } from './catalogue/access.ts';
import { accountRows } from './catalogue/accounts.ts';
import { addOnRows } from './catalogue/add-ons.ts';
import { assistantRows } from './catalogue/assistants.ts';
import { creationRows } from './catalogue/creation.ts';
import { emailRows } from './catalogue/email.ts';
import { endingRows } from './catalogue/ending.ts';
import { everywhereRows, tokenRows } from './catalogue/everywhere.ts';
import { pictureRows } from './catalogue/picture.ts';
import type { Rows } from './catalogue/row.ts';
import { updateRows } from './catalogue/update.ts';

/**
 * Operation + code + wording -> kind: the texts of Zoom's first documentation and of the current one,
 * old and new wording of one fault side by side.
 */
export const catalogue: Rows = {
  ...accountRows,
  ...creationRows,
  ...endingRows,
  ...assistantRows,
  ...emailRows,
  ...updateRows,
  ...pictureRows,
  ...accessRows,
  ...addOnRows,
  ...tokenRows,
};

/** Faults that any operation can meet; an operation's own rows go first. */
export const everywhere = everywhereRows;
