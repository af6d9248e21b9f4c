import { LRUCache } from 'lru-cache';
import { oneLine } from '../clean-text.ts';
import { text } from '../languages/text.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import { address, bold, md } from '../views/mrkdwn.ts';
import { userOrNull, type ZoomUser } from '../zoom/users.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type Account, licenceOf, roleOf, statusOf } from './account.ts';
import type { Directory, Member } from './directory.ts';
import { checkFirstUse, isOnlyAdmin, ownerInSlack, pinByLink } from './first-use.ts';
import { type IdentityFacts, identityRefusal, type Subject, withErrorSubject } from './identity-messages.ts';
import { LINKED_BY_BOT, type Link, type Links } from './links.ts';
import { type IdentityReason, Refusal } from './refusal.ts';

/** A Zoom account, and how it was found for a Slack user. */
export interface Identity {
  readonly account: Account;
  /** `kept`: the bot has changed its address, and it stayed theirs. */
  readonly via: 'link' | 'kept' | 'email';
  /** The account as Zoom returned it, for queries. It is stored nowhere. */
  readonly user: ZoomUser;
}

/** Finds the Zoom account of a person. If the identity is ambiguous, it refuses. */
export interface Identities {
  /**
   * The Zoom account of the person who asks: by an admin's link if there is one, else by the exact email address of their
   * Slack profile.
   *
   * @param fresh reads Slack again instead of using the cache; for every change that is about to be made
   * @throws Refusal with a sentence in the second person; ZoomError
   */
  identify(slackId: string, fresh?: boolean): Promise<Identity>;
  /**
   * Somebody who asks and has no Zoom account yet, as they are in Slack; the Zoom id is empty.
   *
   * @throws Refusal when they have one, or Slack does not prove who they are; ZoomError
   */
  newcomer(slackId: string): Promise<Account>;
  /**
   * The account of a person who was named, by a Slack id or an email address.
   *
   * @throws Refusal about that person; ZoomError
   */
  find(who: string): Promise<Account>;
  /** Like `find`, also for somebody who is deactivated in Slack: their account is the one that they had. */
  findLeaver(who: string): Promise<Account>;
  /** Like `find`, with how the account was found. */
  findIdentity(who: string): Promise<Identity>;
  /** A member of the organisation, with or without a Zoom account. @throws Refusal about that person */
  colleague(slackId: string): Promise<Member>;
  /** The same of the person who asks, read from Slack again. @throws Refusal with a sentence in the second person */
  asker(slackId: string): Promise<Member>;
  /**
   * The Zoom account to compare a Slack user by: their own, or one that their address leads to although they may not use
   * it. `null`: none. @throws ZoomError
   */
  zoomIdOf(slackId: string): Promise<string | null>;
  /**
   * Whom an account belongs to in Slack; `null`: nobody that is known.
   *
   * @param how `once`: one attempt, for bulk work that can be tried again later
   */
  owner(account: { readonly zoomId: string; readonly email: string }, how?: 'once'): Promise<Member | null>;
  /** The account of a person by their email address alone, ignoring links. @throws Refusal about them; ZoomError */
  accountByEmailOf(slackId: string): Promise<Account>;
  /** The account with this Zoom id as it is now; `null` when Zoom no longer has it. */
  byZoomId(zoomId: string, slackId: string | null): Promise<Account | null>;
  /** @param fresh asks Slack again */
  member(slackId: string, fresh?: boolean): Promise<Member | null>;
  /**
   * The Zoom id that this person had within the last five minutes. Use it only to prefetch while they are being
   * identified. `null` when unknown, and for people who have not accepted their invitation.
   */
  recent(slackId: string): string | null;
  /** The same lookups through another Zoom client. */
  by(zoom: Zoom): Identities;
}

interface IdentitiesDeps {
  readonly directory: Directory;
  readonly links: Links;
  readonly zoom: Zoom;
  /** As it is at each moment: the rules can change while the bot runs. */
  readonly policy: Pick<Policy, 'emailDomains' | 'admins'>;
  readonly logger: Pick<Logger, 'warn'>;
}

const FIVE_MINUTES = 300_000;

