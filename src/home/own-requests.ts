import type { Parts } from '../requests/parts.ts';
import type { Request } from '../requests/request.ts';
import { describeRequest, standing } from '../requests/request-log.ts';
import { undoableUntil } from '../requests/undo.ts';
import type { HomeRequest, Part } from '../views/home/page.ts';
import { md, moment } from '../views/mrkdwn.ts';
import type { HomeRows } from './rows.ts';

const SHOWN = 5;

export interface OwnRequests {
  readonly part: Part<HomeRequest>;
  /** When the last of them changed. */
  readonly changedAt: number;
  /** When the next of them can no longer be undone. */
  readonly undoEnds: number | null;
}

/** The person's newest requests, and what they can still take back. */
export async function ownRequests(
  parts: Parts,
  rows: HomeRows,
  slackId: string,
  now: number,
): Promise<OwnRequests> {
  const [newest, count] = await Promise.all([parts.requests.ofPerson(slackId, SHOWN), rows.countOf(slackId)]);
  const ends = newest.map((one) => undoableUntil(parts, one)).filter((end) => end !== null && end > now);
  return {
    part: {
      shown: newest.map((one) => toShown(parts, one, now)),
      more: Math.max(0, count - newest.length),
    },
    changedAt: Math.max(0, ...newest.map((one) => one.updatedAt)),
    undoEnds: ends.length > 0 ? Math.min(...ends.map(Number)) : null,
  };
}

function toShown(parts: Parts, request: Request, now: number): HomeRequest {
  const { endsAt } = request.progress;
  const lasts = request.state === 'done' && endsAt ? md`, ends by itself ${moment(endsAt)}` : md``;
  const undo = undoableUntil(parts, request);
  return {
    id: request.id,
    what: describeRequest(parts, request, true),
    state: md`${standing(request)}${lasts}`,
    can: canBack(request, undo !== null && undo > now),
  };
}

function canBack({ state }: Request, undoable: boolean): HomeRequest['can'] {
  if (state === 'pending') return 'withdraw';
  return undoable ? 'undo' : null;
}
