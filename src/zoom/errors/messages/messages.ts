import type { ErrorKind } from '../error-kinds.ts';

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

/** The messages by kind of error. */
export type Messages = Readonly<Record<ErrorKind, Message>>;
