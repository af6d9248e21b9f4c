import { oneLine } from '../../clean-text.ts';

const APOSTROPHES = /[\u2018\u2019\u201A\u201B\u2032]/g;
const CURLY: readonly (readonly [RegExp, string])[] = [
  [APOSTROPHES, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033]/g, '"'],
  [/[\u2013\u2014]/g, '-'],
  [/[\u00A0\u2007\u202F]/g, ' '],
  [/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, ''],
  // Persian and Indian names are spelled with joiners, and many emoji are joined of several.
  [/(?<![^\0-\x7F])[\u200C\u200D]|[\u200C\u200D](?![^\0-\x7F])/g, ''],
];

/** Printable ASCII and single spaces: most lines. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Undoes what Slack's clients do to typed text (curly quotes, long dashes, hard spaces) and removes invisible
 * characters that come with a pasted address (zero-width and direction marks).
 */
export function normalise(text: string): string {
  if (PLAIN.test(text)) return text;
  return oneLine(CURLY.reduce((clean, [from, to]) => clean.replace(from, to), text));
}

/** Latin letters, digits and signs in full width, as Japanese keyboards type them, in their usual width. */
export function narrow(text: string): string {
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** Replaces curly apostrophes, as in “jusqu’à”, by the plain one. The length stays the same. */
export function plainApostrophes(text: string): string {
  return text.replace(APOSTROPHES, "'");
}

/** Decodes the three entities that Slack puts into command text, each once. */
export function decodeEntities(text: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

/** A word of the command line, with the person or address that it names. */
export interface Token {
  readonly raw: string;
  /** A space stands before it. */
  readonly spaced: boolean;
  /** `U…` or `W…` of a mention, `<@U1>` or `<@U1|ada>`. */
  readonly slackId?: string;
  /** An address, plain or as `<mailto:a@b.c|a@b.c>`, in lower case. */
  readonly email?: string;
  /** What it says, without quotes around it and with nothing of Slack's markup in it. */
  readonly text: string;
}

/** Whom a word names: the Slack id of a mention, or an address; `undefined`: nobody. */
export function whoIs(token: Token | undefined): string | undefined {
  return token?.slackId ?? token?.email;
}

/** A mention or an address. */
export function isSomebody(token: Token | undefined): boolean {
  return whoIs(token) !== undefined;
}

const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;
const MARKUP = /<([@#!]?)(?:mailto:|tel:)?([^<>|]*)(?:\|([^<>]*))?>/gi;
const MAX_EMAIL = 128;
/** What Slack makes no address of, and no mail server takes without quotes. */
const LOCAL_PART = /^[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/** Splits at spaces and between people, but not inside `<…>` or between double quotes. */
export function tokenise(text: string): Token[] {
  const words = text.matchAll(/(\s*)(<[^<>]*>|"[^"]*"|[,;/&+、，](?=<)|[^\s<"]+(?:<[^<>]*>)?|[<"])/g);
  return [...words]
    .flatMap(([, space = '', raw = '']) => toTokens(raw, space !== ''))
    .filter((token) => token.text !== '');
}

/** One word is one, but for addresses without a space between them: "ada@example.com,ben@example.com". */
function toTokens(raw: string, spaced: boolean): Token[] {
  const parts = raw.split(/[,;、，]/).filter(Boolean);
  if (parts.length < 2 || raw.includes('<') || !parts.every(findEmail)) return [toToken(raw, spaced)];
  return parts.map((part, i) => toToken(part, i > 0 || spaced));
}

function toToken(raw: string, spaced: boolean): Token {
  const slackId = MENTION.exec(raw)?.[1];
  const text = readable(isQuoted(raw) ? raw.slice(1, -1) : raw);
  if (slackId) return { raw, spaced, slackId, text };
  const address = findEmail(text);
  return address ? { raw, spaced, email: address, text } : { raw, spaced, text };
}

function isQuoted(raw: string): boolean {
  return raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
}

/** What a person sees of Slack's markup: `@ada` for a mention, the address of a link. */
function readable(raw: string): string {
  if (!/[<&]/.test(raw)) return raw;
  const shown = raw.replace(MARKUP, (_, sign: string, id: string, label: string | undefined) => {
    if (sign === '') return label || id;
    const name = label || id.replace(/^(?:subteam|date)\^/, '');
    return /^[@#]/.test(name) ? name : `${sign === '#' ? '#' : '@'}${name}`;
  });
  return decodeEntities(shown);
}

/**
 * Several words as one text. Quotes inside it stay; quotes around the whole text only grouped it.
 */
export function textOf(tokens: readonly Token[]): string {
  if (tokens.length === 1) return tokens[0]?.text ?? '';
  const words = tokens.map((token, i) => {
    const word = isQuoted(token.raw) ? `"${token.text}"` : token.text;
    return i > 0 && token.spaced ? ` ${word}` : word;
  });
  return words.join('');
}

/** The address that a word is, without the punctuation of the sentence around it. */
export function findEmail(text: string): string | undefined {
  // Most words are not addresses.
  if (!/[@＠]/.test(text) || text.length > 2 * MAX_EMAIL) return undefined;
  const typed = narrow(text);
  const bare = typed.replace(/^[<('"*`]*(?:mailto:)?|[.,;:!?)'"*`>。、…]+$/g, '');
  return parseEmail(typed) ?? parseEmail(bare);
}

/**
 * An email address in lower case, or `undefined`. Whatever Zoom and Slack may list is one: signs such as `&` and `/`
 * before the "@", and letters of any script. Zoom takes at most 128 characters.
 */
export function parseEmail(text: string): string | undefined {
  const candidate = text.trim().toLowerCase().normalize('NFC');
  const at = candidate.lastIndexOf('@');
  if (at < 1 || candidate.length > MAX_EMAIL) return undefined;
  const labels = candidate.slice(at + 1).split('.');
  const local = candidate.slice(0, at);
  // "info/desk" is one, "info/../desk" is a path.
  const isPath = local.includes('/') && local.split('/').some((part) => /^\.*$/.test(part));
  const isAddress =
    !isPath && LOCAL_PART.test(local) && labels.length > 1 && labels.every((label) => LABEL.test(label));
  return isAddress ? candidate : undefined;
}
