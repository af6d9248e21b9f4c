import type { z } from 'zod';
import type { Text } from '../languages/text.ts';
import type { Answer } from '../views/answer.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import type { OperationName } from '../zoom/operations.ts';
import type { ChangeContext, Job, Prefill, PrefillContext, ReadContext } from './context.ts';
import type { Described } from './described.ts';
import type { AnyValues, Field, ParsedArgs, Secrets, Values } from './field.ts';
import type { Part } from './parts.ts';
import type { Plan, Preview, Resource, Taking } from './plan.ts';

/**
 * What can be asked of the bot, as a declaration. The argument parser, the form, the help, the confirmation, the
 * approval card and the Zoom scopes are all derived from it; adding an operation is adding one file.
 */
export type Command = ReadCommand | ChangeCommand;

interface Declaration<F extends readonly Field[]> extends Described<F> {
  /** What the form's button says, a verb: "Add". */
  readonly submit: Text;
  /**
   * Whose account it touches: `self` that of the person who asks, or of another person where policy lets them name
   * one (`for @person`); `named` that of the person in the field `person`; `nobody` none.
   */
  readonly subject: 'self' | 'named' | 'nobody';
  /** It is used when people leave: who is named may be deactivated in Slack already. */
  readonly offboards?: true;
  /** The Zoom operations it needs: the scopes to ask for follow from them. */
  readonly operations: readonly OperationName[];
  /** It is about signing in to the account: its owner is always told of it, also when they did it themselves. */
  readonly signIn?: true;
  /** For people who have no Zoom account yet: the requester is known by their Slack user alone. */
  readonly withoutAccount?: true;
  /** Only people with a licence can do it. */
  readonly needsLicence?: true;
  /** It can change how many licences are free. */
  readonly changesSeats?: true;
  /**
   * Parses a command line that does not simply list the fields, such as `settings waiting-room on`.
   *
   * @param commandNames the names of all commands
   */
  readonly parseArgs?: (words: readonly string[], commandNames: readonly string[]) => ParsedArgs;
  /** Reads from Zoom how the form starts: current values, what can be chosen, what is locked. */
  prefill?(context: PrefillContext): Promise<Prefill>;
  /** Checks across fields; returns sentences of plain text by field name. */
  check?(values: Values<F>, secrets: Secrets): Readonly<Record<string, Text>>;
}

interface ReadDeclaration<F extends readonly Field[]> extends Declaration<F> {
  /** Asks about others' addresses or names: limited per person, so that nobody can try out a list. */
  readonly lookup?: true;
  /** Answers about the person's own account only, even for admins. */
  readonly ownOnly?: true;
  /** A button answers at once, without asking for the filters that may be typed. */
  readonly answersAtOnce?: true;
  answer(context: ReadContext<F>): Promise<Answer>;
}

/** Whose account, from the view of the requester, of everybody else, and of the bot that asks back. */
export type Whose = 'my' | 'their' | 'your';
/** "me", for {@link Whose} "my". */
export const objectOf: Readonly<Record<Whose, string>> = { my: 'me', their: 'them', your: 'you' };

/** A command that only reads. */
export interface ReadCommand<F extends readonly Field[] = readonly Field[]> extends ReadDeclaration<F> {
  readonly risk: 'read';
}

/**
 * A command that changes something in Zoom.
 *
 * `F` are its fields, `D` the schema of its data.
 */
