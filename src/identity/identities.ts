import { LRUCache } from 'lru-cache';
import type { ZoomUser } from '../zoom/users.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { type Account, licenceOf } from './account.ts';
import type { Directory, Member } from './directory.ts';
import { withErrorSubject } from './error-subject.ts';
import { type IdentityFacts, refuseOther, refuseYou } from './identity-words.ts';
import type { Links } from './links.ts';

/** How the desk came from a Slack user to a Zoom account. */
export interface Identity {
  readonly account: Account;
  readonly via: 'link' | 'email';
  /** The account as Zoom has it, for questions: it is stored nowhere. */
  readonly user: ZoomUser;
}

export interface Identities {
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
  /**
   * The Zoom id that this person had within the last five minutes: good for reading ahead while they are identified, and
   * for nothing else. `null` for whoever has not accepted the invitation.
   */
  recent(slackId: string): string | null;
  /** The same people, looked up by another reading of Zoom. */
  by(zoom: Zoom): Identities;
}

type Refuse = typeof refuseYou;

interface Deps {
  readonly directory: Directory;
  readonly links: Links;
  readonly zoom: Zoom;
  readonly emailDomains: readonly string[];
}

const FIVE_MINUTES = 300_000;

export function createIdentities(
  deps: Deps,
  recent = new LRUCache<string, string>({ max: 5_000, ttl: FIVE_MINUTES }),
): Identities {
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
    withErrorSubject({ name, isAsker: refuse === refuseYou }, lookUp(zoom, userId));

  const resolve = async (slackId: string, refuse: Refuse, fresh: boolean): Promise<Identity> => {
    const found = await prove(await memberOf(slackId, refuse, fresh), refuse);
    if (found.account.status === 'pending') recent.delete(slackId);
    else recent.set(slackId, found.account.zoomId);
    return found;
  };

  const prove = async (member: Member, refuse: Refuse): Promise<Identity> => {
    const slackId = member.id;
    const linked = await links.find(directory.home.teamId, slackId);
    if (linked) {
      const user = await lookUpFor(member, refuse, linked);
      if (!user) throw refuse('no-zoom-account', factsOf(member));
      return { account: toAccount(user, slackId, member.name), via: 'link', user };
    }
    return resolveByEmail(member, refuse);
  };

  const resolveByEmail = async (member: Member, refuse: Refuse): Promise<Identity> => {
    const facts = factsOf(member);
    if (!member.email) throw refuse('no-email', facts);
    if (!member.emailConfirmed) throw refuse('unconfirmed-email', facts);
    if (!inDomains(member.email, emailDomains)) throw refuse('other-domain', facts);
    const user = await lookUpFor(member, refuse, member.email);
    // Zoom also finds users by former addresses; only the exact one proves who it is.
    if (!user || user.email.toLowerCase() !== member.email) throw refuse('no-zoom-account', facts);
    return { account: toAccount(user, member.id, member.name), via: 'email', user };
  };

  const findIdentity = async (who: string): Promise<Identity> => {
    if (!who.includes('@')) return resolve(who, refuseOther, false);
    const user = await withErrorSubject({ name: who, isAsker: false }, lookUp(zoom, who));
    if (!user) throw refuseOther('no-zoom-account', { name: who, email: who });
    return { account: toAccount(user, null, who), via: 'email', user };
  };

  return {
    identify: (slackId, fresh = false) => resolve(slackId, refuseYou, fresh),
    findIdentity,
    find: async (who) => (await findIdentity(who)).account,
    colleague: (slackId) => memberOf(slackId, refuseOther, true),
    byEmail: async (slackId) =>
      (await resolveByEmail(await memberOf(slackId, refuseOther, false), refuseOther)).account,
    async byZoomId(zoomId, slackId) {
      const user = await lookUp(zoom, zoomId);
      return user ? toAccount(user, slackId, user.email) : null;
    },
    member: (slackId) => directory.member(slackId),
    recent: (slackId) => recent.get(slackId) ?? null,
    by: (other) => createIdentities({ ...deps, zoom: other }, recent),
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
    if (error instanceof ZoomError && error.kind === 'user-not-found') return null;
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
