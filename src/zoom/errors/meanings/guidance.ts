/** What to do about a failure, in whatever language. */
export interface Guidance {
  /** Who can put it right. */
  readonly who: 'you' | 'admin' | 'zoom';
  /** The button that helps: the same again, the form again, or another command by its name. */
  readonly remedy?: RemedyKind;
  /** The field of a form that the failure is about, so that it can be shown there. */
  readonly field?: FormField;
}

/** Ways out that a button can offer. */
export type RemedyKind = 'retry' | 'edit' | RemedyCommand;

/** Commands of the bot that help. */
export type RemedyCommand = 'request-license';

/** What a form asks for, as far as Zoom finds fault with it. */
export type FormField =
  | 'aboutMe'
  | 'assistant'
  | 'email'
  | 'group'
  | 'hostKey'
  | 'linkedin'
  | 'name'
  | 'password'
  | 'picture'
  | 'plan'
  | 'pmi'
  | 'subscription'
  | 'transferTo'
  | 'vanityName';
