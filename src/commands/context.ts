import type { AuditReader } from '../audit/read.ts';
import type { Campaigns } from '../campaigns/campaigns.ts';
import type { Control } from '../campaigns/control.ts';
import type { Account } from '../identity/account.ts';
import type { Member } from '../identity/directory.ts';
import type { Identity } from '../identity/identities.ts';
import type { Links } from '../identity/links.ts';
import type { Text } from '../languages/text.ts';
import type { LicenceReports } from '../licences/report/reports.ts';
import type { AwayState } from '../stand-ins/away-state.ts';
import type { StandIn } from '../stand-ins/stand-in.ts';
import type { TimeAway } from '../stand-ins/time-away.ts';
import type { State } from '../store/schema.ts';
import type { CampaignProgress } from '../views/campaign.ts';
import type { FormOption } from '../views/form.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import type { Place } from '../views/place.ts';
import type { Inventory } from '../zoom/inventory.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { CatalogueEntry } from './described.ts';
import type { AnyValues, Field, Secrets, Values } from './field.ts';
import type { Calendar } from './parse/dates.ts';
import type { Plan } from './plan.ts';

/** What `answer` of a reading command gets. */
export interface ReadContext<F extends readonly Field[] = readonly Field[]> {
  readonly values: Values<F>;
  readonly zoom: Zoom;
  /** The slash command's own name, such as `/zoom`. */
  readonly slash: string;
  /** The subject's account; looked up on the first call. @throws Refusal */
  subject(): Promise<Identity>;
  /**
   * The Zoom id that the subject most likely has, for prefetching. Show nothing of what was read with it before
   * `subject` has returned the same id.
   */
  likelyZoomId(): string | null;
  /** The subject is somebody else. */
  readonly forOther: boolean;
  /** The commands that the person may use. */
  readonly catalogue: readonly CatalogueEntry[];
  /** What was agreed about the licence of an account. */
  licenceTerms(zoomId: string): Promise<LicenceTerms>;
  /** Everybody who waits for a licence, the first in line first. */
  waitingList(): Promise<readonly WaitingEntry[]>;
  readonly campaign: NewestCampaign;
  readonly requests: RequestLog;
  readonly audit: AuditReader;
  /** The reader's own time zone and present time, for dates in words. */
  calendar(): Promise<Calendar>;
  /** Sends a file to the person's direct messages. */
  sendFile(name: string, content: Uint8Array, words: Mrkdwn): Promise<void>;
  /** Sends a picture to the person's direct messages, with what it shows as the message beside it and its description. */
  sendPicture(name: string, content: Uint8Array, words: Text): Promise<void>;
  readonly licences: LicenceReports;
  readonly away: OwnTimeAway;
  /** Counts the licences anew in the background; a direct message says how far it is, and when it is done. */
  countLicences(): Promise<void>;
  /** Reports the progress of long work in one direct message, updated at most once a second. */
  progress(words: Mrkdwn): Promise<void>;
}

/** What was agreed about the licence of an account. */
export interface LicenceTerms {
  /** When the licence ends that it has for a time; milliseconds since 1970, `null`: not by itself. */
  readonly endsAt: number | null;
  /** Where it stands in the line for a licence; `null`: it does not wait for one. */
  readonly place: Place | null;
}

/** Whether the person is away, and what they say about it. */
interface OwnTimeAway {
  state(): Promise<AwayState>;
  /** They are away from now on. @param until milliseconds since 1970 @throws Refusal */
  go(standIn: string, until: number): ReturnType<TimeAway['goAway']>;
  /** They are back. @returns `null`: they were not away */
  back(): Promise<StandIn | null>;
}

/** What `preview` of a changing command gets. */
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
  /** The organisation's own email domains; none where policy names none. */
  readonly domains: readonly string[];
  /** The longest time that policy lets a time-bound change last, in milliseconds. */
  readonly maxDuration: number | null;
  readonly holding: Holding | null;
  readonly seats: Seats;
  /** When it was asked for, and in which time zone: "until Friday" is meant so, however late it is decided. */
  readonly calendar: Calendar;
  /** What the account held before it was deactivated; told to commands that give it back. */
  readonly inventory: KeptInventory | null;
  readonly campaigns: Campaigns;
}

/** What an account held before a request. */
export interface KeptInventory {
  readonly requestId: string;
  readonly before: Inventory;
  /** What the request left; `null`: it could not be read. */
  readonly after: Inventory | null;
}

/** Licences that are free now, without those promised to the waiting list. */
export interface Seats {
  look(): Promise<SeatLook>;
}

export interface SeatLook {
  /** `null`: Zoom does not tell. */
  readonly free: number | null;
  /** Where they would stand in line; `null`: they need not wait. */
  readonly place: Place | null;
}

