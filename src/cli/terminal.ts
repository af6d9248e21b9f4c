import { stripVTControlCharacters, styleText } from 'node:util';

/** Where a command writes for a person: plain in a file or a pipe and with NO_COLOR, in colour on a terminal. */
export interface Terminal {
  readonly bold: Style;
  readonly dim: Style;
  readonly good: Style;
  readonly bad: Style;
  readonly careful: Style;
  /** How many columns there are, at most 110: longer lines are hard to read. */
  readonly width: number;
  /** One line to stdout: the answer. */
  say(line?: string): void;
  /** One line to stderr: what is not part of the answer. */
  complain(line: string): void;
}
type Style = (text: string) => string;

const WIDEST = 110;

/** The terminal of this process. `styleText` knows NO_COLOR, FORCE_COLOR and whether the stream is a terminal. */
export function createTerminal(
  stdout: NodeJS.WriteStream = process.stdout,
  stderr: NodeJS.WriteStream = process.stderr,
): Terminal {
  const style =
    (format: Parameters<typeof styleText>[0]): Style =>
    (text) =>
      styleText(format, text, { stream: stdout });
  return {
    bold: style('bold'),
    dim: style('dim'),
    good: style('green'),
    bad: style('red'),
    careful: style('yellow'),
    width: Math.min(stdout.columns || WIDEST, WIDEST),
    say: (line = '') => void stdout.write(`${line}\n`),
    complain: (line) => void stderr.write(`${line}\n`),
  };
}

/** A text broken into lines of at most `width` columns; all but the first are put behind `indent` blanks. */
export function wrap(text: string, width: number, indent = 0): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line && columns(line) + 1 + columns(word) > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** Rows with their cells below each other. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columns(row[i] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - columns(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function columns(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
