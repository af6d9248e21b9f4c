import type { Account } from '../people/account.ts';
import type { Member } from '../people/directory.ts';
import type { Links } from '../people/links.ts';
import type { Identity } from '../people/people.ts';
import type { Answer } from '../views/answer.ts';
import type { FormOption } from '../views/form.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import type { OperationName } from '../zoom/operations.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { AnyValues, Field, Secrets, Values } from './field.ts';

/**
 * What can be asked of the desk, as a declaration. The argument parser, the form, the help, the confirmation, the
 * approval card and the Zoom scopes all come from it; adding an operation is adding one file.
 */
export type Command = ReadCommand | ChangeCommand;

interface Declaration<F extends readonly Field[]> {
  /** What is typed after `/zoom`. */
  readonly name: string;
  /** The form's title, at most 24 characters. */
  readonly title: string;
  /** One line for the help, an imperative. */
  readonly summary: string;
  readonly examples: readonly string[];
  readonly fields: F;
  /** What the form's button says, a verb: "Add". */
  readonly submit: string;
  /**
   * Whose account it touches: `self` that of the person who asks, or of another person where policy lets them name
   * one (`for @person`); `named` that of the person in the field `person`; `nobody` none.
   */
  readonly subject: 'self' | 'named' | 'nobody';
  readonly access: Access;
  /** The Zoom operations it needs: the scopes to ask for follow from them. */
  readonly operations: readonly OperationName[];
  /** Understands a command line that does not simply list the fields, such as `settings waiting-room on`. */
  readonly fromWords?: (words: readonly string[]) => {
    readonly values: AnyValues;
    /** By field name, in plain text. */
    readonly problems: Readonly<Record<string, string>>;
  };
  /** Reads from Zoom how the form starts: today's values, what can be chosen, what is locked. */
  prefill?(context: PrefillContext): Promise<Prefill>;
  /** What is wrong with values that are each right by themselves; sentences of plain text by field name. */
  check?(values: Values<F>, secrets: Secrets): Readonly<Record<string, string>>;
}

export interface PrefillContext {
  readonly zoom: Zoom;
  readonly subject: Account;
  readonly own: boolean;
  /** The longest time that policy lets a time-bound change last, in milliseconds. */
  readonly maxDuration: number | null;
}

/** How a form starts. */
export interface Prefill {
  /** What was typed goes before these. */
  readonly values?: AnyValues;
  /** Choices by field name. */
  readonly options?: Readonly<Record<string, readonly FormOption[]>>;
  /** Hints by field name, in place of the declared ones. */
  readonly hints?: Readonly<Record<string, string>>;
  /** Fields that cannot be changed just now are left out. */
  readonly without?: readonly string[];
  readonly note?: Mrkdwn;
  /** There is nothing to fill in, and why. */
  readonly nothing?: Mrkdwn;
}

/** Who may run a command: by themselves, with an approval, admins only, nobody. */
export type Access = 'self-service' | 'approval' | 'admin' | 'off';

/** A command that only reads. */
export interface ReadCommand<F extends readonly Field[] = readonly Field[]> extends Declaration<F> {
  readonly risk: 'read';
  /** Asks about others' addresses or names: limited per person, so that nobody can try out a list. */
  readonly lookup?: true;
  answer(context: ReadContext<F>): Promise<Answer>;
}

/** A command that changes something in Zoom. */
export interface ChangeCommand<F extends readonly Field[] = readonly Field[]> extends Declaration<F> {
  /** `reversible` runs at once and offers to undo it; the others are confirmed first. */
  readonly risk: 'reversible' | 'sensitive' | 'destructive';
  /** Whoever controls the outcome could take the account over: the subject does not approve it either. */
  readonly takeover?: true;
  /** Whether these values ask for a confirmation although the risk alone does not. */
  confirms?(values: Values<F>): boolean;
  /**
   * Reads from Zoom what would change. What it returns is stored with the request and is all that `run` gets.
   *
   * @throws Refusal when there is nothing to do or it cannot be done
   */
  preview(context: ChangeContext<F>): Promise<Preview>;
  run(job: Job): Promise<void>;
  /** Reads whether it has happened: settles what a time-out or a crash left open. */
  verify(job: Job): Promise<boolean>;
  /** What to say when nobody can read whether it happened, as with a password. `verify` is not asked then. */
  readonly unverifiable?: Problem;
  /** A command, this one or another, whose earlier time-bound changes of the same account this one brings to their end. */
  readonly ends?: string;
  undo?(job: Job): Promise<void>;
  /** What it does, for the confirmation, the card and the log: "Add Mia as an assistant". */
  describe(plan: Plan): Mrkdwn;
  /** What to say when it is done. */
  done(plan: Plan): Answer;
}

