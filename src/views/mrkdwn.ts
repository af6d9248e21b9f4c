import { cleanText, oneLine } from '../clean-text.ts';
import { dayInUtc, timeInUtc, withSmallLetter } from '../languages/formats.ts';
import { currentLanguage } from '../languages/language.ts';
import { fromKey, keyOf, type Message, render } from '../languages/message.ts';
import {
  readText,
  type StoredMessage,
  type StoredText,
  type Text,
  text,
  wordsOf,
} from '../languages/text.ts';
import { escapeMrkdwn, filledIn, unformatted } from './escape.ts';

/**
 * Text that is safe to send to Slack as mrkdwn. Only {@link md} and the functions here make it, and they escape
 * whatever a person typed and every name that comes from Zoom or Slack. A plain string never passes for it.
 */
export class Mrkdwn {
  readonly #source: string;
  constructor(source: string) {
    this.#source = source;
  }

  /** What Slack gets: in the current language, unless it is no sentence. */
  get source(): string {
    return this.#source;
  }

  /** How it is stored; {@link readMrkdwn} reads it. */
  toJSON(): unknown {
    return { source: this.source };
  }
}

type MrkdwnPart = Mrkdwn | Text | string | number;

/** A sentence, in the current language whenever it is shown. */
class MrkdwnMessage extends Mrkdwn {
  readonly #message: Message<MrkdwnPart>;
  constructor(message: Message<MrkdwnPart>) {
    super('');
    this.#message = message;
  }

