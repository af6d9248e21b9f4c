/** One of several things to choose from. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
  /** Other names for it in an answers file, such as an email address. */
  readonly names?: readonly string[];
  /** Why it cannot be chosen. It is shown all the same, so that nobody searches for it in vain. */
  readonly refused?: string;
}

/** What is wrong with an answer, as a sentence with a fix; `null`: nothing. */
export type Check<T> = (answer: T) => string | null | Promise<string | null>;

interface Question {
  /** Its name in an answers file. */
  readonly key: string;
  readonly message: string;
}

interface TextQuestion extends Question {
  readonly initial?: string;
  readonly check: Check<string>;
}

interface ManyQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  readonly initial: readonly T[];
  readonly check: Check<readonly T[]>;
}

interface OneQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  readonly initial?: T;
  /** What to say when an answers file names something that is not there. */
  readonly absent?: string;
}

/** How setup asks and tells: at a terminal, or unattended from an answers file. */
export interface Dialogue {
  heading(title: string): void;
  /** What a person has to know before they answer; `toCopy`: lines without any decoration behind it. */
  say(text: string, toCopy?: readonly string[]): void;
  good(text: string): void;
  careful(text: string): void;
  /** Lines without any decoration, so that they can be copied. */
  copyable(lines: readonly string[]): void;
  text(question: TextQuestion): Promise<string>;
  /** What is typed is not shown. */
  secret(question: TextQuestion): Promise<string>;
  confirm(question: Question & { readonly initial: boolean }): Promise<boolean>;
  choose<T>(question: OneQuestion<T>): Promise<T>;
  chooseMany<T>(question: ManyQuestion<T>): Promise<readonly T[]>;
  /** An answer turned out wrong: says why, and it is asked for again. Unattended, it throws. */
  refuse(problem: string): void;
  /**
   * Something has to be put right elsewhere. Waits until the person wants it looked at again (true), or goes on without
   * (false), where `without` says what that means, and `otherwise` what it is called. Unattended, it continues without
   * where that means something, and throws where it does not.
   */
  lookAgain(problem: string, without?: string, otherwise?: string): Promise<boolean>;
  end(text: string): void;
}

export type { ManyQuestion, OneQuestion, TextQuestion };