export interface ReadContext<F extends readonly Field[] = readonly Field[]> {
  readonly values: Values<F>;
  readonly zoom: Zoom;
  readonly requesterSlackId: string;
  /** The slash command's own name, such as `/zoom`. */
  readonly slash: string;
  /** The subject's account; resolved when asked for. @throws Refusal */
  subject(): Promise<Identity>;
  /** The subject is somebody else. */
  readonly forOther: boolean;
  readonly isAdmin: boolean;
  /** What the person may use, and how, for the help. */
  readonly catalogue: readonly CatalogueEntry[];
  /** What the desk keeps about requests. */
  readonly requests: RequestLog;
  readonly audit: AuditReader;
  /** Sends a file to the person's direct messages. */
  sendFile(name: string, content: Uint8Array, words: Mrkdwn): Promise<void>;
  /** Says how far a long piece of work is: one direct message, updated at most every second. */
  progress(words: Mrkdwn): Promise<void>;
}

/** Requests as they are shown to people. */
export interface RequestLog {
  /** The person's own, the newest first. */
  mine(limit: number): Promise<readonly LoggedRequest[]>;
  /** Everybody's; those that wait for a decision first. */
  all(limit: number): Promise<readonly LoggedRequest[]>;
}

export interface LoggedRequest {
  readonly id: string;
  readonly what: Mrkdwn;
  readonly requesterSlackId: string;
  readonly state: Mrkdwn;
  readonly canWithdraw: boolean;
}

export interface CatalogueEntry {
  readonly command: Pick<Command, 'name' | 'title' | 'summary' | 'examples' | 'fields' | 'risk'>;
  readonly access: Access;
}

export interface ChangeContext<F extends readonly Field[] = readonly Field[]> {
  readonly values: Values<F>;
  readonly zoom: Zoom;
  readonly requester: Account;
  readonly subject: Account;
  readonly own: boolean;
  /** The account of somebody named in a field. @throws Refusal */
  find(who: string): Promise<Account>;
  readonly files: Files;
  readonly links: Links;
  /** Names of the secret fields that were filled in. */
  readonly given: readonly string[];
  readonly colleagues: Colleagues;
  /** The longest time that policy lets a time-bound change last, in milliseconds. */
  readonly maxDuration: number | null;
  /** The time-bound change that now holds for the subject: of this command, or of the one that it `ends`. */
  readonly holding: { readonly endsAt: number; readonly data: Preview['data'] } | null;
}

/** People in Slack as such, whether they have a Zoom account or not. */
export interface Colleagues {
  /** The home workspace, under which links are kept. */
  readonly teamId: string;
  /** @throws Refusal for guests, bots, strangers and whoever Slack does not know */
  member(slackId: string): Promise<Member>;
  /** The account that their email address alone proves to be theirs. @throws Refusal */
  byEmail(slackId: string): Promise<Account>;
}

/** Files that people put into a form. */
export interface Files {
  /** @throws Refusal when it is gone, too large or no picture */
  picture(id: string): Promise<Picture>;
}

export interface Picture {
  readonly name: string;
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif';
  readonly content: Uint8Array<ArrayBuffer>;
}

/** One line of a preview; plain text, escaped where it is shown. */
export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface Preview {
  readonly changes: readonly Change[];
  /** What `run`, `verify` and `undo` need, by name. No secrets: it is stored. */
  readonly data: Readonly<Record<string, string>>;
  /** Undone by itself after so many milliseconds. */
  readonly lasts?: number;
  /** This one cannot be taken back, although the command has an `undo`: it is confirmed first. */
  readonly final?: true;
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

export interface Job {
  readonly plan: Plan;
  readonly zoom: Zoom;
  readonly files: Files;
  readonly links: Links;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** Declares a reading command; its fields give `values` their names. */
export function read<const F extends readonly Field[]>(command: Omit<ReadCommand<F>, 'risk'>): ReadCommand {
  return { ...command, risk: 'read' } as ReadCommand<F> as unknown as ReadCommand;
}

/** Declares a changing command; its fields give `values` their names. */
export function change<const F extends readonly Field[]>(command: ChangeCommand<F>): ChangeCommand {
  return command as unknown as ChangeCommand;
}

/** The log of decisions and changes. */
export interface AuditReader {
  /** The newest first. */
  entries(filter: AuditFilter, limit: number): Promise<readonly AuditEntry[]>;
}

export interface AuditFilter {
  /** Slack id of who asked or decided. */
  readonly person?: string | undefined;
  readonly command?: string | undefined;
  readonly event?: string | undefined;
  /** Only entries before this one. */
  readonly before?: number | undefined;
}

export interface AuditEntry {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: string;
  readonly actor: string;
  readonly requester: string;
  readonly command: string;
  readonly subject: string;
  readonly changes: readonly Change[];
  readonly detail: string;
}