export interface ChangeCommand<F extends readonly Field[] = readonly Field[], D extends z.ZodType = z.ZodType>
  extends Declaration<F> {
  /** `reversible` runs at once and offers to undo it; the others are confirmed first. */
  readonly risk: 'reversible' | 'sensitive' | 'destructive';
  /**
   * The change could be used to take the account over: it needs a second person, and its subject may not approve it
   * either.
   */
  readonly takeover?: true;
  /**
   * It changes the accounts of others although it names nobody: it is for admins only, and takes an approval as every
   * change of somebody else's account does.
   */
  readonly changesOthers?: true;
  /** The account gets another address, so its Slack user is linked to it: otherwise they would no longer be found. */
  readonly changesAddress?: true;
  /** What `preview` returns as `data`. Stored plans are checked against it before they are used. */
  readonly data: D;
  /** Whether these values need a confirmation although the risk alone does not. */
  confirms?(values: Values<F>): boolean;
  /**
   * Reads from Zoom what would change. What it returns is stored with the request and is all that `run` gets.
   *
   * @throws Refusal when there is nothing to do or it cannot be done
   */
  preview(context: ChangeContext<F>): Promise<Preview<z.infer<D>>>;
  run(job: Job<z.infer<D>>): Promise<void>;
  /** Reads from Zoom whether the change is there: this decides the outcome after a time-out or a crash. */
  verify(job: Job<z.infer<D>>): Promise<boolean>;
  /** For changes that cannot be read, such as a password: what to say when the outcome is unknown. Replaces `verify`. */
  readonly unverifiable?: Problem;
  /** What it gives or takes. Of all changes of an account that do, by whatever command, only the last one holds. */
  readonly resource?: Resource;
  /** Whether this very change touches the `resource`. Without it, each one does. */
  changesResource?(plan: Plan<z.infer<D>>): boolean;
  /** Takes the change back: all of it, or the parts in `job.only` where it is `separable`. Needs `parts`. */
  undo?(job: Job<z.infer<D>>): Promise<void>;
  /**
   * Reads every part of the change. It is undone only where it still is as it left things, and the undo is complete when
   * each part is as it was before.
   */
  parts?(job: Job<z.infer<D>>): Promise<readonly Part[]>;
  /**
   * What of the account this very change takes beside what its preview names. It is read and named before, kept sealed, and
   * given back by an undo or at the end of its time.
   */
  takes?(plan: Plan<z.infer<D>>): Taking | null;
  /**
   * What an undo of this very change, or the end of its time, would take beside what the change gave. What somebody has given
   * since is not taken in silence.
   */
  undoTakes?(plan: Plan<z.infer<D>>): Taking | null;
  /** The request whose inventory this change gives back. Declared, `preview` is told what there is. */
  givesBack?(plan: Plan<z.infer<D>>): string | null;
  /** Its parts can be undone without the others. */
  readonly separable?: true;
  /** What asks for the former state as a request of its own, where an undo would overwrite what came later. */
  askBack?(plan: Plan<z.infer<D>>): { readonly command: string; readonly values: AnyValues };
  /** People beside the account's owner who are told when it is done, because it gives or takes a right of theirs. */
  alsoTell?(plan: Plan<z.infer<D>>): readonly { readonly zoomId: string; readonly email: string }[];
  /**
   * What it does, for the confirmation, the card and the log: "Add Mia as an assistant".
   *
   * @param my by default `my`: whose it is where the plan is about the requester's own account
   */
  describe(plan: Plan<z.infer<D>>, my?: Whose): Mrkdwn;
  /** What a requester would like, where approvers do not best read that they want to do it: "Ada would like a Zoom account". */
  wish?(who: Mrkdwn, plan: Plan<z.infer<D>>): Mrkdwn | undefined;
  /** What the button of the confirmation says, a verb: "Sign out". */
  readonly verb: Text;
  /** What it does to several people in one go, for the message that asks about all of them: "Deactivate 3 accounts". */
  readonly forSeveral?: (people: number) => Text;
  /** What to say when it is done. */
  done(plan: Plan<z.infer<D>>): Answer;
}

/**
 * Declares a command that only reads. The names in `fields` become the keys of `values`.
 *
 * @example
 * ```ts
 * export const timeZone = read({
 *   name: 'time-zone',
 *   title: text`Time zone`,
 *   summary: text`Show your time zone in Zoom`,
 *   examples: [text`time-zone`],
 *   fields: [],
 *   submit: text`Show`,
 *   subject: 'self',
 *   access: 'self-service',
 *   operations: ['getUser'],
 *   answer: async ({ zoom, subject }) => {
 *     const { account } = await subject();
 *     const { timezone = '' } = await zoom.users.get(account.zoomId);
 *     return { title: md`Zoom plans your meetings in ${code(timezone)}` };
 *   },
 * });
 * ```
 */
export function read<const F extends readonly Field[]>(command: ReadDeclaration<F>): ReadCommand {
  // The list of commands has one type for all of them; values and data are checked at run time when they are read.
  return { ...command, risk: 'read' } as unknown as ReadCommand;
}

/**
 * Declares a command that changes something in Zoom. The names in `fields` become the keys of `values`. The type of
 * the schema `data` is what `preview` has to return as `data`, and what `run`, `verify`, `undo`, `describe` and `done`
 * find in the plan.
 *
 * @example
 * ```ts
 * export const setDepartment = change({
 *   name: 'set-department',
 *   title: text`Set my department`,
 *   summary: text`Change the department in your Zoom profile`,
 *   examples: [text`set-department Sales`],
 *   fields: [{ name: 'department', label: text`Department`, kind: 'text', maxLength: 255 }],
 *   submit: text`Save`,
 *   subject: 'self',
 *   access: 'self-service',
 *   operations: ['getUser', 'updateUser'],
 *   risk: 'reversible',
 *   verb: text`Change`,
 *   data: z.object({ before: z.string(), after: z.string() }),
 *   preview: async ({ values, subject, zoom }) => {
 *     const { dept: before = '' } = await zoom.users.get(subject.zoomId);
 *     const after = values.department;
 *     return { changes: [{ label: text`Department`, before, after }], data: { before, after } };
 *   },
 *   run: ({ plan, zoom, signal }) =>
 *     zoom.users.update(plan.subject.zoomId, { dept: plan.data.after }, { signal }),
 *   verify: async ({ plan, zoom, signal }) =>
 *     (await zoom.users.get(plan.subject.zoomId, { signal })).dept === plan.data.after,
 *   undo: ({ plan, zoom, signal }) =>
 *     zoom.users.update(plan.subject.zoomId, { dept: plan.data.before }, { signal }),
 *   parts: async ({ plan, zoom, signal }) => {
 *     const { dept: now = '' } = await zoom.users.get(plan.subject.zoomId, { signal });
 *     return [{ name: 'department', label: text`Department`, ...plan.data, now }];
 *   },
 *   describe: ({ data }, my = 'my') => md`Change ${my} department to ${bold(data.after)}`,
 *   done: ({ data }) => ({ title: md`Your department is ${data.after} now` }),
 * });
 * ```
 */
export function change<const F extends readonly Field[], D extends z.ZodType>(
  command: ChangeCommand<F, D>,
): ChangeCommand {
  return command as unknown as ChangeCommand;
}