  override get source(): string {
    return render(this.#message, shown);
  }

  override toJSON(): StoredMessage {
    return { message: keyOf(this.#message), parts: this.#message.parts };
  }
}

function shown(part: MrkdwnPart): string {
  return part instanceof Mrkdwn ? part.source : filledIn(wordsOf(part));
}

/** How something in mrkdwn is changed whenever it is shown, after it is in its language. */
const changes = {
  and: (parts: readonly MrkdwnPart[]) => listOf(parts, 'conjunction'),
  or: (parts: readonly MrkdwnPart[]) => listOf(parts, 'disjunction'),
  unbold: ([part = '']: readonly MrkdwnPart[]) =>
    shown(part).replace(/`[^`]*`|\*/g, (found) => (found === '*' ? '' : found)),
  small: ([part = '']: readonly MrkdwnPart[]) => withSmallLetter(shown(part)),
  code: ([part = '']: readonly MrkdwnPart[]) =>
    code(part instanceof Mrkdwn ? part.source : wordsOf(part)).source,
  value: ([part = '']: readonly MrkdwnPart[]) =>
    part instanceof Mrkdwn ? bold(part).source : value(wordsOf(part)).source,
} as const;

class ChangedMrkdwn extends Mrkdwn {
  readonly #change: keyof typeof changes;
  readonly #parts: readonly MrkdwnPart[];
  constructor(change: keyof typeof changes, parts: readonly MrkdwnPart[]) {
    super('');
    this.#change = change;
    this.#parts = parts;
  }

  override get source(): string {
    return changes[this.#change](this.#parts);
  }

  override toJSON(): StoredChange {
    return { change: this.#change, parts: this.#parts };
  }
}

interface StoredChange {
  readonly change: keyof typeof changes;
  readonly parts: readonly unknown[];
}

function listOf(parts: readonly MrkdwnPart[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(currentLanguage().locale, { type }).format(parts.map(shown));
}

/**
 * Writes mrkdwn: what stands in the template is markup; what is filled in is escaped, on one line and without
 * formatting, unless it is {@link Mrkdwn} already. It is translated for its reader.
 */
export function md(strings: TemplateStringsArray, ...parts: readonly MrkdwnPart[]): Mrkdwn {
  return new MrkdwnMessage({ strings, parts });
}

/** Fills `{placeholders}` of a sentence kept as data. Values are escaped; an unknown placeholder becomes "…". */
export function fill(sentence: string, values: Readonly<Record<string, Mrkdwn | string>>): Mrkdwn {
  return new MrkdwnMessage(fromKey(escapeMrkdwn(sentence), (name) => values[name] || '…'));
}

/** The parts with the separator between them, such as a space, a comma or a line break. */
export function join(parts: readonly Mrkdwn[], separator: string): Mrkdwn {
  return new MrkdwnMessage({ strings: ['', ...parts.slice(1).map(() => separator), ''], parts });
}

/** Things to choose from, as the reader's language lists them: "a, b or c". */
export function oneOf(parts: readonly Mrkdwn[]): Mrkdwn {
  return new ChangedMrkdwn('or', parts);
}

/** All of them, as the reader's language lists them: "a, b and c". */
export function allOf(parts: readonly Mrkdwn[]): Mrkdwn {
  return new ChangedMrkdwn('and', parts);
}

/** Names a Slack user (U…, W…) or a user group (S…); Slack's clients show the name. */
export function mention(slackId: string): Mrkdwn {
  const id = slackId.replace(/[^A-Z0-9]/g, '');
  return new Mrkdwn(id.startsWith('S') ? `<!subteam^${id}>` : `<@${id}>`);
}

/** Names a channel (C…, G…); Slack shows its name to people who may see the channel. */
export function channelLink(channelId: string): Mrkdwn {
  return new Mrkdwn(`<#${channelId.replace(/[^A-Z0-9]/g, '')}>`);
}

/** Notifies everybody in a channel. It has no effect in what people type, because that is escaped. */
export const everybodyHere = new Mrkdwn('<!channel>');

/** In bold. */
export function bold(words: Mrkdwn | Text | string): Mrkdwn {
  return md`*${words}*`;
}

/** A value of a sentence, such as what a setting becomes: bold, on one line; where there is none, a dash says so. */
export function value(words: Text | string): Mrkdwn {
  if (typeof words !== 'string') return new ChangedMrkdwn('value', [words]);
  const line = oneLine(words);
  if (line === '') return md`–`;
  const parts = line.split(COLONED).map((part, i) => (i % 2 === 1 ? code(part) : md`${part}`));
  return bold(join(parts, ''));
}

/** An email address, bold. One that Slack would read as formatting is in fixed width, so that it can still be copied. */
export function address(email: string): Mrkdwn {
  return isMarkup(email) ? code(email) : bold(email);
}

/** The same inside of a sentence that names somebody already: "Ada Lovelace (ada@example.com)". */
export function plainAddress(email: string): Mrkdwn {
  return isMarkup(email) ? code(email) : md`${email}`;
}

function isMarkup(email: string): boolean {
  return oneLine(email) === '' || unformatted(oneLine(email)) !== escapeMrkdwn(oneLine(email));
}

/** Such as `user:read:admin`: Slack would take its middle for an emoji, and with a look-alike it could not be copied. */
const COLONED = /\b([a-z]\w{0,40}(?::[a-z]\w{0,40}){2,6})/;

/** Without bold, to stand in something that is bold. Stars in names are no markup by then. */
export function unbold(text: Mrkdwn): Mrkdwn {
  return new ChangedMrkdwn('unbold', [text]);
}

/** Begins with a small letter, to go on with a sentence: "change my Zoom email". */
export function lowerFirst(text: Mrkdwn): Mrkdwn {
  return new ChangedMrkdwn('small', [text]);
}

/** The words without markup, for where Slack shows none, such as a header: a date is in UTC, mentions are left out. */
export function plainWords({ source }: Mrkdwn): string {
  return oneLine(
    source
      .replace(/<!date[^<>|]*\|([^<>]*)>/g, '$1')
      .replace(/<[^<>]*>/g, '')
      .replace(/[*`]|^> ?/gm, ''),
  )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/**
 * A value in fixed-width letters, such as an email: nothing in it is read as formatting or a link. It stays on one
 * line, as Slack's fixed width ends with the line; where there is no value, a dash says so.
 */
export function code(words: Text | string): Mrkdwn {
  if (typeof words !== 'string') return new ChangedMrkdwn('code', [words]);
  const line = escapeMrkdwn(oneLine(words).replaceAll('`', 'ʼ'));
  return line === '' ? md`–` : new Mrkdwn(`\`${line}\``);
}

/** A link; just the words where the address is not an http(s) URL. */
export function link(address: string, words: Text | string): Mrkdwn {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return md`${words}`;
  return md`${new Mrkdwn(`<${escapeMrkdwn(url.href).replaceAll('|', '%7C')}|`)}${words}${new Mrkdwn('>')}`;
}

/** What a person wrote, set off as a quotation, each line of it. */
export function quote(text: string): Mrkdwn {
  return new Mrkdwn(
    cleanText(text)
      .split('\n')
      .map((line) => `> ${unformatted(line)}`)
      .join('\n'),
  );
}

/**
 * A moment in each reader's own time zone (Slack's `<!date>`), with UTC for clients that cannot show it.
 *
 * @param at milliseconds since 1970
 * @param form which of Slack's forms, such as `{date_long}`, where it is not the day with the time
 */
export function moment(at: number, form?: string): Mrkdwn {
  return new Moment(at, form);
}

class Moment extends Mrkdwn {
  readonly #at: number;
  readonly #form: string | undefined;
  constructor(at: number, form: string | undefined) {
    super('');
    this.#at = at;
    this.#form = form;
  }

  override get source(): string {
    const form = this.#form ?? text`${'{date_short_pretty}'} at ${'{time}'}`.words;
    const inUtc = text`${dayInUtc(this.#at)} at ${timeInUtc(this.#at)} UTC`.words;
    return `<!date^${Math.floor(this.#at / 1000)}^${form}|${inUtc}>`;
  }

  override toJSON() {
    return { at: this.#at, form: this.#form };
  }
}

/** What is stored of {@link Mrkdwn}. */
export type StoredMrkdwn =
  | StoredMessage
  | StoredChange
  | { readonly at: number; readonly form?: string | undefined }
  | { readonly source: string };

/** @param stored what JSON made of {@link Mrkdwn}; a plain `source` was stored by a version with one language */
export function readMrkdwn(stored: StoredMrkdwn): Mrkdwn {
  if ('source' in stored) return new Mrkdwn(stored.source);
  if ('at' in stored) return new Moment(stored.at, stored.form);
  if ('change' in stored) return new ChangedMrkdwn(stored.change, stored.parts.map(readPart));
  const parts = [...stored.parts];
  return new MrkdwnMessage(fromKey(stored.message, () => readPart(parts.shift())));
}

function readPart(part: unknown): MrkdwnPart {
  if (typeof part === 'number') return part;
  if (typeof part !== 'object' || part === null) return String(part ?? '…');
  if ('text' in part) return readText(part as StoredText);
  return readMrkdwn(part as StoredMrkdwn);
}

/** Cuts escaped mrkdwn to Slack's limit without splitting an entity or a `<…>` token. */
export function cut(text: Mrkdwn, max: number): string {
  const letters = [...text.source];
  if (letters.length <= max) return text.source;
  const kept = letters.slice(0, max - 1).join('');
  const open = kept.lastIndexOf('<');
  const whole = open > kept.lastIndexOf('>') ? kept.slice(0, open) : kept;
  return `${whole.replace(/&[a-z]{0,4}$/, '')}…`;
}

/** Cuts a plain text to Slack's limit. Plain text is not escaped: Slack shows it as it is. */
export function cutPlain(text: string, max: number): string {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('')}…`;
}
