import type { Account } from '../identity/account.ts';
import type { Member } from '../identity/directory.ts';
import type { Identity } from '../identity/identities.ts';
import type { Links } from '../identity/links.ts';
import type { FormOption } from '../views/form.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { CatalogueEntry } from './described.ts';
import type { AnyValues, Field, Secrets, Values } from './field.ts';
import type { Change, Plan } from './plan.ts';

/** What a reading command works with. */
export interface ReadContext<F extends readonly Field[] = readonly Field[]> {
  readonly values: Values<F>;
  readonly zoom: Zoom;
  /** The slash command's own name, such as `/zoom`. */
  readonly slash: string;
  /** The subject's account; resolved when asked for. @throws Refusal */
  subject(): Promise<Identity>;
  /** Whom the subject most likely is, for reading ahead. Show nothing of it before `subject` has said the same. */
  likelyZoomId(): string | null;
  /** The subject is somebody else. */
  readonly forOther: boolean;
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

/** What a changing command looks at before anything is changed. */
export interface ChangeContext<F extends readonly Field[] = readonly Field[], Held = unknown> {
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
  readonly holding: { readonly endsAt: number; readonly data: Held } | null;
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

/** What a change is made with: the stored plan, and the ways to Zoom. */
export interface Job<Data = unknown> {
  readonly plan: Plan<Data>;
  readonly zoom: Zoom;
  readonly files: Files;
  readonly links: Links;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** What a form is filled from. */
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
  /** The email address of the account that was changed. */
  readonly account?: string | undefined;
  /** Only entries of the last so many milliseconds. */
  readonly within?: number | undefined;
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
