import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import type { State } from '../store/schema.ts';
import { type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';

/** How often it is tried where others change the same request at the same moment. */
const TRIES = 5;

export interface DecideDeps {
  readonly requests: RequestStore;
  readonly homeTeamId: string;
}

/**
 * Changes the request on which somebody clicked. If another person changes it at the same moment, it is loaded again and
 * `change` runs again, so one click counts and the others read what happened.
 *
 * @param change checks who may, then makes one transition; `null`: somebody else was first
 * @throws Refusal for people outside of the home workspace, and whatever `change` throws
 */
export async function decide(
  { requests, homeTeamId }: DecideDeps,
  requestId: string,
  actor: Actor,
  change: (request: Request) => Promise<Request | null>,
): Promise<Request> {
  for (let i = 0; i < TRIES; i++) {
    const request = await requests.find(requestId);
    if (!request) throw closed(md`I no longer have this request.`);
    if (actor.teamId !== homeTeamId || request.teamId !== homeTeamId) {
      throw closed(md`Only members of this workspace can decide here.`);
    }
    const changed = await change(request);
    if (changed) return changed;
  }
  throw closed(md`Somebody else is deciding this right now. Please look again.`);
}

/** @throws Refusal for everybody but the person who asked */
export function requireRequester(request: Request, actor: Actor): void {
  if (request.requesterSlackId === actor.slackId) return;
  throw new Refusal('decision', {
    says: md`Only ${mention(request.requesterSlackId)}, who asked for it, can do that.`,
    next: md`If you are an approver, approve or deny it instead.`,
  });
}

/** A request as its requester asked for it, to ask once more. @throws Refusal for everybody else */
export async function ownRequest(
  { requests }: Pick<DecideDeps, 'requests'>,
  requestId: string,
  actor: Actor,
): Promise<Request> {
  const request = await requests.find(requestId);
  if (request && request.requesterSlackId === actor.slackId && request.teamId === actor.teamId)
    return request;
  throw new Refusal('decision', {
    says: md`I no longer have this request.`,
    next: md`Please start again.`,
  });
}

/** A request that can no longer be decided, or not in this way. */
export function closed(says: Mrkdwn): Refusal {
  return new Refusal('decision', { says, next: md`Your click didn’t count.` });
}

/** @throws Refusal that says what happened, when the request is in another state by now */
export async function requireState(
  { requests }: Pick<DecideDeps, 'requests'>,
  request: Request,
  ...states: readonly State[]
): Promise<void> {
  if (states.includes(request.state)) return;
  const last = (await requests.decisions(request.id)).at(-1);
  const by = last ? mention(last.approver_slack_id) : null;
  const approved = by
    ? md`${by} already approved this. Making the change in Zoom…`
    : md`An approver already approved this. Making the change in Zoom…`;
  const sentences: Partial<Record<State, Mrkdwn>> = {
    pending: md`This request is already sent and waiting for approval.`,
    approved,
    waiting: md`This is approved, and waits for a free licence.`,
    running: by ? approved : md`This is in progress.`,
    unknown: md`This is in progress; Zoom hasn’t confirmed it yet.`,
    done: by ? md`${by} already approved this, and it’s done.` : md`This is already done.`,
    undone: md`This was already undone.`,
    undoing: md`This is being undone right now.`,
    failed: md`This was tried and didn’t work.`,
    denied: by ? md`${by} already declined this.` : md`An approver already declined this.`,
    cancelled: request.progress.removed
      ? md`This was taken off the waiting list by ${mention(request.progress.removed.by)}.`
      : md`This was withdrawn.`,
    expired: md`This request expired.`,
  };
  throw closed(sentences[request.state] ?? md`This request is closed.`);
}
