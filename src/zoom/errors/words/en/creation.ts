import type { Words } from '../words.ts';

/** New accounts. */
export const creation = {
  'create-refused': {
    says: 'Zoom did not add the user.',
    next: 'Check what you entered and send it again.',
  },
  'adding-users-not-permitted': {
    says: 'Zoom does not let our account add users.',
    next: 'Ask Zoom’s customer support to permit it.',
  },
  'email-has-zoom-account': {
    says: '[{email}|That email address] has an active Zoom account already.',
    next: 'Choose another address, or invite the person so that they can join with the account they have.',
  },
  'email-domain-not-allowed': {
    says: '[{email}|That email address] is not of a domain that our Zoom account allows[ ({domains})].',
    next: 'Choose an address of one of our own domains.',
  },
  'email-in-other-region': {
    says: '[{email}|That email address] belongs to a Zoom account in another region, which can’t join ours.',
    next: 'Choose another address, or ask Zoom’s customer support to move the account.',
  },
  'sso-not-enabled': {
    says: 'Our Zoom account has no single sign-on.',
    next: 'Add the user in another way, or ask Zoom’s customer support to enable it.',
  },
  'sso-preprovisioning-off': {
    says: 'Our Zoom account can’t prepare users for single sign-on in advance.',
    next: 'Add the user in another way, or ask Zoom’s customer support to enable it.',
  },
  'group-not-found': {
    says: 'Our Zoom account has no group[ {groupId}| of that name].',
    next: 'Choose another group.',
  },
  'partner-account': {
    says: 'Zoom does not let an account of our kind (GPA) add users.',
    next: 'Ask Zoom’s customer support.',
  },
  'partner-account-owner': {
    says: 'That person owns a Zoom account of a kind (GPA) that can’t be invited.',
    next: 'Choose another email address.',
  },
  'user-forbidden': {
    says: 'Zoom does not let this person be invited.',
    next: 'Ask Zoom’s customer support for the reason.',
  },
  'no-free-phone-licence': {
    says: 'There is no Zoom Phone licence left.',
    next: 'Ask an admin to free one or to buy more, or go on without Zoom Phone.',
  },
} satisfies Partial<Words>;
