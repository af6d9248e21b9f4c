const CURLY: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032]/g, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033]/g, '"'],
  [/[\u2013\u2014]/g, '-'],
  [/[\u00A0\u2007\u202F]/g, ' '],
  [/[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, ''],
];

/**
 * Undoes what Slack's clients do to typed text: curly quotes, long dashes, hard spaces, and
 * what comes along unseen when an address is pasted (zero-width and direction marks).
 */
export function normalise(text: string): string {
  return CURLY.reduce((clean, [from, to]) => clean.replace(from, to), text)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Decodes the three entities that Slack puts into command text, each once. */
export function decodeEntities(text: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}
