import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Posted } from '../notifications/messenger.ts';
import type { LicencePolicy } from '../policy/licences.ts';
import type { CampaignPersonState, CampaignPersonTable, CampaignTable } from '../store/schema.ts';
import type { Seal } from '../store/seal.ts';
import { type Mrkdwn, md, readMrkdwn } from '../views/mrkdwn.ts';

const DAY = 86_400_000;

/** How long a licence that went back is given back by one click, in milliseconds. */
export const AGAIN_TIME = 30 * DAY;
/** How long an answer protects somebody from being asked anew, in milliseconds. */
export const KEEP_HOLDS = 90 * DAY;
/** How long the admins have to decide on those who have not answered; then these keep their licences. */
export const DECIDE_TIME = 14 * DAY;

/** How much of the time somebody must have had to answer before their silence counts. */
const FAIR_SHARE = 0.4;

/** What happens to the licence of somebody who does not answer, the mildest first. */
const silences = ['nothing', 'ask-admin', 'take-back'] as const;
export type Silence = (typeof silences)[number];

/** When a licence was used last, as far as Zoom tells. */
const evidence = z.object({
  /** Milliseconds since 1970; `null`: not in the time that Zoom tells of. */
  at: z.number().nullable(),
  what: z.enum(['hosted', 'signed in']),
  precision: z.enum(['day', 'span', 'three-days']),
  /** Whole days without use; `null`: not known. */
  idleDays: z.number().nullable(),
});
export type Evidence = z.output<typeof evidence>;

/** Somebody whose licence may go back. */
const candidate = z.object({ zoomId: z.string(), name: z.string(), email: z.string(), evidence });
export type Candidate = z.output<typeof candidate>;

/** What is announced when a campaign is approved. Durations are milliseconds. */
const terms = z.object({
  idleAfter: z.number(),
  /** How long people have to answer. */
  length: z.number(),
  onSilence: z.enum(silences),
  /** What one licence costs a year. */
  price: z.number().nullable(),
  currency: z.string().nullable(),
});
export type Terms = z.output<typeof terms>;

/** What the request for a campaign holds: it is what is approved. */
export const campaignPlan = z.object({ campaignId: z.string(), terms, people: z.array(candidate) });
export type CampaignPlan = z.output<typeof campaignPlan>;

/** Somebody on the sealed list. */
const listed = z.object({ zoomId: z.string(), email: z.string() });
const sealedList = z.object({ requestId: z.string(), people: z.array(listed) });
type SealedList = z.output<typeof sealedList>;

