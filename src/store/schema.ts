/**
 * Every state of a request. The way through is
 * `received → (drafted) → pending → approved → running → done | failed | unknown`; a request leaves it as
 * `refused`, `denied`, `cancelled` or `expired`, and what is done can become `undoing → undone`.
 */
export const states = [
  'received',
  'drafted',
  'pending',
  'approved',
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
  /** Rises by one with each change of the row: the fence of every conditional update. */
  version: number;
  command: string;
  /** Field values as the person gave them, parsed. */
  input_json: string;
  team_id: string;
  requester_slack_id: string;
  /** The payload's `trigger_id`: a repeated one is the same request. */
  trigger_id: string | null;
  /** Where to answer, sealed: it holds a `response_url`. */
  reply_to: string;
  /** Requester and subject as resolved accounts, the preview and the data that `run` works on. */
  plan_json: string | null;
  /** The rule under which the request was sent: access, channel, how many approvals, expiry. */
  rule_json: string | null;
  progress_json: string | null;
  /** Set when the approval card stands in Slack. */
  card_channel: string | null;
  card_ts: string | null;
  /** The clock's alarm: when the desk has to look at the request again. `null`: never by itself. */
  due_at: number | null;
  /** Which process works on it until `due_at`. */
  lease_owner: string | null;
  attempts: number;
  expires_at: number | null;
  created_at: number;
  updated_at: number;
}

/** One approver's word on one request: the primary key counts distinct people. */
export interface DecisionTable {
  request_id: string;
  approver_slack_id: string;
  verdict: 'approve' | 'deny';
  reason: string | null;
  decided_at: number;
}

/** What is still to be told in Slack. Written together with the change of state that it tells. */
export interface NotificationTable {
  id: string;
  request_id: string;
  kind: NotificationKind;
  /** The state that it tells; `null` in rows of earlier versions: the one in which the request is. */
  state: State | null;
  /** When that happened. */
  at: number;
  /** The key of the turn that it waits for; `null`: for none, or nobody has looked yet. */
  queue: string | null;
  due_at: number;
  attempts: number;
}
export type NotificationKind = 'reply' | 'card' | 'requester' | 'channel' | 'reminder' | 'alarm';

/** An admin's word that this Slack user is that Zoom user. It goes before the email. */
export interface LinkTable {
  team_id: string;
  slack_user_id: string;
  zoom_user_id: string;
  linked_by: string;
  linked_at: number;
}

export interface CacheTable {
  key: string;
  /** Sealed JSON. */
  value: string;
  expires_at: number | null;
}

/** How often somebody did something in the current window. */
export interface CounterTable {
  key: string;
  window_start: number;
  count: number;
}

/** One decision or change. Rows are only ever added: the database itself refuses anything else. */
export interface AuditTable {
  /** 1, 2, 3 … without a gap. */
  seq: number;
  at: number;
  request_id: string;
  event: string;
  /** A Slack id, or `frontdesk` where nobody clicked. */
  actor: string;
  requester: string;
  command: string;
  /** Name, address and Zoom id of the account as it was resolved. */
  subject: string;
  /** Before → after. */
  changes_json: string;
  /** A reason, or what went wrong with its reference. */
  detail: string;
  prev_hash: string;
  hash: string;
}

/** Who has had the Home tab open, and when last. */
export interface HomeTabTable {
  slack_user_id: string;
  opened_at: number;
}

/** When the next message may go to a channel. */
export interface ChannelSlotTable {
  /** A channel's id, or `dm:` and a person's. */
  key: string;
  next_at: number;
}

/** What all processes agree on. */
export interface SharedStateTable {
  key: string;
  /** JSON. */
  value: string;
  /** Rises by one with each change: the fence of the conditional update. */
  version: number;
}

export interface Tables {
  requests: RequestTable;
  audit: AuditTable;
  decisions: DecisionTable;
  notifications: NotificationTable;
  links: LinkTable;
  cache: CacheTable;
  counters: CounterTable;
  home_tabs: HomeTabTable;
  channel_slots: ChannelSlotTable;
  shared_state: SharedStateTable;
}
