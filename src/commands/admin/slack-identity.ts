import { z } from 'zod';
import type { Account } from '../../identity/account.ts';
import type { Member } from '../../identity/directory.ts';
import type { Link, Links } from '../../identity/links.ts';
import { Refusal } from '../../identity/refusal.ts';
import { type Text, text } from '../../languages/text.ts';
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
}): Promise<{ readonly says: Text; readonly zoomId: string }> {
  const { now, zoom, colleagues, slackId } = context;
  if (now) {
    const user = await existingUser(zoom, now.zoomUserId);
    return { says: linkedTo(user?.email ?? null), zoomId: now.zoomUserId };
  }
  return (await emailIdentity(colleagues, slackId)) ?? { says: text`none`, zoomId: '' };
}

/** "mia@example.com, by a link". @param email of the account; `null`: it is gone */
export function linkedTo(email: string | null): Text {
  return email === null ? text`an account that is gone, by a link` : text`${email}, by a link`;
}

/** The account that the address in Slack leads to, as plain text; `null` when there is none. @throws ZoomError */
export async function emailIdentity(
  colleagues: Colleagues,
  slackId: string,
): Promise<{ readonly says: Text; readonly zoomId: string } | null> {
  try {
    const { email, zoomId } = await colleagues.accountByEmailOf(slackId);
    return { says: text`${email}, by the address in Slack`, zoomId };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Whom a Zoom account belongs to in Slack before it is linked to somebody else. */
export interface Belongs {
  /** Everybody by whose Slack user it can be changed now, as plain text: "Mia Chen (by the address in Slack)". */
  readonly people: readonly Text[];
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
  const reasons = new Map<string, Text>(linked.map((id) => [id, text`by a link`]));
  if (owner && !reasons.has(owner.id)) reasons.set(owner.id, text`by the address in Slack`);
  if (holder && !reasons.has(holder)) reasons.set(holder, text`used it before`);
  reasons.delete(member.id);
  const people = await Promise.all(
    [...reasons].map(async ([id, reason]) => {
      const other = id === owner?.id ? owner : await colleagues.anybody(id);
      const name = other?.name ?? id;
      const state = stateOf(other);
      return state ? text`${name} (${reason}, ${state})` : text`${name} (${reason})`;
    }),
  );
  const hasAddress = member.email === account.email.toLowerCase();
  const after = owner?.id ?? (hasAddress ? member.id : (holder ?? member.id));
  const via = after === member.id && !hasAddress ? 'link' : 'email';
  return { people, pin: { before: holder, after, via } };
}

/** What somebody is who is no member of the workspace any more; `null`: a member. */
function stateOf(member: Member | null): Text | null {
  switch (member?.kind) {
    case 'member':
      return null;
    case 'guest':
      return text`guest`;
    case 'bot':
      return text`bot`;
    case 'stranger':
      return text`stranger`;
    default:
      return text`has left`;
  }
}
