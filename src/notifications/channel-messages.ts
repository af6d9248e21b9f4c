import type { MessageContent } from '../views/blocks.ts';
import { type ChannelEvent, emergencyNotice } from '../views/channel-messages.ts';
import { accountName, approvedBy, describe, type Loaded } from './loaded.ts';

/** What the notice channel is told; `null` for what concerns only the requester. */
export function channelEvent({ request, command, decisions }: Loaded): ChannelEvent | null {
  const plan = request.plan;
  const { state } = request;
  const { ended, lapsed } = request.progress;
  if (!plan || (state !== 'done' && state !== 'undone' && state !== 'failed')) return null;
  return {
    kind: state === 'undone' && ended ? (lapsed ? 'left' : 'ended') : state,
    tried: request.progress.tried ?? false,
    requesterSlackId: request.requesterSlackId,
    what: describe(request, command, false),
    account: accountName(plan),
    email: plan.subject.email,
    approvedBy: approvedBy(decisions),
  };
}

/** Announces that an admin approved their own request in an emergency, and why. */
export function emergency(
  { request, command }: Pick<Loaded, 'request' | 'command'>,
  reader: 'channel' | 'person',
): MessageContent | null {
  const { plan, progress } = request;
  if (!plan || !progress.selfApproved) return null;
  return emergencyNotice({
    by: progress.selfApproved.by,
    reason: progress.selfApproved.reason,
    reader,
    what: describe(request, command, false),
    account: accountName(plan),
  });
}
