import type { Account } from '../identity/account.ts';

/** One line of a preview; plain text, escaped where it is shown. */
export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Said for the reader only: when it turns out different, the request is still the same. */
  readonly informational?: true;
}

export interface Preview {
  readonly changes: readonly Change[];
  /** What `run`, `verify` and `undo` need, by name. No secrets: it is stored. */
  readonly data: Readonly<Record<string, string>>;
  /** Undone by itself after so many milliseconds. */
  readonly duration?: number;
  /** This one cannot be taken back, although the command has an `undo`: it is confirmed first. */
  readonly irreversible?: true;
  /** The account that comes into being, where `subject` is `nobody`. */
  readonly subject?: Account;
}

/** A request's plan as it is stored: resolved people, what changes, the data to run on. */
export interface Plan extends Preview {
  readonly requester: Account;
  readonly subject: Account;
  readonly own: boolean;
  readonly reason: string | null;
}
