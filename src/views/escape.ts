import { cleanText, oneLine } from '../clean-text.ts';

/** Bidirectional control characters: a name must not reorder the sentence around it. */
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

/** The text with a sign in place of what would turn the order of the words around it. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(DIRECTION_MARKS, '\uFFFD');
}

/** Escapes the three characters that Slack reads as markup, in Slack's order: `&`, `<`, `>`. */
export function escapeMrkdwn(text: string): string {
  return withoutDirectionMarks(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Signs that Slack reads as formatting, with the look-alike that it does not; inside a word `_` and `~` are no marks. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/\*/g, '∗'],
  [/`/g, 'ʼ'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ'],
  [/(?<![\p{L}\p{N}])~|~(?![\p{L}\p{N}])/gu, '∼'],
  // `:tick:` becomes an emoji; a time of day does not.
  [/:(?!\d\d:)(?=[^\s:]{1,100}:)/g, '∶'],
  // At the beginning of a line it makes a quotation.
  [/^(\s*)>/gm, '$1›'],
];

/** Text with nothing left in it that Slack would read as formatting, a mention or a link. */
export function unformatted(text: string): string {
  return escapeMrkdwn(MARKS.reduce((rest, [mark, lookalike]) => rest.replace(mark, lookalike), text));
}

/** A name, or another value that is filled in: on one line, so that it cannot pass for a line of ours. */
export function filledIn(value: string): string {
  return unformatted(/[\n\r\u2028\u2029]/.test(value) ? oneLine(value) : cleanText(value));
}
