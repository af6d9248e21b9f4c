import type { Directory } from './directory.ts';
import type { Links } from './links.ts';

/** A Zoom account, as far as it tells whose it is. */
interface OwnedAccount {
  readonly zoomId: string;
  readonly email: string;
  /** The Slack user as whose account it was named, if it was. */
  readonly slackId?: string | null;
}

export interface AccountOwners {
  /**
   * The Slack ids of everybody whose Zoom account this is: who was named with it, who is linked to it, and who has its
   * address in Slack. The first two alone would leave out the person whose account an admin links to somebody else.
   * Empty when nobody in Slack has it.
   *
   * @throws when Slack does not answer
   */
  find(account: OwnedAccount): Promise<readonly string[]>;
}

/** Finds owners with `users.lookupByEmail` (scope `users:read.email`), the links, and what was named. */
export function createAccountOwners({
  directory,
  links,
}: {
  directory: Directory;
  links: Links;
}): AccountOwners {
  return {
    async find({ zoomId, email, slackId }) {
      const linked = await links.linkedTo(directory.home.teamId, zoomId);
      const named = [...new Set([...(slackId ? [slackId] : []), ...linked])];
      const known = await Promise.all(named.map((id) => directory.member(id)));
      const address = email.toLowerCase();
      // Two Slack users never have the same address.
      const isKnown = known.some((one) => one?.email === address) || !address.includes('@');
      const holder = isKnown ? null : await directory.cachedByEmail(address);
      // An address that is not confirmed proves nothing.
      const byEmail = holder?.emailConfirmed ? [holder] : [];
      const owners = [...known, ...byEmail].flatMap((one) => (one?.kind === 'member' ? [one.id] : []));
      return [...new Set(owners)];
    },
  };
}