/** A stored campaign. Times are milliseconds since 1970 by the database's clock. */
export interface Campaign {
  readonly id: string;
  readonly requestId: string;
  readonly state: CampaignTable['state'];
  readonly version: number;
  /** Slack id of the admin in whose name it goes on. */
  readonly runBy: string;
  /** `null`: it is not as it was sealed, so nobody's licence is taken by it. */
  readonly list: SealedList | null;
  readonly terms: Terms;
  readonly remindAt: number;
  readonly endsAt: number;
  readonly pausedAt: number | null;
  readonly pausedWhy: Mrkdwn | null;
  readonly stoppedBy: string | null;
  /** The message that shows its progress. */
  readonly posted: Posted | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

const place = z.object({ channel: z.string(), ts: z.string() });
/** Where somebody's messages are; `null`: it may be there, and nobody can tell where. */
const messages = z.object({
  ask: place.nullable().exactOptional(),
  again: place.nullable().exactOptional(),
  outcome: place.nullable().exactOptional(),
});
type PersonMessages = z.output<typeof messages>;
export type Step = keyof PersonMessages;
/** Since when messages are being sent of which it is not known whether they arrived. */
const sending = z.object({
  ask: z.number().exactOptional(),
  again: z.number().exactOptional(),
  outcome: z.number().exactOptional(),
});

/** Somebody in a campaign. */
export interface CampaignPerson {
  readonly id: string;
  readonly campaignId: string;
  readonly zoomId: string;
  readonly slackId: string | null;
  readonly name: string;
  readonly email: string;
  readonly evidence: Evidence;
  readonly state: CampaignPersonState;
  readonly version: number;
  readonly answer: CampaignPersonTable['answer'];
  readonly answeredAt: number | null;
  readonly answers: number;
  readonly keepUntil: number | null;
  readonly askedAt: number | null;
  readonly remindedAt: number | null;
  readonly messages: PersonMessages;
  readonly sending: z.output<typeof sending>;
  readonly requestId: string | null;
  readonly checkedAt: number | null;
  readonly returnedAt: number | null;
  /** Why it did not work, as the person reads it. */
  readonly why: Mrkdwn | null;
  readonly tries: number;
}

/** A reason as it is stored. */
export function closeWhy(why: Mrkdwn): string {
  return JSON.stringify(why);
}

/** Stored as a message. Plain words come from an earlier version, or are a reason that is only logged. */
function openWhy(stored: string | null): Mrkdwn | null {
  if (stored === null) return null;
  return stored.startsWith('{"') ? readMrkdwn(JSON.parse(stored)) : md`${stored}`;
}

/** @throws Error when this version cannot read it */
export function campaignFrom(row: Selectable<CampaignTable>, seal: Seal): Campaign {
  const list = seal.open('campaign', row.list);
  return {
    id: row.id,
    requestId: row.request_id,
    state: row.state,
    version: row.version,
    runBy: row.run_by,
    list: list === undefined ? null : sealedList.parse(JSON.parse(list)),
    terms: terms.parse(JSON.parse(row.terms_json)),
    remindAt: row.remind_at,
    endsAt: row.ends_at,
    pausedAt: row.paused_at,
    pausedWhy: openWhy(row.paused_why),
    stoppedBy: row.stopped_by,
    posted: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : null,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** @throws Error when this version cannot read it */
export function personFrom(row: Selectable<CampaignPersonTable>): CampaignPerson {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    zoomId: row.zoom_id,
    slackId: row.slack_id,
    name: row.name,
    email: row.email,
    evidence: evidence.parse(JSON.parse(row.evidence_json)),
    state: row.state,
    version: row.version,
    answer: row.answer,
    answeredAt: row.answered_at,
    answers: row.answers,
    keepUntil: row.keep_until,
    askedAt: row.asked_at,
    remindedAt: row.reminded_at,
    messages: messages.parse(JSON.parse(row.messages_json)),
    sending: sending.parse(JSON.parse(row.sending_json ?? '{}')),
    requestId: row.request_id,
    checkedAt: row.checked_at,
    returnedAt: row.returned_at,
    why: openWhy(row.why),
    tries: row.tries,
  };
}

/** Opaque ids that nobody can guess: 120 bits. */
export const newCampaignId = () => `cmp_${randomBytes(15).toString('base64url')}`;
export const newPersonId = () => `cpp_${randomBytes(15).toString('base64url')}`;

/** The campaign takes no more questions or answers. */
export function isOver({ state }: Pick<Campaign, 'state'>): boolean {
  return state === 'stopped' || state === 'finished';
}

/** The last thing that they have said is that they need it. */
export function wantsToKeep({ answer }: Pick<CampaignPerson, 'answer'>): boolean {
  return answer === 'keep' || answer === 'keep-until' || answer === 'again';
}

/** What silence means by now: what was announced, or what today's policy says where that is milder. */
export function silenceNow(
  { terms }: Pick<Campaign, 'terms'>,
  licences: Pick<LicencePolicy, 'onSilence'>,
): Silence {
  const mildest = Math.min(silences.indexOf(terms.onSilence), silences.indexOf(licences.onSilence));
  return silences[mildest] ?? 'nothing';
}

/** Whether somebody certainly had a message, and enough time to answer it. */
export function hadTheirSay(
  { askedAt, remindedAt, messages }: Pick<CampaignPerson, 'askedAt' | 'remindedAt' | 'messages'>,
  { endsAt, terms }: Pick<Campaign, 'endsAt' | 'terms'>,
): boolean {
  const since = messages.ask ? askedAt : messages.again ? remindedAt : null;
  return since !== null && endsAt - since >= terms.length * FAIR_SHARE;
}
