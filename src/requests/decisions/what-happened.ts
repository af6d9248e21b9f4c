import { Refusal } from '../../identity/refusal.ts';
import type { State } from '../../store/schema.ts';
import { type Mrkdwn, md, mention } from '../../views/mrkdwn.ts';
import type { Parts } from '../parts.ts';
import type { Request } from '../request.ts';

/** A request that can no longer be decided, or not in this way. */
export function closed(says: Mrkdwn): Refusal {
  return new Refusal('decision', { says, next: md`Your click has changed nothing.` });
}

/** Tells the one who came late who was first. */
export async function whatHappened(parts: Parts, request: Request): Promise<Mrkdwn> {
  const decisions = await parts.requests.decisions(request.id);
  const last = decisions.at(-1);
  const by = last ? mention(last.approver_slack_id) : md`an approver`;
  const sentences: Partial<Record<State, Mrkdwn>> = {
    pending: md`This request is sent already and waits for a decision.`,
    approved: md`${by} approved this already. Zoom is being asked.`,
    running: last ? md`${by} approved this already. Zoom is being asked.` : md`This is being done right now.`,
    unknown: md`This is under way; Zoom has not confirmed it yet.`,
    done: last ? md`${by} approved this already, and it is done.` : md`This is done already.`,
    undone: md`This was undone already.`,
    undoing: md`This is being undone right now.`,
    failed: md`This was tried already and did not work.`,
    denied: md`${by} denied this already.`,
    cancelled: md`This was withdrawn.`,
    expired: md`This request ran out of time.`,
  };
  return sentences[request.state] ?? md`This request is closed.`;
}
