import type { Account } from '../identity/account.ts';
import type { Member } from '../identity/directory.ts';
import type { Identity } from '../identity/identities.ts';
import type { Links } from '../identity/links.ts';
import type { FormOption } from '../views/form.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { Access, Described } from './described.ts';
import type { AnyValues, Field, Secrets, Values } from './field.ts';
import type { AuditReader, RequestLog } from './logs.ts';
import type { Plan } from './plan.ts';

/** What a reading command works with. */
export interface ReadContext<F extends readonly Field[] = readonly Field[]> {
  readonly values: Values<F>;
  readonly zoom: Zoom;
  readonly requesterSlackId: string;
  /** The slash command's own name, such as `/zoom`. */
  readonly slash: string;
  /** The subject's account; resolved when asked for. @throws Refusal */
  subject(): Promise<Identity>;
  /** Whom the subject most likely is, for reading ahead. Show nothing of it before `subject` has said the same. */
  likelyZoomId(): string | null;
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

/** A command that the person may use. */
export interface CatalogueEntry {
  readonly command: Pick<Described, 'name' | 'title' | 'summary' | 'examples' | 'fields'>;
  readonly access: Access;
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
