import { createRequire } from 'node:module';

/** Loaded with the first file that somebody asks for: the start need not wait for it. */
const require = createRequire(import.meta.url);

/**
 * Lines of a CSV file as RFC 4180 has it. What a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, their wide
 * forms, and the blanks that hide one) becomes text by a leading apostrophe.
 */
export function csvLines(rows: readonly (readonly string[])[]): string {
  const { stringify } = require('csv-stringify/sync') as typeof import('csv-stringify/sync');
  return stringify([...rows], { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ });
}

/** One line; many at once take a fraction of the time and memory. */
export function csvLine(cells: readonly string[]): string {
  return csvLines([cells]);
}
