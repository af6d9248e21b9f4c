import type { Words } from '../words.ts';

/** Changing the email address. */
export const email = {
  'pending-email': {
    says: 'Your email address can change once you have accepted the invitation to Zoom.',
    saysOther: '{subject}’s email address can change once the invitation to Zoom is accepted.',
    next: 'Open the invitation email from Zoom and accept it, then try again.',
  },
  'owner-email': {
    says: 'You own our Zoom account, and the owner’s email address can’t be changed from here.',
    saysOther: '{subject} owns our Zoom account, and the owner’s email address can’t be changed from here.',
    next: 'The owner can change it in their profile on Zoom’s website.',
  },
  'other-admin-email': {
    says: 'You are a Zoom admin, and Zoom lets no other admin change your email address.',
    saysOther: '{subject} is a Zoom admin, and Zoom lets no other admin change that email address.',
    next: 'The owner of our Zoom account can change it.',
  },
  'user-force-locked': {
    says: 'Zoom has locked your account.',
    saysOther: 'Zoom has locked {subject}’s account.',
    next: 'Only Zoom’s support team can open it again; ask an admin to contact them.',
  },
  'user-locked-or-inactive': {
    says: 'Your Zoom account is locked or inactive.',
    saysOther: '{subject}’s Zoom account is locked or inactive.',
    next: 'Ask an admin to activate it, then try again.',
  },
  'email-domain-blocked': {
    says: 'Zoom does not accept email addresses of that domain.',
    next: 'Choose an address of another domain.',
  },
  'email-domain-unmanaged': {
    says: 'Our Zoom account does not manage the domain of that email address.',
    next: 'Choose an address of one of our own domains, or ask an admin to have the domain added at Zoom.',
  },
  'email-taken': {
    says: '[{email}|That email address] is in use already.',
    next: 'Choose another address.',
  },
  'email-change-refused': {
    says: 'Zoom does not let your email address be changed.',
    saysOther: 'Zoom does not let {subject}’s email address be changed.',
    next: 'Ask an admin to look at the account.',
  },
} satisfies Partial<Words>;
