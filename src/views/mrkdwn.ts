import { cleanText, oneLine } from '../clean-text.ts';

/**
 * Text that is safe to send to Slack as mrkdwn. Only {@link md} and the functions here make it, and they escape
 * whatever a person typed and every name that comes from Zoom or Slack. A plain string never passes for it.
 */
export class Mrkdwn {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

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
function unformatted(text: string): string {
  return escapeMrkdwn(MARKS.reduce((rest, [mark, lookalike]) => rest.replace(mark, lookalike), text));
}

/** A name, or another value that is filled in: on one line, so that it cannot pass for a line of ours. */
function filledIn(value: string): string {
  return unformatted(/[\n\r\u2028\u2029]/.test(value) ? oneLine(value) : cleanText(value));
}

/**
 * Writes mrkdwn: what stands in the template is markup; what is filled in is escaped, on one line and without
 * formatting, unless it is {@link Mrkdwn} already.
 */
export function md(words: TemplateStringsArray, ...values: readonly (Mrkdwn | string | number)[]): Mrkdwn {
  const parts = words.map((word, i) => {
    const value = values[i];
    if (value === undefined) return word;
    return word + (value instanceof Mrkdwn ? value.source : filledIn(String(value)));
  });
  return new Mrkdwn(parts.join(''));
}

/** Fills `{placeholders}` of a sentence kept as data. Values are escaped; an unknown placeholder becomes "…". */
export function fill(sentence: string, values: Readonly<Record<string, Mrkdwn | string>>): Mrkdwn {
  return new Mrkdwn(
    escapeMrkdwn(sentence).replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined || value === '') return '…';
      return value instanceof Mrkdwn ? value.source : filledIn(value);
    }),
  );
}

export function join(parts: readonly Mrkdwn[], separator: string): Mrkdwn {
  return new Mrkdwn(parts.map((part) => part.source).join(separator));
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

export function bold(text: Mrkdwn | string): Mrkdwn {
  return md`*${text}*`;
}

/** A value of a sentence, such as what a setting becomes: bold, on one line; where there is none, a dash says so. */
export function value(text: string): Mrkdwn {
  const line = oneLine(text);
  if (line === '') return md`–`;
  const parts = line.split(COLONED).map((part, i) => (i % 2 === 1 ? code(part) : md`${part}`));
  return bold(join(parts, ''));
}

/** Such as `user:read:admin`: Slack would take its middle for an emoji, and with a look-alike it could not be copied. */
const COLONED = /\b([a-z]\w{0,40}(?::[a-z]\w{0,40}){2,6})/;

/** Without bold, to stand in something that is bold. Stars in names are no markup by then. */
export function unbold({ source }: Mrkdwn): Mrkdwn {
  return new Mrkdwn(source.replaceAll('*', ''));
}

/** Begins with a small letter, to go on with a sentence: "change my Zoom email". */
export function lowerFirst(text: Mrkdwn): Mrkdwn {
  return new Mrkdwn(text.source.charAt(0).toLowerCase() + text.source.slice(1));
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
export function code(text: string): Mrkdwn {
  const line = escapeMrkdwn(oneLine(text).replaceAll('`', 'ʼ'));
  return line === '' ? md`–` : new Mrkdwn(`\`${line}\``);
}

/** A link; just the words where the address is not an http(s) URL. */
export function link(address: string, words: string): Mrkdwn {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return md`${words}`;
  return new Mrkdwn(`<${escapeMrkdwn(url.href).replaceAll('|', '%7C')}|${filledIn(words)}>`);
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

/** Created on first use: creating the two takes 10 ms. */
let utc: { readonly day: Intl.DateTimeFormat; readonly time: Intl.DateTimeFormat } | undefined;

function inUtc(at: number): string {
  utc ??= {
    day: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }),
    time: new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' }),
  };
  return `${utc.day.format(at)} at ${utc.time.format(at)} UTC`;
}

/**
 * A moment in each reader's own time zone (Slack's `<!date>`), with UTC for clients that cannot show it.
 *
 * @param at milliseconds since 1970
 */
export function moment(at: number, form = '{date_short_pretty} at {time}'): Mrkdwn {
  return new Mrkdwn(`<!date^${Math.floor(at / 1000)}^${form}|${inUtc(at)}>`);
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