export function createIdentities(
  deps: IdentitiesDeps,
  recent = new LRUCache<string, string>({ max: 5_000, ttl: FIVE_MINUTES }),
): Identities {
  const { directory, links, zoom, policy } = deps;

  const refuse = (subject: Subject, reason: IdentityReason, { name, email }: Member, zoomId?: string) => {
    const facts: IdentityFacts = {
      name,
      email: email ?? '',
      domains: policy.emailDomains,
      admins: policy.admins,
    };
    return identityRefusal(subject, reason, facts, zoomId);
  };

  const memberOf = async (
    slackId: string,
    subject: Subject,
    fresh: boolean,
    left = false,
  ): Promise<Member> => {
    const member = await directory.member(slackId, fresh);
    if (!member) throw identityRefusal(subject, 'unknown-person', { name: 'this person' });
    if (left && member.kind === 'deactivated') return member;
    if (member.kind !== 'member') throw refuse(subject, member.kind, member);
    return member;
  };

  const lookUpFor = ({ name }: Member, subject: Subject, userId: string) =>
    withErrorSubject({ name, isAsker: subject === 'reader' }, userOrNull(zoom, userId));

  const resolve = async (
    slackId: string,
    subject: Subject,
    fresh: boolean,
    left = false,
  ): Promise<Identity> => {
    const member = await memberOf(slackId, subject, fresh, left);
    const linked = await links.look(directory.home.teamId, member.id);
    const identity =
      (linked && (await resolveByLink(member, subject, linked))) ?? (await resolveByEmail(member, subject));
    if (identity.account.status === 'pending') recent.delete(slackId);
    else recent.set(slackId, identity.account.zoomId);
    return identity;
  };

  /** @returns `null`: it leads nowhere, and as the only admin they have to be found by their address to mend it */
  const resolveByLink = async (member: Member, subject: Subject, link: Link): Promise<Identity | null> => {
    const user = await lookUpFor(member, subject, link.zoomUserId);
    if (!user) {
      if (await isOnlyAdmin(deps, member.id)) return null;
      throw refuse(subject, 'linked-account-gone', member);
    }
    if (subject === 'reader') await pinByLink(deps, member, user);
    const via = link.linkedBy === LINKED_BY_BOT ? 'kept' : 'link';
    return { account: toAccount(user, member.id, member.name), via, user };
  };

  const resolveByEmail = async (member: Member, subject: Subject): Promise<Identity> => {
    if (!member.email) throw refuse(subject, 'no-email', member);
    if (!member.emailConfirmed) throw refuse(subject, 'unconfirmed-email', member);
    if (!inDomains(member.email, policy.emailDomains)) throw refuse(subject, 'other-domain', member);
    const user = await lookUpFor(member, subject, member.email);
    // Zoom also finds users by their former addresses; only the current one is proof.
    if (!user || user.email.toLowerCase() !== member.email) throw refuse(subject, 'no-zoom-account', member);
    const exists = async (zoomId: string) => (await lookUpFor(member, subject, zoomId)) !== null;
    const problem = await checkFirstUse(deps, member, user, subject === 'reader', exists);
    if (problem) throw refuse(subject, problem, member, user.id);
    return { account: toAccount(user, member.id, member.name), via: 'email', user };
  };

  const newcomer = async (slackId: string): Promise<Account> => {
    const member = await memberOf(slackId, 'reader', true);
    const { id, name, email } = member;
    try {
      const { account } = await resolve(slackId, 'reader', true);
      throw new Refusal('input', {
        says: md`You already have a Zoom account: ${address(account.email)}.`,
        saysToOthers: md`${bold(name)} has a Zoom account by now.`,
        next: md`There’s nothing to request.`,
        buttons: [{ label: text`Show my account`, action: 'command:status' }],
      });
    } catch (error) {
      const isNew = error instanceof Refusal && error.reason === 'no-zoom-account';
      if (!isNew || !email) throw error;
      return { slackId: id, name, email, zoomId: '', licence: 'Basic', status: 'pending' };
    }
  };

  const findIdentity = async (who: string, left = false): Promise<Identity> => {
    if (!who.includes('@')) return resolve(who, 'other', false, left);
    const user = await withErrorSubject({ name: who, isAsker: false }, userOrNull(zoom, who));
    if (!user) throw identityRefusal('other', 'no-zoom-account', { name: who, email: who });
    return { account: toAccount(user, null, who), via: 'email', user };
  };

  return {
    identify: (slackId, fresh = false) => resolve(slackId, 'reader', fresh),
    newcomer,
    findIdentity: (who) => findIdentity(who),
    find: async (who) => (await findIdentity(who)).account,
    async findLeaver(who) {
      const { account } = await findIdentity(who, true);
      const member = account.slackId === null ? null : await directory.member(account.slackId);
      // Nobody who is deactivated can be told of anything in Slack.
      return member?.kind === 'deactivated' ? { ...account, slackId: null } : account;
    },
    colleague: (slackId) => memberOf(slackId, 'other', true),
    asker: (slackId) => memberOf(slackId, 'reader', true),
    async zoomIdOf(slackId) {
      try {
        return (await resolve(slackId, 'other', false)).account.zoomId;
      } catch (error) {
        if (error instanceof Refusal) return error.zoomId;
        throw error;
      }
    },
    owner: (account, how) =>
      ownerInSlack(deps, account, how === 'once' ? directory.cachedByEmail : directory.freshByEmail),
    accountByEmailOf: async (slackId) =>
      (await resolveByEmail(await memberOf(slackId, 'other', false), 'other')).account,
    async byZoomId(zoomId, slackId) {
      const user = await userOrNull(zoom, zoomId);
      return user ? toAccount(user, slackId, user.email) : null;
    },
    member: (slackId, fresh) => directory.member(slackId, fresh),
    recent: (slackId) => recent.get(slackId) ?? null,
    by: (other) => createIdentities({ ...deps, zoom: other }, recent),
  };
}

function inDomains(email: string, domains: readonly string[]): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return domains.length === 0 || domains.some((one) => one.toLowerCase() === domain);
}

function toAccount(user: ZoomUser, slackId: string | null, fallbackName: string): Account {
  const called = [user.display_name ?? '', `${user.first_name ?? ''} ${user.last_name ?? ''}`];
  const name = called.map(oneLine).find(Boolean) ?? fallbackName;
  return {
    slackId,
    name,
    email: user.email,
    zoomId: user.id ?? user.email,
    licence: licenceOf(user.type),
    ...roleOf(user),
    status: statusOf(user.status),
  };
}