/** The newest campaign that asks for idle licences back. */
interface NewestCampaign {
  /** How it stands, or how it ended; `null`: there has been none. */
  latest(): Promise<CampaignProgress | null>;
  /** Those that are over, the newest first. */
  past(): Promise<readonly PastCampaign[]>;
  /** @throws Refusal for everybody but admins, and where none is under way or it is so already */
  control(what: Control): Promise<void>;
}

/** What came of a campaign that is over. */
export interface PastCampaign {
  /** Milliseconds since 1970. */
  readonly endedAt: number;
  readonly asked: number;
  readonly answered: number;
  /** Licences that went back and were not taken again. */
  readonly returned: number;
  /** What they save a year, at the price of that time; `null`: no price was known. */
  readonly saves: number | null;
  readonly currency: string | null;
}

/** Somebody who waits for a licence. */
export interface WaitingEntry {
  readonly id: string;
  readonly what: Mrkdwn;
  readonly requesterSlackId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Those who approved it, in words. */
  readonly approvedBy: readonly Mrkdwn[];
  readonly place: Place;
}

/** The subject's current grant of a command's `resource`, regardless of the requester. */
export interface Holding {
  readonly endsAt: number;
  /** What the plan of that change holds. It may be of another command. */
  readonly data: unknown;
}

/** Looks up people in Slack, whether they have a Zoom account or not. */
export interface Colleagues {
  /** The workspace under which links are stored. */
  readonly teamId: string;
  /** @throws Refusal for guests, bots, people of other workspaces and unknown ids */
  member(slackId: string): Promise<Member>;
  /** The account with their email address, regardless of links. @throws Refusal */
  accountByEmailOf(slackId: string): Promise<Account>;
  /** Whom an account belongs to in Slack; `null`: nobody that is known. */
  owner(account: Account): Promise<Member | null>;
  /** Anybody in Slack, also those who have left; `null`: Slack does not know them. */
  anybody(slackId: string): Promise<Member | null>;
}

/** Files that people upload in a form. */
export interface Files {
  /**
   * @param uploader the Slack user who must have uploaded it
   * @throws Refusal when the file is somebody else's, gone, too large or no picture
   */
  picture(id: string, uploader: string | null): Promise<Picture>;
}

export interface Picture {
  readonly name: string;
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif';
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What `run`, `verify` and `undo` get: the stored plan and the clients that they need. */
export interface Job<Data = unknown> {
  readonly requestId: string;
  readonly plan: Plan<Data>;
  readonly zoom: Zoom;
  readonly files: Files;
  readonly links: Links;
  readonly campaigns: Campaigns;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
  /** What the account held before a change and what that left, where this gives it back. */
  readonly inventory?: KeptInventory;
  /** In an undo of some parts only: their names. */
  readonly only?: ReadonlySet<string>;
}

/** What `prefill` gets. */
export interface PrefillContext {
  readonly zoom: Zoom;
  readonly subject: Account;
  readonly own: boolean;
  /** The longest time that policy lets a time-bound change last, in milliseconds. */
  readonly maxDuration: number | null;
  readonly holding: Holding | null;
  readonly seats: Seats;
}

/** How a form starts. */
export interface Prefill {
  /** What is suggested: sent with the form like what was typed, which takes precedence. */
  readonly suggested?: AnyValues;
  /**
   * What Zoom says now. Only what the person makes another of it is sent, so that a form that stood open undoes nothing
   * of what others changed meanwhile.
   */
  readonly current?: AnyValues;
  /** Choices by field name. */
  readonly options?: Readonly<Record<string, readonly FormOption[]>>;
  /** Hints by field name, in place of the declared ones. */
  readonly hints?: Readonly<Record<string, Text>>;
  /** Names of fields to leave out because they cannot be changed now. */
  readonly without?: readonly string[];
  readonly note?: Mrkdwn;
  /** Why there is nothing to fill in; shown instead of the form. */
  readonly nothing?: Mrkdwn;
}

/** Requests as they are shown to people. */
export interface RequestLog {
  /** The person's own, the newest first. */
  mine(limit: number, filter?: RequestFilter): Promise<readonly LoggedRequest[]>;
  /** Everybody's; those that wait for a decision first. */
  all(limit: number, filter?: RequestFilter): Promise<readonly LoggedRequest[]>;
}

/** Which requests are shown; without a key, all of them. */
export interface RequestFilter {
  readonly states?: readonly State[];
  /** The Slack id of who asked. */
  readonly requester?: string;
  readonly command?: string;
}

export interface LoggedRequest {
  readonly id: string;
  readonly what: Mrkdwn;
  readonly requesterSlackId: string;
  readonly state: Mrkdwn;
  readonly canWithdraw: boolean;
  /** It waits for a licence. */
  readonly isInLine: boolean;
  /** The reader may decide it. */
  readonly canDecide: boolean;
  /** Where its card is, for those who may see the channel; `null`: there is none. */
  readonly cardUrl: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}
