import { mayBreakGlass } from '../requests/approvals.ts';
import { changeCommandOf, type Parts } from '../requests/parts.ts';
import type { Request } from '../requests/request.ts';
import type { Notification } from '../requests/transition.ts';
import type { Told } from './render.ts';

/** The request of a notice, in the state that the notice tells: it may have gone on since. */
export async function readTold(parts: Parts, { requestId, state }: Notification): Promise<Told | null> {
  const told = await readNow(parts, requestId);
  return told && state ? { ...told, request: { ...told.request, state } } : told;
}

/** A request as it is now. */
export async function readNow(parts: Parts, id: string): Promise<Told | null> {
  const request: Request | null = await parts.requests.find(id);
  if (!request) return null;
  return {
    request,
    command: changeCommandOf(parts, request.command),
    decisions: await parts.requests.decisions(id),
    breakGlass: mayBreakGlass(parts.policy, request.command, request.requesterSlackId),
  };
}
