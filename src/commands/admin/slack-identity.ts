import { z } from 'zod';
import type { Account } from '../../identity/account.ts';
import type { Member } from '../../identity/directory.ts';
import { LINKED_BY_BOT, type Link, type Links } from '../../identity/links.ts';
import { Refusal } from '../../identity/refusal.ts';
import { type Mrkdwn, md, mention } from '../../views/mrkdwn.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import type { Colleagues } from '../context.ts';
import { existingUser } from './existing-user.ts';

/**
 * Which Zoom account somebody in Slack has, and by what, as plain text. `zoomId` is empty without one.
 *
 * @throws ZoomError
 */
export async function currentIdentity(context: {
  readonly colleagues: Colleagues;
  readonly zoom: Zoom;
  readonly now: Link | null;
  readonly slackId: string;
}): Promise<{ readonly says: string; readonly zoomId: string }> {
  const { now, zoom, colleagues, slackId } = context;
  if (now) {
    const user = await existingUser(zoom, now.zoomUserId);
    return { says: `${user?.email ?? 'an account that is gone'}, by a link`, zoomId: now.zoomUserId };
  }
  return (await emailIdentity(colleagues, slackId)) ?? { says: 'none', zoomId: '' };
}

/** The account that the address in Slack leads to, as plain text; `null` when there is none. @throws ZoomError */
export async function emailIdentity(
  colleagues: Colleagues,
  slackId: string,
): Promise<{ readonly says: string; readonly zoomId: string } | null> {
  try {
    const { email, zoomId } = await colleagues.accountByEmailOf(slackId);
    return { says: `${email}, by the address in Slack`, zoomId };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Whom a Zoom account belongs to in Slack before it is linked to somebody else. */
export interface Belongs {
  /** Everybody by whose Slack user it can be changed now, as plain text: "Mia Chen (by the address in Slack)". */
  readonly people: readonly string[];
  readonly pin: PinChange;
}

/**
 * The Slack user whom an account is pinned to, before a link and after it. Who has its address gets the pin of somebody
 * who no longer has; without the address a link is enough, and the pin stays where it is.
 */
export const pinChange = z.object({
  before: z.string().nullable(),
  after: z.string(),
  via: z.enum(['email', 'link']),
});
type PinChange = z.infer<typeof pinChange>;

/** @param member who is to be linked to the account */
export async function belongsTo(
  { colleagues, links }: { readonly colleagues: Colleagues; readonly links: Links },
  account: Account,
  member: Member,
): Promise<Belongs> {
  const { teamId } = colleagues;
  const [owner, holder, linked] = await Promise.all([
    colleagues.owner(account),
    links.pins.holder(teamId, account.zoomId),
    links.linkedTo(teamId, account.zoomId),
  ]);
  const reasons = new Map<string, string>(linked.map((id) => [id, 'by a link']));
  if (owner && !reasons.has(owner.id)) reasons.set(owner.id, 'by the address in Slack');
  if (holder && !reasons.has(holder)) reasons.set(holder, 'used it before');
  reasons.delete(member.id);
  const people = await Promise.all(
    [...reasons].map(async ([id, reason]) => {
      const other = id === owner?.id ? owner : await colleagues.anybody(id);
      return `${other?.name ?? id} (${reason}${stateOf(other)})`;
    }),
  );
  const hasAddress = member.email === account.email.toLowerCase();
  const after = owner?.id ?? (hasAddress ? member.id : (holder ?? member.id));
  const via = after === member.id && !hasAddress ? 'link' : 'email';
  return { people, pin: { before: holder, after, via } };
}

function stateOf(member: Member | null): string {
  if (!member || member.kind === 'deactivated') return ', has left';
  return member.kind === 'member' ? '' : `, ${member.kind}`;
}

/** Who has made a link, for a sentence: "@Grace", or the bot itself. */
export function linkedBy(by: string): Mrkdwn {
  return by === LINKED_BY_BOT ? md`me, when I changed its address` : mention(by);
}
