/** A cell that a spreadsheet would take for a formula: `=`, `+`, `-`, `@`, and the blanks that hide one. */
const FORMULA = /^[=+\-@\t\r]/;

/** One line of a CSV file as RFC 4180 has it. What looks like a formula becomes text by a leading apostrophe. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
