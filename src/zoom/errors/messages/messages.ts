import type { ErrorAction, ErrorKind } from '../error-kinds.ts';

/**
 * What a person is told about an error. Plain sentences with placeholders: `{subject}` is the name of whose account it is and
 * always known. Any other value may be missing, so it stands in brackets with what to say without it:
 * `[{email}|that person]`, or `[ ({maxNumber})]` to say nothing.
 */
export interface Message {
  /** To the person whose own account it is. */
  readonly says: string;
  /** To somebody who acts for `{subject}`, where the sentence differs. */
  readonly saysOther?: string;
  /** What to do now. */
  readonly next: string;
}

/** The messages of one language, by kind of error. */
export type Messages = Readonly<Record<ErrorKind, Message>>;

/** All texts of one language. */
export interface Language {
  readonly messages: Messages;
  /** Labels of the buttons. */
  readonly labels: Readonly<Record<ErrorAction, string>>;
  /** The next step after a change that may have been made although no clear answer came. */
  readonly inDoubt: string;
}
