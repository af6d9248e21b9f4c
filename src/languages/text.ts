import { z } from 'zod';
import { english, inLanguage } from './language.ts';
import { fromKey, keyOf, type Message, render } from './message.ts';

/** What stands in a {@link Text}: what people typed, names and numbers as they are; other texts in the reader's language. */
export type TextPart = string | number | Text;

/** Plain text for people, such as the label of a button, that is not in a language yet. */
export class Text {
  readonly message: Message<TextPart>;
  constructor(message: Message<TextPart>) {
    this.message = message;
  }

  /** The words, in the current language. Slack shows plain text as it is: nothing is escaped. */
  get words(): string {
    return render(this.message, wordsOf);
  }

  toString(): string {
    return this.words;
  }

  /** How it is stored: as a message, not as words. {@link readText} reads it. */
  toJSON(): StoredText {
    return { text: keyOf(this.message), parts: this.message.parts };
  }
}

/** What is stored of a {@link Text}. */
export interface StoredText {
  readonly text: string;
  readonly parts: readonly unknown[];
}

/** @param stored what JSON made of a text; a version with one language stored its words */
export function readText(stored: StoredText | string): Text {
  if (typeof stored === 'string') return asIs(stored);
  const [first] = stored.parts;
  if (stored.text === '{0}' && typeof first === 'object' && first !== null)
    return readArgument(first) as Text;
  const parts = [...stored.parts];
  return new Text(
    fromKey(stored.text, () => {
      const part = parts.shift();
      if (typeof part === 'number') return part;
      return typeof part === 'object' && part !== null ? (readArgument(part) as Text) : String(part ?? '…');
    }),
  );
}

/** What is stored of a text that {@link writtenText} makes. */
interface StoredWriting {
  readonly written: string;
  readonly from: readonly unknown[];
}

function readArgument(stored: unknown): unknown {
  if (Array.isArray(stored)) return stored.map(readArgument);
  if (typeof stored !== 'object' || stored === null) return stored;
  if ('text' in stored) return readText(stored as StoredText);
  if (!('written' in stored)) return stored;
  const { written, from } = stored as StoredWriting;
  return new WrittenText(written, from.map(readArgument));
}

const writers = new Map<string, (from: readonly unknown[]) => string>();

/** A text that is written anew for each reader, such as a date: what it is written from is stored. */
class WrittenText extends Text {
  readonly #written: string;
  readonly #from: readonly unknown[];
  constructor(written: string, from: readonly unknown[]) {
    super({ strings: [''], parts: [] });
    this.#written = written;
    this.#from = from;
  }

  override get words(): string {
    return writers.get(this.#written)?.(this.#from) ?? '…';
  }

  override toJSON(): StoredText {
    return { text: '{0}', parts: [{ written: this.#written, from: this.#from } satisfies StoredWriting] };
  }
}

/**
 * Texts that are no sentences, but follow the reader's language: dates, numbers, lists.
 *
 * @param written how they are called where they are stored
 * @param write writes one in the current language
 */
export function writtenText<From extends readonly unknown[]>(
  written: string,
  write: (...from: From) => string,
): (...from: From) => Text {
  writers.set(written, (from) => write(...(from as unknown as From)));
  return (...from) => new WrittenText(written, from);
}

/** A text in stored data: a plan's changes, the buttons of a problem. */
export const storedText = z
  .union([z.instanceof(Text), z.string(), z.object({ text: z.string(), parts: z.array(z.unknown()) })])
  .transform((stored) => (stored instanceof Text ? stored : readText(stored)));

/** What is stored of a message in mrkdwn. */
export interface StoredMessage {
  readonly message: string;
  readonly parts: readonly unknown[];
}

/**
 * Writes plain text that is translated for its reader.
 *
 * @example
 * ```ts
 * { label: text`Ask ${name} to request one`, action: 'request:suggest-licence' }
 * ```
 */
export function text(strings: TemplateStringsArray, ...parts: readonly TextPart[]): Text {
  return new Text({ strings, parts });
}

/** What is not translated, such as a name, where a text is asked for. */
export function asIs(words: string): Text {
  return new Text({ strings: ['', ''], parts: [words] });
}

/** "a, b": texts with commas between them, to be stored or compared; `listed` writes a list as the language does. */
export function joined(parts: readonly TextPart[]): Text {
  return new Text({ strings: ['', ...parts.slice(1).map(() => ', '), ''], parts });
}

/** The words of a part, in the current language; a number as English writes it, because catalogs write their own. */
export function wordsOf(part: TextPart): string {
  if (part instanceof Text) return part.words;
  return typeof part === 'number' ? part.toLocaleString('en') : part;
}

/** The English words, by which texts are told apart: a stored one may be of a version with one language. */
export function inEnglish(words: Text | string): string {
  return inLanguage(english, () => wordsOf(words));
}

/** Whether two values are the same. They are compared in English, whatever the current language. */
export function isSame(one: Text | string | undefined, other: Text | string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return inEnglish(one) === inEnglish(other);
}
