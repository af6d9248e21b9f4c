/**
 * A text as it may be stored, hashed, shown and sent: well-formed Unicode (half an emoji becomes U+FFFD) without
 * control characters. Line breaks stay, as `\n`. PostgreSQL refuses U+0000, and every database returns half an emoji
 * other than it was given.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/(?!\n)\p{Cc}/gu, '');
}

/** The text on one line, for names and everything else that is no sentence of somebody's own. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Whether {@link cleanText} would change what can be typed on one line: a password must not be changed unseen. */
export function isTypeable(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}
