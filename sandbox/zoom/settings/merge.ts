import { choices } from './choices.ts';

type Values = Record<string, unknown>;

/** What a change of settings comes to. */
export interface Merge {
  /** Paths of values that do not fit. */
  readonly wrong: string[];
  /** Path and new value of everything that fits and differs. */
  readonly changes: { path: string; value: unknown }[];
}

export const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares what is wanted with what is: a value must be of the kind that stands there now, and among the
 * documented choices. What is not a setting is ignored, as Zoom ignores it.
 */
export function compare(current: Values, wanted: Values, at = ''): Merge {
  const merge: Merge = { wrong: [], changes: [] };
  for (const [name, value] of Object.entries(wanted)) {
    const path = at ? `${at}.${name}` : name;
    if (!Object.hasOwn(current, name)) continue;
    const now = current[name];
    if (isRecord(now) && isRecord(value)) {
      const inner = compare(now, value, path);
      merge.wrong.push(...inner.wrong);
      merge.changes.push(...inner.changes);
    } else if (!fits(path, now, value)) merge.wrong.push(path);
    else if (JSON.stringify(now) !== JSON.stringify(value)) merge.changes.push({ path, value });
  }
  return merge;
}

function fits(path: string, now: unknown, value: unknown): boolean {
  if (typeof value !== typeof now || Array.isArray(value) !== Array.isArray(now) || isRecord(value))
    return false;
  if (typeof value === 'number' && !Number.isInteger(value)) return false;
  const known = choices[path];
  return !known || known.includes(value as string | number);
}

/** Writes a value at a path, making the groups on the way. */
export function write(settings: Values, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let group = settings;
  for (const name of names) {
    const inner = group[name];
    const next = isRecord(inner) ? inner : {};
    group[name] = next;
    group = next;
  }
  group[last] = value;
}

/** The usual settings with what was written over them. */
export function overlay(usual: Values, written: Values): Values {
  const merged: Values = { ...usual };
  for (const [name, value] of Object.entries(written)) {
    const below = merged[name];
    merged[name] = isRecord(below) && isRecord(value) ? overlay(below, value) : value;
  }
  return merged;
}
