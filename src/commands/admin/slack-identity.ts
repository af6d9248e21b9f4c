import type { Link } from '../../identity/links.ts';
import { Refusal } from '../../identity/refusal.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import type { Colleagues } from '../context.ts';
import { existingUser } from './existing-user.ts';

/**
 * Which Zoom account somebody in Slack has, and by what, as plain text.
 *
 * @throws ZoomError
 */
export async function currentIdentity(context: {
  readonly colleagues: Colleagues;
  readonly zoom: Zoom;
  readonly now: Link | null;
  readonly slackId: string;
}): Promise<string> {
  const { now, zoom, colleagues, slackId } = context;
  if (now) {
    const user = await existingUser(zoom, now.zoomUserId);
    return `${user?.email ?? 'an account that is gone'}, by a link`;
  }
  return (await emailIdentity(colleagues, slackId)) ?? 'none';
}

/** The account that the address in Slack leads to, as plain text; `null` when there is none. @throws ZoomError */
export async function emailIdentity(colleagues: Colleagues, slackId: string): Promise<string | null> {
  try {
    return `${(await colleagues.byEmail(slackId)).email}, by the address in Slack`;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
