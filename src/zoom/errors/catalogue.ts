import { accountRows } from './catalogue/accounts.ts';
import { assistantRows } from './catalogue/assistants.ts';
import { emailRows } from './catalogue/email.ts';
import { everywhereRows, tokenRows } from './catalogue/everywhere.ts';
import type { Rows } from './catalogue/row.ts';
import { updateRows } from './catalogue/update.ts';

/**
 * Operation + code + wording -> meaning: the texts of Zoom's first documentation and of the current one,
 * old and new wording of one fault side by side.
 */
export const catalogue: Rows = {
  ...accountRows,
  ...assistantRows,
  ...emailRows,
  ...updateRows,
  ...tokenRows,
};

/** Faults that any operation can meet; an operation's own rows go first. */
export const everywhere = everywhereRows;
