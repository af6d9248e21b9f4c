import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync, readFileSync } from 'node:fs';

/** A language that the bot speaks. */
export interface Language {
  /** Its tag, the name of its catalog: `en`, `de`, `pt-BR`. */
  readonly code: string;
  /** How dates, numbers and lists are written, such as `de-AT`. */
  readonly locale: string;
  /**
   * A message in this language; `null`: the catalog does not have it. Missing for English, which stands in the code.
   *
   * @param key its English words with placeholders
   * @param parts what stands for the placeholders, by name
   */
  readonly format?: (key: string, parts: Readonly<Record<string, string | number>>) => string | null;
}

/** What messages are written in unless {@link inLanguage} says otherwise: the audit log, the log, the command line. */
export const english: Language = { code: 'en', locale: 'en-GB' };

const current = new AsyncLocalStorage<Language>();

/** The language that messages are written in at this moment. */
export function currentLanguage(): Language {
  return current.getStore() ?? english;
}

/**
 * Does something for a reader of this language: all messages that are shown meanwhile are in it.
 *
 * @example
 * ```ts
 * const content = inLanguage(await readers.person(slackId), () => answerMessage({ title: md`Done` }));
 * ```
 */
export function inLanguage<T>(language: Language, work: () => T): T {
  return current.run(language, work);
}

const FOLDER = new URL('catalogs/', import.meta.url);

/** The tags of all languages, English first. A catalog in the folder is a language. */
export const languageCodes: readonly string[] = [
  english.code,
  ...readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort(),
];

/** The messages of a language by key; in ICU MessageFormat. */
export type Catalog = Readonly<Record<string, string>>;

/** @param code one of {@link languageCodes}, other than English */
export function readCatalog(code: string): Catalog {
  return JSON.parse(readFileSync(new URL(`${code}.json`, FOLDER), 'utf8'));
}

/** The one of {@link languageCodes} that is nearest to a locale such as `pt_PT` or `de-AT`; English where none is near. */
export function codeFor(locale: string): string {
  const tag = locale.replaceAll('_', '-').toLowerCase();
  const [primary] = tag.split('-');
  return (
    languageCodes.find((code) => code.toLowerCase() === tag) ??
    languageCodes.find((code) => code.toLowerCase().split('-')[0] === primary) ??
    english.code
  );
}

type Format = NonNullable<Language['format']>;
const loaded = new Map<string, Promise<Format>>();

/**
 * The language for a locale as Slack and browsers write it. Its catalog is read when it is first needed.
 *
 * @param locale such as `de-DE`
 */
export async function loadLanguage(locale: string): Promise<Language> {
  const code = codeFor(locale);
  if (code === english.code) return english;
  const formatting = loaded.get(code) ?? readFormat(code);
  loaded.set(code, formatting);
  return { code, locale: localeIn(code, locale), format: await formatting };
}

/** The reader's own locale where it belongs to the language: an Austrian reads dates as in Austria. */
function localeIn(code: string, locale: string): string {
  const tag = locale.replaceAll('_', '-');
  return tag.split('-')[0]?.toLowerCase() === code.split('-')[0] &&
    Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
    ? tag
    : code;
}

async function readFormat(code: string): Promise<Format> {
  const { IntlMessageFormat } = await import('intl-messageformat');
  const catalog = readCatalog(code);
  const formats = new Map<string, InstanceType<typeof IntlMessageFormat>>();
  return (key, parts) => {
    const words = catalog[key];
    if (!words) return null;
    const format = formats.get(key) ?? new IntlMessageFormat(words, code, undefined, { ignoreTag: true });
    formats.set(key, format);
    return String(format.format(parts));
  };
}
