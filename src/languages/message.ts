import { currentLanguage } from './language.ts';

/**
 * A sentence that is not in a language yet: the words between its parts, in English, and the parts. It is put into the
 * reader's language when it is shown. {@link text} and `md` make them.
 */
export interface Message<Part> {
  /** The English words, one more than there are parts. */
  readonly strings: readonly string[];
  readonly parts: readonly Part[];
  /** The parts' names in the catalogs; without them they are numbered: `{0}`, `{1}`. */
  readonly names?: readonly string[];
}

/** How the catalogs call a message: its English words with placeholders, such as `Your account is {0}`. */
export function keyOf({ strings, names }: Pick<Message<unknown>, 'strings' | 'names'>): string {
  return strings.reduce(
    (key, words, i) => (i === 0 ? words : `${key}{${names?.[i - 1] ?? i - 1}}${words}`),
    '',
  );
}

/** The message of a key, for sentences that are kept as data. @param part what a placeholder stands for */
export function fromKey<Part>(key: string, part: (name: string) => Part): Message<Part> {
  const pieces = key.split(/\{(\w+)\}/);
  const names = pieces.filter((_, i) => i % 2 === 1);
  const message = { strings: pieces.filter((_, i) => i % 2 === 0), parts: names.map(part) };
  return names.every((name, i) => name === String(i)) ? message : { ...message, names };
}

/**
 * Whether there is anything to translate: words, or a sign that is written differently elsewhere, such as a full stop in
 * Japanese and a colon in French.
 */
export function isTranslatable(key: string): boolean {
  return /[\p{L}.?!:;“”]/u.test(key.replace(/:[a-z0-9_+-]+:|\{\w+\}|<[^>]*>/g, ''));
}

/**
 * Writes a message in the current language, in English where that has no translation.
 *
 * @param show writes a part; a number is left to the catalog, where it decides about the plural
 */
export function render<Part>(message: Message<Part>, show: (part: Part) => string): string {
  const { strings, parts, names } = message;
  const { format } = currentLanguage();
  if (format) {
    const values = parts.map((part, i) => [names?.[i] ?? i, typeof part === 'number' ? part : show(part)]);
    const translated = format(keyOf(message), Object.fromEntries(values));
    if (translated !== null) return translated;
  }
  return strings.reduce((said, words, i) => {
    const part = parts[i - 1];
    return i === 0 || part === undefined ? said + words : said + show(part) + words;
  }, '');
}
