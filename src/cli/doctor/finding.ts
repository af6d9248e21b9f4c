/** What the doctor found out about one thing. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly check: string;
  /** `warning`: it runs, but somebody should look; `bad`: it does not run like this. */
  readonly level: 'good' | 'warning' | 'bad';
  readonly says: string;
  /** What to do about it, where it is not good. */
  readonly mend?: string;
}

export const good = (check: string, says: string): Finding => ({ check, level: 'good', says });
export const warning = (check: string, says: string, mend: string): Finding => ({
  ...{ check, level: 'warning', says, mend },
});
export const bad = (check: string, says: string, mend: string): Finding => ({
  ...{ check, level: 'bad', says, mend },
});
/** What cannot be looked at before something else is mended. */
export const skipped = (check: string, why: string): Finding =>
  warning(check, `Not looked at: ${why}`, 'Mend that first, then run the doctor again.');
