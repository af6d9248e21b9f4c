import type { RemedyKind } from '../meanings/guidance.ts';
import type { ErrorKind } from '../meanings.ts';

/**
 * What a person is told. Plain sentences with placeholders: `{subject}` is the name of whose account it is and
 * always known. Any other value may be missing, so it stands in brackets with what to say without it:
 * `[{email}|that person]`, or `[ ({maxNumber})]` to say nothing.
 */
export interface Entry {
  /** To the person whose own account it is. */
  readonly says: string;
  /** To somebody who acts for `{subject}`, where the sentence differs. */
  readonly saysOther?: string;
  /** What to do now. */
  readonly next: string;
}

/** The words of one language, by kind. */
export type Words = Readonly<Record<ErrorKind, Entry>>;

/** Everything that is said in one language. */
export interface Language {
  readonly words: Words;
  /** What the buttons say. */
  readonly labels: Readonly<Record<RemedyKind, string>>;
  /** The next step after a change that may have been made although no clear answer came. */
  readonly inDoubt: string;
}
