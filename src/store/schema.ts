/**
 * Every state of a request:
 * `received → (drafted) → pending → approved → running → done | failed | unknown`. It can also end as `refused`,
 * `denied`, `cancelled` or `expired`, one for a licence can be `waiting` for it after its approval, and a request that is
 * done can become `undoing → undone`.
 */
const states = [
  'received',
  'drafted',
  'pending',
  'approved',
  'waiting',
  'running',
  'done',
  'failed',
  'unknown',
  'refused',
  'denied',
  'cancelled',
  'expired',
  'undoing',
  'undone',
] as const;
export type State = (typeof states)[number];

/** One request. Times are milliseconds since 1970 by the database's clock; columns ending in `_json` hold JSON. */
export interface RequestTable {
  id: string;
  state: State;
  /** Incremented with each change of the row; every conditional update compares it. */
  version: number;
  command: string;
  /** Field values as the person gave them, parsed. */
  input_json: string;
  team_id: string;
  requester_slack_id: string;
  /** The payload's `trigger_id`, which identifies repeated deliveries of one request. */
  trigger_id: string | null;
  /** Where to answer; encrypted, because it contains a `response_url`. */
  reply_to: string;
  /** The requests that were made in one go, about several people, share this; `null`: it was made alone. */
  batch: string | null;
  /** Its place among them, from 0 on. */
  batch_place: number | null;
  /** Requester and subject as resolved accounts, the preview and the data that `run` works on. */
  plan_json: string | null;
  /** The rule under which the request was sent: access, channel, how many approvals, expiry. */
  rule_json: string | null;
  /** The Zoom id of the account that changes; `null` until the plan is made. */
  subject_zoom_id: string | null;
  /** What of the account it gives or takes, such as `licence`. */
  resource: string | null;
  progress_json: string | null;
  /** The approval card's message, once it is posted. */
  card_channel: string | null;
  card_ts: string | null;
  /** When the scheduler has to handle the request next; `null`: not by itself. */
  due_at: number | null;
  /** The process that works on it until `due_at`. */
  lease_owner: string | null;
  attempts: number;
  expires_at: number | null;
  created_at: number;
  updated_at: number;
}

/** One approver's decision on one request; the primary key allows one for each person. */
export interface DecisionTable {
  request_id: string;
  approver_slack_id: string;
  /** The approver's Zoom user id; `null`: they have no account, or Zoom could not tell at the click. */
  approver_zoom_id: string | null;
  /** The approver who was away and in whose place it was decided; `null`: in their own right. */
  for_slack_id: string | null;
  verdict: 'approve' | 'deny';
  reason: string | null;
  decided_at: number;
}

/** A notification to be sent to Slack (outbox), written in the transaction of the state change that it is about. */
interface NotificationTable {
  id: string;
  request_id: string;
  kind: NotificationKind;
  /** The state that it is about; `null` in rows of earlier versions: the request's current state. */
  state: State | null;
  /** When the request reached that state. */
  at: number;
  /** The key of the channel slot that it waits for; `null`: none, or not dispatched yet. */
  queue: string | null;
  /** The id of a person in the request's campaign, or of the campaign; `null`: it is about the request. */
  about: string | null;
  due_at: number;
  attempts: number;
}
/**
 * Messages of a campaign: the question, the reminder and the outcome, which are messages of their own; an answer, which
 * changes those; the campaign's progress and its result.
 */
export const campaignNotificationKinds = [
  'ask',
  'ask-again',
  'ask-outcome',
  'ask-closed',
  'campaign',
  'campaign-result',
] as const;
export type CampaignNotificationKind = (typeof campaignNotificationKinds)[number];

