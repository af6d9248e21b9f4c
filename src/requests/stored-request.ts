import type { Selectable } from 'kysely';
import type { Change, Plan } from '../commands/plan.ts';
import { readText, type StoredText, type Text } from '../languages/text.ts';
import type { ReplyTo } from '../notifications/messenger.ts';
import type { RequestTable } from '../store/schema.ts';
import type { Seal } from '../store/seal.ts';
import { Mrkdwn, readMrkdwn } from '../views/mrkdwn.ts';
import { type Progress, progressSchema, type Request } from './request.ts';

// How a request is stored. Texts are stored as messages, and what an account holds is sealed.

/** A plan in JSON, whose texts are not read yet. What the account holds is a sealed string. */
interface StoredPlan extends Omit<Plan, 'changes' | 'flags'> {
  readonly changes?: readonly (Omit<Change, 'label' | 'before' | 'after'> & {
    readonly label: StoredText | string;
    readonly before: StoredText | string;
    readonly after: StoredText | string;
  })[];
  readonly flags?: readonly (StoredText | string)[];
}

function openPlan({ changes = [], flags, ...plan }: StoredPlan, seal: Seal): Plan {
  return {
    ...plan,
    changes: changes.map((one) => ({
      ...one,
      label: readText(one.label),
      before: one.held ? openValue(one.before, seal) : readValue(one.before),
      after: readValue(one.after),
    })),
    ...(flags ? { flags: flags.map(readText) } : {}),
  };
}

function readValue(stored: StoredText | string): Text | string {
  return typeof stored === 'string' ? stored : readText(stored);
}

function openValue(sealed: StoredText | string, seal: Seal): Text | string {
  const opened = (typeof sealed === 'string' ? seal.open('inventory', sealed) : undefined) ?? '–';
  return opened.startsWith('{"text":') ? readText(JSON.parse(opened)) : opened;
}

/** What the account holds is sealed; the rest of a plan is not. */
export function planColumn(plan: Plan, seal: Seal): string {
  const sealed = (before: Text | string) =>
    seal.close('inventory', typeof before === 'string' ? before : JSON.stringify(before));
  const changes = plan.changes.map((one) => (one.held ? { ...one, before: sealed(one.before) } : one));
  return JSON.stringify({ ...plan, changes });
}

/** What of the progress says what the account holds is sealed, like that of a plan. */
export function progressColumn(progress: Progress, seal: Seal): string {
  return JSON.stringify(mapHeld(progress, (one) => new Mrkdwn(seal.close('inventory', JSON.stringify(one)))));
}

/** What a newer version has noted stays. Put together once: that takes longer than to read a row. */
const storedProgress = progressSchema.unwrap().loose();

function openProgress(stored: string, seal: Seal): Progress {
  const whole = storedProgress.parse(JSON.parse(stored)) as Progress;
  return mapHeld(whole, ({ source }) => {
    const opened = seal.open('inventory', source) ?? '–';
    // A version with one language sealed the words.
    return opened.startsWith('{"') ? readMrkdwn(JSON.parse(opened)) : new Mrkdwn(opened);
  });
}

function mapHeld(one: Progress, map: (sentence: Mrkdwn) => Mrkdwn): Progress {
  const { different, goesAlong } = one;
  return {
    ...one,
    ...(different ? { different: different.map(map) } : {}),
    ...(goesAlong ? { goesAlong: goesAlong.map(map) } : {}),
  };
}

/** Seals where to answer: anybody who has its URL could write to the person. */
export function sealReplyTo(replyTo: ReplyTo, seal: Seal): string {
  return seal.close('reply-to', JSON.stringify(replyTo));
}

export function openReplyTo(sealed: string, seal: Seal): ReplyTo {
  return JSON.parse(seal.open('reply-to', sealed) ?? '{"url":null,"replace":false}');
}

/** @throws Error when the row was not written by a version that this one understands */
export function fromRow(row: Selectable<RequestTable>, seal: Seal): Request {
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    command: row.command,
    input: JSON.parse(row.input_json),
    teamId: row.team_id,
    requesterSlackId: row.requester_slack_id,
    replyTo: openReplyTo(row.reply_to, seal),
    batch: row.batch,
    plan: row.plan_json ? openPlan(JSON.parse(row.plan_json), seal) : null,
    rule: row.rule_json ? JSON.parse(row.rule_json) : null,
    progress: row.progress_json ? openProgress(row.progress_json, seal) : {},
    card: row.card_channel && row.card_ts ? { channel: row.card_channel, ts: row.card_ts } : null,
    attempts: row.attempts,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
