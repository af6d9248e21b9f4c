import type { Text } from '../languages/text.ts';
/**
 * One part of a change, in plain text: as it was before, as the change left it, and as it is now. Where `before` and
 * `after` are the same, the change did not touch it, but undoing the change would.
 */
export interface Part {
  readonly name: string;
  readonly label: Text;
  readonly before: Text | string;
  readonly after: Text | string;
  readonly now: Text | string;
}

/** The parts with these names; all of them without names. */
export function onlyParts<T extends Readonly<Record<string, unknown>>>(
  values: T,
  only: ReadonlySet<string> | undefined,
): Partial<T> {
  if (!only) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => only.has(name))) as Partial<T>;
}
