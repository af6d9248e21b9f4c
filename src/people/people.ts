import type { ZoomUser } from '../zoom/users.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { type Account, licenceOf } from './account.ts';
import type { Directory, Member } from './directory.ts';
import { type IdentityFacts, refuseOther, refuseYou } from './identity-words.ts';
import type { Links } from './links.ts';
import { about } from './whose.ts';

/** How the desk came from a Slack user to a Zoom account. */
export interface Identity {
  readonly account: Account;
  readonly via: 'link' | 'email';
}

export interface People {
  /**
   * The Zoom account of the person who asks: an admin's link first, else the exact email of their Slack profile.
   *
   * @param fresh asks Slack anew; used whenever a change is about to be made
   * @throws Refusal with a sentence in the second person; ZoomError
   */
  identify(slackId: string, fresh?: boolean): Promise<Identity>;
  /**
   * The account of somebody who was named, as a Slack id or an email address.
   *
   * @throws Refusal about that person; ZoomError
   */
  find(who: string): Promise<Account>;
  /** Like `find`, with how it was found. */
  findIdentity(who: string): Promise<Identity>;
  /** A member of the organisation, with a Zoom account or without. @throws Refusal about that person */
  colleague(slackId: string): Promise<Member>;
  /** The account of somebody by their email alone, whatever is linked. @throws Refusal about them; ZoomError */
  byEmail(slackId: string): Promise<Account>;
  /** The account with this Zoom id as it is now; `null` when Zoom no longer has it. */
  byZoomId(zoomId: string, slackId: string | null): Promise<Account | null>;
  member(slackId: string): Promise<Member | null>;
}

type Refuse = typeof refuseYou;

export function createPeople(deps: {
  directory: Directory;
  links: Links;
  zoom: Zoom;
  emailDomains: readonly string[];
}): People {
  const { directory, links, zoom, emailDomains } = deps;

  const factsOf = ({ name, email }: Member): IdentityFacts => ({
    name,
    email: email ?? '',
    domains: emailDomains,
  });

  const memberOf = async (slackId: string, refuse: Refuse, fresh: boolean): Promise<Member> => {
    const member = await directory.member(slackId, fresh);
    if (!member) throw refuse('unknown-person', { name: 'this person' });
    if (member.kind !== 'member') throw refuse(member.kind, factsOf(member));
    return member;
  };

  const lookUpFor = ({ name }: Member, refuse: Refuse, userId: string) =>
    about({ name, asker: refuse === refuseYou }, lookUp(zoom, userId));

  const resolve = async (slackId: string, refuse: Refuse, fresh: boolean): Promise<Identity> => {
    const member = await memberOf(slackId, refuse, fresh);
    const linked = await links.find(directory.home.teamId, slackId);
    if (linked) {
      const user = await lookUpFor(member, refuse, linked);
      if (!user) throw refuse('no-zoom-account', factsOf(member));
      return { account: toAccount(user, slackId, member.name), via: 'link' };
    }
    return { account: await resolveByEmail(member, refuse), via: 'email' };
  };

  const resolveByEmail = async (member: Member, refuse: Refuse): Promise<Account> => {
    const facts = factsOf(member);
    if (!member.email) throw refuse('no-email', facts);
    if (!member.emailConfirmed) throw refuse('unconfirmed-email', facts);
    if (!inDomains(member.email, emailDomains)) throw refuse('other-domain', facts);
    const user = await lookUpFor(member, refuse, member.email);
    // Zoom also finds users by former addresses; only the exact one proves who it is.
    if (!user || user.email.toLowerCase() !== member.email) throw refuse('no-zoom-account', facts);
    return toAccount(user, member.id, member.name);
  };

  const findIdentity = async (who: string): Promise<Identity> => {
    if (!who.includes('@')) return resolve(who, refuseOther, false);
    const user = await about({ name: who, asker: false }, lookUp(zoom, who));
    if (!user) throw refuseOther('no-zoom-account', { name: who, email: who });
    return { account: toAccount(user, null, who), via: 'email' };
  };

  return {
    identify: (slackId, fresh = false) => resolve(slackId, refuseYou, fresh),
    findIdentity,
    find: async (who) => (await findIdentity(who)).account,
    colleague: (slackId) => memberOf(slackId, refuseOther, true),
    byEmail: async (slackId) => resolveByEmail(await memberOf(slackId, refuseOther, false), refuseOther),
    async byZoomId(zoomId, slackId) {
      const user = await lookUp(zoom, zoomId);
      return user ? toAccount(user, slackId, user.email) : null;
    },
    member: (slackId) => directory.member(slackId),
  };
}

function inDomains(email: string, domains: readonly string[]): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return domains.length === 0 || domains.some((one) => one.toLowerCase() === domain);
}

/** "Nobody of that name" is an answer here, not an error. */
async function lookUp(zoom: Zoom, userId: string): Promise<ZoomUser | null> {
  try {
    return await zoom.users.get(userId);
  } catch (error) {
    if (error instanceof ZoomError && error.meaning === 'user-not-found') return null;
    throw error;
  }
}

function toAccount(user: ZoomUser, slackId: string | null, fallbackName: string): Account {
  const name =
    user.display_name || [user.first_name, user.last_name].filter(Boolean).join(' ') || fallbackName;
  return {
    slackId,
    name,
    email: user.email,
    zoomId: user.id ?? user.email,
    licence: licenceOf(user.type),
    status: statusOf(user.status),
  };
}

function statusOf(status: string | undefined): Account['status'] {
  return status === 'inactive' || status === 'pending' || status === 'locked' ? status : 'active';
}
