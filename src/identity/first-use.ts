import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { ZoomUser } from '../zoom/users.ts';
import type { Directory, Member } from './directory.ts';
import type { Links } from './links.ts';

export interface FirstUseDeps {
  readonly directory: Directory;
  readonly links: Links;
  /** Whose admins can link people. */
  readonly policy: Pick<Policy, 'admins'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** `pinned`: another Slack user has used the account first; `other-account`: this one has used another before. */
export type FirstUseProblem = 'pinned' | 'other-account';

/**
 * Whether an account that a person's address leads to is theirs: nobody else in Slack has used it, and they have used no
 * other. Addresses are given to new people, so the address alone is proof only the first time.
 *
 * @param uses the person uses it now, so that it is pinned to them from now on
 * @param exists whether Zoom still has the account with this id
 * @returns why it is not theirs; `null` when it is
 */
export async function checkFirstUse(
  deps: FirstUseDeps,
  member: Member,
  user: ZoomUser,
  uses: boolean,
  exists: (zoomId: string) => Promise<boolean>,
): Promise<FirstUseProblem | null> {
  const { teamId } = deps.directory.home;
  const { pins } = deps.links;
  if (!user.id) return null;
  const holder = await pins.holder(teamId, user.id);
  if (holder === member.id) return null;
  if (holder !== null) {
    if (!(await mayTakeOver(deps, member, holder))) return 'pinned';
    if (uses) await pins.move(teamId, user.id, holder, member.id, 'email');
    return null;
  }
  for (const earlier of await pins.provenBy(teamId, member.id)) {
    // Another command of the same person may have pinned it in this moment.
    if (earlier === user.id) return null;
    if ((await exists(earlier)) && !(await isOnlyAdmin(deps, member.id))) return 'other-account';
    if (uses) await pins.remove(teamId, earlier, member.id);
  }
  // An invitation that was not accepted is no account yet.
  if (!uses || user.status === 'pending') return null;
  return (await pins.pin(teamId, user.id, member.id, 'email')) === member.id ? null : 'pinned';
}

/** The only admin could be linked by nobody: they get the account of a Slack user who is gone, and it is logged. */
async function mayTakeOver(deps: FirstUseDeps, member: Member, holder: string): Promise<boolean> {
  if (!(await isOnlyAdmin(deps, member.id))) return false;
  if ((await deps.directory.member(holder, true))?.kind === 'member') return false;
  deps.logger.warn(
    { user: member.id, before: holder },
    'the only admin has another Slack user now; their Zoom account is pinned to it',
  );
  return true;
}

/** Whether this person is an admin and no other admin is left who could link them. */
export async function isOnlyAdmin(
  { policy, directory }: Pick<FirstUseDeps, 'policy' | 'directory'>,
  slackId: string,
): Promise<boolean> {
  if (!policy.admins.includes(slackId)) return false;
  for (const other of policy.admins) {
    if (other !== slackId && (await directory.member(other, true))?.kind === 'member') return false;
  }
  return true;
}

/**
 * Whom an account belongs to in Slack: who has used it first, as long as they are a member and have its address or a
 * link to it; where nobody has, the member who has its address, else the only one who is linked to it.
 *
 * @param email the account's address
 * @param memberByEmail how Slack is asked for the member with an address
 */
export async function ownerInSlack(
  { directory, links }: Pick<FirstUseDeps, 'directory' | 'links'>,
  { zoomId, email }: { readonly zoomId: string; readonly email: string },
  memberByEmail: Directory['freshByEmail'] = directory.freshByEmail,
): Promise<Member | null> {
  const { teamId } = directory.home;
  const address = email.toLowerCase();
  const memberWith = async (slackId: string) => asMember(await directory.member(slackId));
  const holder = await links.pins.holder(teamId, zoomId);
  if (holder !== null) {
    const member = await memberWith(holder);
    const isTheirs = member?.email === address || (await links.find(teamId, holder)) === zoomId;
    return isTheirs ? member : null;
  }
  const byAddress = asMember(await memberByEmail(address));
  if (byAddress?.email === address) return byAddress;
  const [only, ...others] = await links.linkedTo(teamId, zoomId);
  return only && others.length === 0 ? memberWith(only) : null;
}

/** Pins an account that nobody has used yet when somebody uses it by a link: to the member who has its address, else to them. */
export async function pinByLink(
  { directory, links }: Pick<FirstUseDeps, 'directory' | 'links'>,
  member: Member,
  user: ZoomUser,
): Promise<void> {
  const { teamId } = directory.home;
  if (!user.id || (await links.pins.holder(teamId, user.id)) !== null) return;
  const byAddress = asMember(await directory.freshByEmail(user.email));
  const owner = byAddress ?? member;
  await links.pins.pin(teamId, user.id, owner.id, owner.id === byAddress?.id ? 'email' : 'link');
}

function asMember(found: Member | null): Member | null {
  return found?.kind === 'member' ? found : null;
}
