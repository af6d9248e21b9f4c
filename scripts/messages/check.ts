import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalog } from '../../src/languages/language.ts';
import type { SourceMessage } from './find.ts';

/** What is wrong with a translation, in a sentence. */
export interface Fault {
  readonly key: string;
  readonly says: string;
}

/** Compares a catalog with the messages of the code: what is missing, unused or malformed. */
export function faultsOf(code: string, catalog: Catalog, messages: readonly SourceMessage[]): Fault[] {
  const known = new Set(messages.map(({ key }) => key));
  return [
    ...Object.keys(catalog).flatMap((key) => (known.has(key) ? [] : [{ key, says: 'is used nowhere' }])),
    ...messages.flatMap((message) => {
      const { key } = message;
      const words = catalog[key];
      if (!words) return [{ key, says: 'is not translated' }];
      return faultsIn(code, message, words).map((says) => ({ key, says }));
    }),
  ];
}

function faultsIn(code: string, { key, parts, max }: SourceMessage, words: string): string[] {
  let elements: readonly Element[];
  try {
    elements = new IntlMessageFormat(words, code, undefined, {
      ignoreTag: true,
    }).getAst() as readonly Element[];
  } catch (error) {
    return [`cannot be read: ${(error as Error).message}`];
  }
  const wanted = Object.keys(parts);
  const used = new Set(placeholdersOf(elements));
  const unknown = [...used].filter((name) => !wanted.includes(name));
  const lost = wanted.filter((name) => !used.has(name));
  const versions = versionsOf(elements);
  const markup = versions.find((version) => marksOf(version) !== marksOf(key));
  const longest = Math.max(...versions.map((version) => [...withoutPlaceholders(version)].length));
  return [
    ...(unknown.length > 0 ? [`has the unknown placeholder {${unknown.join('}, {')}}`] : []),
    ...(lost.length > 0 ? [`lacks the placeholder {${lost.join('}, {')}}`] : []),
    ...(markup === undefined
      ? []
      : [`has other markup: ${marksOf(markup) || 'none'} instead of ${marksOf(key) || 'none'}`]),
    ...(max !== undefined && longest > max ? [`has ${longest} characters; Slack shows ${max}`] : []),
  ];
}

/** An element of a parsed message; the types are those of `@formatjs/icu-messageformat-parser`. */
interface Element {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}
const LITERAL = 0;
const COUNT = 7;

function placeholdersOf(elements: readonly Element[]): string[] {
  return elements.flatMap(({ type, value = '', options = {} }) => [
    ...(type === LITERAL || type === COUNT ? [] : [value]),
    ...Object.values(options).flatMap((option) => placeholdersOf(option.value)),
  ]);
}

/** Every sentence that the message can become: one for each case of a plural or a choice. */
function versionsOf(elements: readonly Element[]): string[] {
  return elements.reduce<string[]>(
    (begun, { type, value = '', options }) => {
      const goesOn = options
        ? Object.values(options).flatMap((option) => versionsOf(option.value))
        : [type === LITERAL ? value : type === COUNT ? '{#}' : `{${value}}`];
      return begun.flatMap((words) => goesOn.map((more) => words + more));
    },
    [''],
  );
}

const withoutPlaceholders = (words: string) => words.replace(/\{[\w#]+\}/g, '');

/** The signs that Slack reads: bold, fixed width, emoji, lines. A translation has the same ones. */
function marksOf(words: string): string {
  const signs = words.match(/:[a-z][a-z0-9_+-]+:|[*`]|\n|^>|(?<!\p{L})_|_(?!\p{L})/gmu) ?? [];
  return signs
    .map((sign) => (sign === '\n' ? '⏎' : sign))
    .sort()
    .join(' ');
}
