import type { z } from 'zod';
import { isRecord } from './answer.ts';

/** Where an answer is not as its schema has it, and what would be; it holds no value of the answer. */
interface Oddity {
  /** Such as `users[].type`. */
  readonly path: string;
  readonly expected: string;
}

/** What could be understood of an answer. */
export interface Reading<T> {
  /** Undefined when a key field is missing: then nothing can be understood. */
  readonly data: T | undefined;
  /** What was left out, or made the answer unreadable; each path once. */
  readonly oddities: readonly Oddity[];
  /** How many rows of its list were left out. */
  readonly skipped: number;
}

type Path = readonly PropertyKey[];

/** Each pass leaves out what is odd one level further up; Zoom's answers are not deeper. */
const PASSES = 8;

/**
 * Reads an answer by its schema and understands as much as it can: an odd optional field is left out, and so is a
 * row of a list that lacks a required field. Changes the answer, which nobody else needs.
 */
export function readAnswer<S extends z.ZodType>(schema: S, answer: unknown): Reading<z.output<S>> {
  const oddities = new Map<string, Oddity>();
  let skipped = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const checked = schema.safeParse(answer);
    if (checked.success) return { data: checked.data, oddities: [...oddities.values()], skipped };
    const odd = new Map<string, Path>();
    for (const issue of checked.error.issues) {
      const path = shown(issue.path);
      oddities.set(path, oddities.get(path) ?? { path, expected: expectedBy(issue) });
      const out = leaveOut(answer, issue.path);
      if (!out) return { data: undefined, oddities: [...oddities.values()], skipped };
      odd.set(JSON.stringify(out.map(String)), out);
    }
    skipped += removeAll(answer, [...odd.values()]);
  }
  return { data: undefined, oddities: [...oddities.values()], skipped };
}

/** What to leave out for an issue: the value where there is one, else what lacks it. Undefined: the whole answer. */
function leaveOut(answer: unknown, path: Path): Path | undefined {
  const parent = valueAt(answer, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const isThere = Array.isArray(parent) ? Number(last) < parent.length : isRecord(parent) && last in parent;
  const out = isThere ? path : path.slice(0, -1);
  return out.length > 0 ? out : undefined;
}

function valueAt(answer: unknown, path: Path): unknown {
  let value = answer;
  for (const step of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[step];
  return value;
}

/** Removes fields and rows; the last row of a list first, so that the indices of the others stay right. */
function removeAll(answer: unknown, paths: readonly Path[]): number {
  let rows = 0;
  for (const path of paths.toSorted((a, b) => Number(b.at(-1)) - Number(a.at(-1)))) {
    const parent = valueAt(answer, path.slice(0, -1));
    const last = path.at(-1) as PropertyKey;
    if (!Array.isArray(parent)) delete (parent as Record<PropertyKey, unknown> | undefined)?.[last];
    else {
      // Numbers and texts in a list, and lists within a row, are no rows.
      if (path.length === 2 && parent.some(isRecord)) rows++;
      parent.splice(Number(last), 1);
    }
  }
  return rows;
}

const shown = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? '[]' : `.${String(step)}`))
    .join('')
    .replace(/^\./, '') || 'answer';

function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_union') {
    const kinds = issue.errors.flatMap((one) => one.map(expectedBy));
    return [...new Set(kinds)].join(' or ');
  }
  if (issue.code === 'custom') return issue.message;
  return issue.code === 'invalid_format' ? issue.format : issue.code;
}
