import { stringify } from 'csv-stringify/sync';

/**
 * One line of a CSV file as RFC 4180 has it. What a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, their wide
 * forms, and the blanks that hide one) becomes text by a leading apostrophe.
 */
export function csvLine(cells: readonly string[]): string {
  return stringify([cells], { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ });
}
