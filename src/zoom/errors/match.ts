import type { OperationName } from '../operations.ts';
import type { Row } from './catalogue/row.ts';
import { catalogue, everywhere } from './catalogue.ts';
import type { ErrorKind } from './meanings.ts';
import { template } from './template.ts';

/** What Zoom said when it refused: its code, its text (which may be empty) and about whom it was asked. */
export interface Refusal {
  readonly operation: OperationName | 'token';
  readonly code: number;
  readonly message: string;
  /** The user id or email in the path: tells the subject from an assistant where Zoom's text does not. */
  readonly userId?: string;
}

/** A recognised refusal. `values` are raw: whoever shows them escapes them. */
export interface Match {
  readonly kind: ErrorKind;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Finds what a refusal means: by its text among the rows of the operation, then among the rows of every
 * operation, then by the code alone. A code that is in no row means `unknown`.
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

/** Zoom names an assistant as it was told to: by an id, which tells people nothing, where it was asked with one. */
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
  const meanings = new Set(rows.map((row) => row.kind));
  return meanings.size === 1 ? rows[0]?.kind : undefined;
}
