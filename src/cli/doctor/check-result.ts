import { existsSync, statSync } from 'node:fs';

/** The result of one check. */
export interface CheckResult {
  /** What was checked, in a word or two. */
  readonly check: string;
  /** `warning`: the bot works, but somebody should look at it; `bad`: the bot does not work like this. */
  readonly level: 'good' | 'warning' | 'bad';
  readonly note: string;
  /** What to do about it, unless it is good. */
  readonly fix?: string;
}

export function good(check: string, note: string): CheckResult {
  return { check, level: 'good', note };
}

export function warning(check: string, note: string, fix: string): CheckResult {
  return { check, level: 'warning', note, fix };
}

export function bad(check: string, note: string, fix: string): CheckResult {
  return { check, level: 'bad', note, fix };
}

/** What cannot be checked until something else is fixed. */
export function skipped(check: string, why: string): CheckResult {
  return warning(check, `Not looked at: ${why}`, 'Fix that first, then run the doctor again.');
}

/** A warning when a file with secrets or people's data can be read by others than its owner. */
export function checkPrivate(check: string, file: string): CheckResult | undefined {
  // Windows has no such modes: Node reports that everybody may read.
  if (process.platform === 'win32' || !existsSync(file)) return undefined;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) === 0) return undefined;
  return warning(check, `${file} can be read by others (mode ${mode.toString(8)}).`, `chmod 600 ${file}`);
}
