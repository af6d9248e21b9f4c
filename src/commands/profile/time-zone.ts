/** The proper name of a time zone, as Intl knows it: `Europe/Berlin` for `europe/berlin`; `undefined`: there is none. */
export function timeZoneName(typed: string): string | undefined {
  // Intl would take an offset such as +02:00 as well, and Zoom would not.
  if (!/^[a-z]/i.test(typed)) return undefined;
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
    // An alias stays what it is: Intl may give the elder of two names.
    return name.toLowerCase() === typed.toLowerCase() ? name : typed;
  } catch {
    return undefined;
  }
}

/** What to say where there is no such time zone. */
export const noTimeZone = 'I do not know this time zone. Write it like Europe/Berlin or America/New_York.';
