import type { OperationName } from '../operations.ts';
import type { Row } from './catalogue/common.ts';
import { catalogue, everywhere } from './catalogue.ts';
import type { ErrorKind } from './error-kinds.ts';

/** An error as Zoom reports it: its code, its text (which may be empty) and the user it is about. */
export interface Refusal {
  readonly operation: OperationName | 'token';
  readonly code: number;
  readonly message: string;
  /** The user id or email in the path: tells the subject from an assistant where Zoom's text does not. */
  readonly userId?: string | undefined;
}

/** A recognised refusal. `values` are raw: escape them where they are shown. */
export interface Match {
  readonly kind: ErrorKind;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Finds the kind of a refusal: by its text among the rows of the operation, then among the rows of every
 * operation, then by the code alone. A code that is in no row is `unknown`.
 */
export function match(refusal: Refusal): Match {
  const own = withCode(catalogue[refusal.operation] ?? [], refusal.code);
  const shared = withCode(everywhere, refusal.code);
  return (
    byText(own, refusal) ??
    byText(shared, refusal) ?? {
      kind: byCode(own) ?? byCode(shared) ?? 'unknown',
      values: {},
    }
  );
}

const withCode = (rows: readonly Row[], code: number): readonly Row[] =>
  rows.filter((row) => row.code === code);

function byText(rows: readonly Row[], refusal: Refusal): Match | undefined {
  let best: (Match & { rank: number }) | undefined;
  for (const row of rows) {
    if (row.message === undefined) continue;
    const compiled = template(row.message);
    const values = compiled.read(refusal.message);
    if (!values) continue;
    const rank = compiled.fixed + plausible(values, refusal);
    if (!best || rank > best.rank) best = { kind: row.kind, values, rank };
  }
  return best && { kind: best.kind, values: withoutIds(best.values) };
}

/** Leaves out an assistant's id, which means nothing to people: Zoom echoes what it was called with. */
function withoutIds({ email, ...others }: Match['values']): Match['values'] {
  return email?.includes('@') ? { email, ...others } : others;
}

/**
 * Zoom's current wording says "The user must either be … : X." of the subject and of an assistant alike.
 * Weighs the two readings; it never outweighs a difference in the wording.
 */
function plausible(values: Readonly<Record<string, string>>, refusal: Refusal): number {
  const { userId, email } = values;
  const asked = refusal.userId?.toLowerCase();
  if (userId !== undefined) return userId.toLowerCase() === asked ? 0.9 : userId.includes('@') ? 0 : 0.5;
  if (email !== undefined) return email.toLowerCase() === asked ? 0 : email.includes('@') ? 0.6 : 0;
  return 0;
}

function byCode(rows: readonly Row[]): ErrorKind | undefined {
  const bare = rows.find((row) => row.message === undefined);
  if (bare) return bare.kind;
  const kinds = new Set(rows.map((row) => row.kind));
  return kinds.size === 1 ? rows[0]?.kind : undefined;
}

/** A message template of the catalogue, ready to be compared with what Zoom answered. */
export interface Template {
  readonly placeholders: readonly string[];
  /** Length of the fixed text: the more of it, the more specific the template. */
  readonly fixed: number;
  /** The values by placeholder, as they stand in the message, or undefined when the text is another one. */
  read(message: string): Record<string, string> | undefined;
}

const cache = new Map<string, Template>();

/** Compiles a template such as `User {email} must be a Pro or Corp user.`; compiled once each. */
export function template(text: string): Template {
  const known = cache.get(text);
  if (known) return known;
  const made = compile(text);
  cache.set(text, made);
  return made;
}

/** Zoom's texts are far shorter; longer ones are cut before they are matched. */
const longestMessage = 1_000;

function compile(text: string): Template {
  // Odd parts are placeholders, as split keeps what the group matched.
  const parts = text.replace(/[\s.]+$/, '').split(/\{(\w+)\}/);
  const placeholders = parts.filter((_, index) => index % 2 === 1);
  const source = parts.map((part, index) => (index % 2 === 1 ? '(.+?)' : literal(part))).join('');
  const pattern = new RegExp(`^${source} ?\\.?$`, 'isu');
  return {
    placeholders,
    fixed: parts.reduce((sum, part, index) => (index % 2 === 1 ? sum : sum + part.length), 0),
    read(message) {
      // Single spaces: patterns that allow runs of them backtrack badly on a text made of spaces.
      const found = pattern.exec(message.slice(0, longestMessage).replace(/\s+/g, ' ').trim());
      if (!found) return undefined;
      return Object.fromEntries(placeholders.map((name, index) => [name, (found[index + 1] ?? '').trim()]));
    },
  };
}

const quote = `["'\`‘’“”«»´]`;

/** Fixed text as a pattern that ignores case, spacing, the kind of quotes and missing punctuation. */
function literal(text: string): string {
  let pattern = '';
  for (const [token] of text.matchAll(/\s+|["'`‘’“”«»´]|[^\s"'`‘’“”«»´]/gu)) {
    if (/^\s+$/.test(token)) pattern += ' ';
    else if (new RegExp(quote, 'u').test(token)) pattern += `${quote}?`;
    else if (/[.,;:]/.test(token)) pattern += ` ?${escaped(token)}?`;
    else pattern += escaped(token);
  }
  // `user : x` and `user: x`: a space beside punctuation is not part of the wording.
  return pattern.replace(/ {2}\?/g, ' ?').replace(/([.,;:]\?) (?!\?)/g, '$1 ?');
}

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
