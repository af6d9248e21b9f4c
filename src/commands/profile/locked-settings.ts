import type { Zoom } from '../../zoom/zoom.ts';

const REMEMBERED = 12 * 3_600_000;

/**
 * Settings that the account's admins have locked. Zoom's User API does not tell them: it takes a change of a locked
 * setting, answers that all went well, and keeps the old value. So what did not change although it was written is
 * remembered, for each Zoom account that the process works with, and left out of the form for half a day.
 */
const seen = new WeakMap<Zoom['settings'], Map<string, number>>();

/** Names of the settings that are known to be locked. */
export function lockedSettings({ settings }: Pick<Zoom, 'settings'>): ReadonlySet<string> {
  const until = seen.get(settings) ?? new Map<string, number>();
  return new Set([...until].flatMap(([name, end]) => (end > Date.now() ? [name] : [])));
}

export function rememberLocked({ settings }: Pick<Zoom, 'settings'>, names: readonly string[]): void {
  const until = seen.get(settings) ?? new Map<string, number>();
  for (const name of names) until.set(name, Date.now() + REMEMBERED);
  seen.set(settings, until);
}

/** It changed after all, so nobody holds it any more. */
export function forgetLocked({ settings }: Pick<Zoom, 'settings'>, names: readonly string[]): void {
  for (const name of names) seen.get(settings)?.delete(name);
}