/** What this version sends. Others were left by a newer one, and wait for it. */
export const notificationKinds = [
  'reply',
  'card',
  'requester',
  'channel',
  'reminder',
  'alarm',
  'subject',
  'report',
  'holder',
  'stuck',
  'place',
  'batch',
  'close',
  'manager',
  ...campaignNotificationKinds,
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Requests that were made in one go, about several people. */
export interface BatchTable {
  id: string;
  /** Where its message is answered; encrypted. */
  reply_to: string;
  /** When the requester confirmed or cancelled it; `null`: not yet. */
  answered_at: number | null;
  /** What its message said last, as a hash. */
  shown: string | null;
  /** The same of its approval card. */
  card_shown: string | null;
  /** Its message, where it is one of the direct messages. */
  channel: string | null;
  ts: string | null;
}

/** A message with buttons, which are taken off when they no longer do anything. */
export interface PostedMessageTable {
  request_id: string;
  kind: 'reminder' | 'escalation' | 'manager' | 'question' | 'sent' | 'outcome' | 'ending' | 'subject';
  /** Who reads it; `null`: a channel. */
  slack_id: string | null;
  channel: string;
  ts: string;
}

/** A person who was told of a change to an account: they alone can report that it was not them. */
export interface SubjectNoticeTable {
  /** The request; for a query, which has none, an id of the same form. */
  request_id: string;
  slack_id: string;
  /** `owner`: it is their account; `other`: the change gives or takes a right of theirs. */
  role: 'owner' | 'other';
  command: string;
  zoom_id: string;
  /** Name, email address and Zoom id of the account, as in the audit log. */
  account: string;
  told_at: number;
  reported_at: number | null;
}

/** What an account held before a change that took something. */
export interface InventoryTable {
  request_id: string;
  zoom_id: string;
  command: string;
  /** Encrypted JSON. */
  before: string;
  /** What the change left, encrypted; `null`: not read. */
  after: string | null;
  taken_at: number;
  expires_at: number;
}

/** A place in the line for a licence: every request that takes one has it from its approval on. */
interface WaitingListTable {
  request_id: string;
  /** The order in which licences are given, the lowest first: the time of the approval, unless an admin has moved it. */
  rank: number;
  joined_at: number;
  /** Since when a free licence is kept for it; `null`: it has to wait, or it is not known yet whether. */
  given_at: number | null;
  /** The direct message that shows the place and is kept up to date; `null`: none yet. */
  message_channel: string | null;
  message_ts: string | null;
  /** The place and time that the message shows. */
  shown: string | null;
}

/** One look at all licences of the account. */
interface LicenceScanTable {
  id: string;
  /** At most one is `running`. */
  state: 'running' | 'done';
  started_at: number;
  /** What it works on: see `ScanProgress`. */
  phase: string;
  done: number;
  total: number | null;
  /** The process that works on it until `lease_until`. */
  lease_owner: string | null;
  lease_until: number;
  /** Heavy calls about single people, which share a limit a day. */
  heavy_calls: number;
  /** What is known of the account as a whole. */
  result_json: string;
}

/** One licence in one scan. */
interface LicenceSeatTable {
  scan_id: string;
  /** The email of somebody who has not accepted their invitation. */
  zoom_id: string;
  /** Encrypted JSON: the row of Zoom's list. */
  person: string;
  licensed_since: number | null;
  /** The last use that is known to the day. */
  last_use_at: number | null;
  /** Booleans as 0 and 1. */
  checked: number;
  idle: number;
  undecided: number;
  /** Encrypted JSON: the seat as it is shown; `null` until it is checked. */
  result: string | null;
}

/** What somebody hosted in a span of days; `null`: Zoom did not tell the number. */
interface LicenceSpanTable {
  scan_id: string;
  zoom_id: string;
  /** UTC, such as `2026-11-03`. */
  first_day: string;
  meetings: number | null;
  participants: number | null;
  minutes: number | null;
}

/** How many licences there were on a day. */
interface LicenceDayTable {
  day: string;
  bought: number | null;
  used: number;
  pending: number;
  idle: number;
}
/** A campaign that asks people for licences that they do not use. */
export interface CampaignTable {
  id: string;
  /** The request that was approved. */
  request_id: string;
  /** `deciding`: the admins decide on those who have not answered. */
  state: 'running' | 'paused' | 'deciding' | 'stopped' | 'finished';
  version: number;
  /** 1 until it is stopped or finished, then `null`: the column is unique, so there is one open campaign at a time. */
  open: number | null;
  /** Slack id of the admin in whose name it goes on. */
  run_by: string;
  /** Everybody who was approved, sealed: nobody else is ever asked. */
  list: string;
  /** What was announced when it was approved. */
  terms_json: string;
  remind_at: number;
  ends_at: number;
  paused_at: number | null;
  /** Why it was paused by itself; `null`: by an admin. */
  paused_why: string | null;
  /** Slack id of the admin who has stopped it. */
  stopped_by: string | null;
  /** The message that shows its progress. */
  channel: string | null;
  ts: string | null;
  /** 1: something has changed since the message was updated. */
  changed: number;
  shown_at: number;
  created_at: number;
  ended_at: number | null;
}

/** Somebody in a campaign. */
export interface CampaignPersonTable {
  id: string;
  campaign_id: string;
  zoom_id: string;
  /** Whose account it is in Slack; `null` until they are asked, and for people who are not in Slack. */
  slack_id: string | null;
  name: string;
  email: string;
  /** When the licence was used last, as it was known when the list was made. */
  evidence_json: string;
  state: CampaignPersonState;
  version: number;
  /** The last answer. */
  answer: 'keep' | 'keep-until' | 'give-back' | 'again' | null;
  answered_at: number | null;
  /** How many answers they gave. */
  answers: number;
  keep_until: number | null;
  asked_at: number | null;
  reminded_at: number | null;
  /** Where their messages are. */
  messages_json: string;
  /** Messages that are being sent, and since when: until Slack's answer is stored, they may be there or not. */
  sending_json: string | null;
  /** The request that takes the licence back. */
  request_id: string | null;
  /** When Zoom was last asked whether the licence may go. */
  checked_at: number | null;
  returned_at: number | null;
  /** Why the licence stays, in plain words. */
  why: string | null;
  tries: number;
  due_at: number | null;
}
export type CampaignPersonState =
  | 'listed'
  | 'asking'
  | 'asked'
  | 'unreachable'
  | 'silent'
  | 'kept'
  | 'spared'
  | 'left'
  | 'taking'
  | 'returning'
  | 'returned'
  | 'restoring'
  | 'restored'
  | 'failed';

/** A time in which somebody decides in place of an approver who is away. */
export interface StandInTable {
  id: string;
  away_slack_id: string;
  away_name: string;
  stand_in_slack_id: string;
  stand_in_name: string;
  began_at: number;
  until_at: number;
  /** `null`: it goes on. A person has at most one such row. */
  ended_at: number | null;
  ended_why: StandInEnd | null;
  /** The message to the stand-in, whose button is taken off at the end. */
  channel: string | null;
  ts: string | null;
  /** What people still have to be told of it, as JSON. */
  untold_json: string;
  /** When it is told next, or again; `null`: everything is told. */
  due_at: number | null;
  attempts: number;
}
/** How it ended: the time was over, the person came back, the stand-in declined, or the person named another one. */
export type StandInEnd = 'over' | 'back' | 'declined' | 'replaced';

/** An explicit link from a Slack user to a Zoom user, made by an admin. It takes precedence over the email address. */
export interface LinkTable {
  team_id: string;
  slack_user_id: string;
  zoom_user_id: string;
  linked_by: string;
  linked_at: number;
}

/** Which Slack user a Zoom user belongs to, since its first use: an address alone does not give it to another one. */
export interface IdentityPinTable {
  team_id: string;
  zoom_user_id: string;
  slack_user_id: string;
  /** `email`: the address proved it; `link`: it holds as long as the link does. */
  via: 'email' | 'link';
  pinned_at: number;
}

interface CacheTable {
  key: string;
  /** Encrypted JSON. */
  value: string;
  expires_at: number | null;
}

/** How often something was done in the current time window. */
interface CounterTable {
  key: string;
  window_start: number;
  count: number;
}

/** One decision or change. Append-only: triggers refuse updates and deletes. */
export interface AuditTable {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  at: number;
  request_id: string;
  event: string;
  /** A Slack id, or `frontdesk` for what the bot did by itself. */
  actor: string;
  requester: string;
  command: string;
  /** Name, email address and Zoom id of the account, in one line. */
  subject: string;
  /** The same in columns of their own, empty where no account was concerned; `null` in entries of earlier versions. */
  account_name: string | null;
  account_email: string | null;
  account_zoom_id: string | null;
  /** Before → after. */
  changes_json: string;
  /** The reason that was given, or an error message with its reference. */
  detail: string;
  prev_hash: string;
  hash: string;
  /** A signature over the hash, with a key that is not in the database; `null` in entries of earlier versions. */
  mac: string | null;
  /** A signature over what the entry says since a person was erased from it; `null`: it says what it said. */
  erased_mac: string | null;
}

/** One row: the newest entry of the audit log, signed, so that it shows when the end of the log is cut off. */
interface AuditHeadTable {
  id: number;
  seq: number;
  mac: string;
}

/** One row: the last entry that was taken out of the audit log, signed. None: it is whole. */
interface AuditStartTable {
  id: number;
  seq: number;
  hash: string;
  mac: string;
}

/** Who has opened the Home tab, and when last. */
interface HomeTabTable {
  slack_user_id: string;
  opened_at: number;
}

/** When the next message may be sent to a channel. */
interface ChannelSlotTable {
  /** A channel's id, or `dm:` followed by a person's. */
  key: string;
  next_at: number;
}

/** State shared by all processes. */
interface SharedStateTable {
  key: string;
  /** JSON. */
  value: string;
  /** Incremented with each change; the conditional update compares it. */
  version: number;
}

export interface Tables {
  requests: RequestTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  audit_start: AuditStartTable;
  decisions: DecisionTable;
  notifications: NotificationTable;
  subject_notices: SubjectNoticeTable;
  inventories: InventoryTable;
  waiting_list: WaitingListTable;
  batches: BatchTable;
  posted_messages: PostedMessageTable;
  licence_scans: LicenceScanTable;
  licence_seats: LicenceSeatTable;
  licence_spans: LicenceSpanTable;
  licence_days: LicenceDayTable;
  campaigns: CampaignTable;
  campaign_people: CampaignPersonTable;
  stand_ins: StandInTable;
  links: LinkTable;
  identity_pins: IdentityPinTable;
  cache: CacheTable;
  counters: CounterTable;
  home_tabs: HomeTabTable;
  channel_slots: ChannelSlotTable;
  shared_state: SharedStateTable;
}
