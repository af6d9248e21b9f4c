import type { Messages } from './messages.ts';

/** An account, its invitation, its assistants. */
export const accounts = {
  'user-not-found': {
    says: 'Our Zoom account has no user for you.',
    saysOther: 'Our Zoom account has no user for {subject}.',
    next: 'Ask an admin to add the account, or to link it if it has another email address.',
  },
  'user-other-account': {
    says: 'Your Zoom user belongs to another Zoom account, not to ours.',
    saysOther: '{subject}’s Zoom user belongs to another Zoom account, not to ours.',
    next: 'Ask an admin to bring the user into our account.',
  },
  'invitation-missing': {
    says: 'Your invitation to Zoom was never accepted and has run out.',
    saysOther: '{subject}’s invitation to Zoom was never accepted and has run out.',
    next: 'Ask an admin for a new invitation.',
  },
  'pending-settings': {
    says: 'Your settings are there once you have accepted the invitation to Zoom.',
    saysOther: '{subject}’s settings are there once the invitation to Zoom is accepted.',
    next: 'Open the invitation email from Zoom and accept it, then try again.',
  },
  'page-token-expired': {
    says: 'This list is too old to go on from here.',
    next: 'Start again at its first page.',
  },
  'account-not-paid': {
    says: 'Assistants need a paid Zoom account, and ours is a free one.',
    next: 'Ask an admin about our Zoom plan.',
  },
  'paid-accounts-only': {
    says: 'Zoom does this for paid accounts only.',
    next: 'Ask an admin about our Zoom plan.',
  },
  'subject-needs-licence': {
    says: 'You need a Zoom licence before you can have assistants.',
    saysOther: '{subject} needs a Zoom licence before having assistants.',
    next: 'Request a licence, then add the assistant again.',
  },
  'assistant-needs-licence': {
    says: '[{email}|The assistant] needs a Zoom licence before becoming your assistant.',
    saysOther: '[{email}|The assistant] needs a Zoom licence before becoming {subject}’s assistant.',
    next: 'Ask them to request one, and add them again when they have it.',
  },
  'own-assistant': {
    says: 'You can’t be your own assistant.',
    saysOther: '{subject} can’t be their own assistant.',
    next: 'Choose somebody else.',
  },
  'assistant-not-found': {
    says: 'Zoom has no user for [{email}|that person].',
    next: 'Check the address. If it is right, ask an admin to add them to our Zoom account.',
  },
  'already-assistant': {
    says: '[{email}|That person] is already your assistant.',
    saysOther: '[{email}|That person] is already {subject}’s assistant.',
    next: 'There’s nothing left to do for them. If you named others too, add those without this one.',
  },
  'assistant-other-account': {
    says: '[{email}|That person] belongs to another Zoom account; only people in ours can be assistants.',
    next: 'Choose somebody in our Zoom account.',
  },
  'assistants-refused': {
    says: 'Zoom didn’t take your change of assistants.',
    saysOther: 'Zoom didn’t take the change of {subject}’s assistants.',
    next: 'Check who you chose. If it looks right, ask an admin.',
  },
} satisfies Partial<Messages>;

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
    says: 'You’re a Zoom admin, and Zoom lets no other admin change your email address.',
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
    says: 'Zoom doesn’t accept email addresses in that domain.',
    next: 'Choose an address in another domain.',
  },
  'email-domain-unmanaged': {
    says: 'Our Zoom account doesn’t manage the domain of that email address.',
    next: 'Choose an address in one of our own domains, or ask an admin to have the domain added at Zoom.',
  },
  'email-taken': {
    says: '[{email}|That email address] is already in use.',
    next: 'Choose another address.',
  },
  'email-change-refused': {
    says: 'Zoom doesn’t let your email address be changed.',
    saysOther: 'Zoom doesn’t let {subject}’s email address be changed.',
    next: 'Ask an admin to look at the account.',
  },
} satisfies Partial<Messages>;

/** New accounts. */
export const creation = {
  'create-refused': {
    says: 'Zoom didn’t add the user.',
    next: 'Check what you entered and send it again.',
  },
  'adding-users-not-permitted': {
    says: 'Zoom doesn’t let our account add users.',
    next: 'Ask Zoom’s customer support to permit it.',
  },
  'email-has-zoom-account': {
    says: '[{email}|That email address] already has an active Zoom account.',
    next: 'Choose another address, or invite the person so that they can join with the account they have.',
  },
  'email-domain-not-allowed': {
    says: '[{email}|That email address] isn’t in a domain that our Zoom account allows[ ({domains})].',
    next: 'Choose an address in one of our own domains.',
  },
  'email-in-other-region': {
    says: '[{email}|That email address] belongs to a Zoom account in another region, which can’t join ours.',
    next: 'Choose another address, or ask Zoom’s customer support to move the account.',
  },
  'group-not-found': {
    says: 'Our Zoom account has no group[ {groupId}| of that name].',
    next: 'Choose another group.',
  },
  'partner-account': {
    says: 'Zoom doesn’t let an account of our kind (GPA) add users.',
    next: 'Ask Zoom’s customer support.',
  },
  'partner-account-owner': {
    says: 'That person owns a Zoom account of a kind (GPA) that can’t be invited.',
    next: 'Choose another email address.',
  },
  'user-forbidden': {
    says: 'Zoom doesn’t let this person be invited.',
    next: 'Ask Zoom’s customer support for the reason.',
  },
  'no-free-phone-licence': {
    says: 'There’s no Zoom Phone licence left.',
    next: 'Ask an admin to free one or to buy more, or go on without Zoom Phone.',
  },
} satisfies Partial<Messages>;

/** Account removal, deactivation and activation. */
export const removal = {
  'delete-refused': {
    says: 'Zoom didn’t remove your account.',
    saysOther: 'Zoom didn’t remove {subject}’s account.',
    next: 'Check what you chose. If it looks right, remove the user on Zoom’s website.',
  },
  'status-refused': {
    says: 'Zoom didn’t change the status of your account.',
    saysOther: 'Zoom didn’t change the status of {subject}’s account.',
    next: 'Ask an admin to look at the account on Zoom’s website.',
  },
  'room-user-permanent': {
    says: 'This Zoom user is a meeting room, and rooms can’t be removed this way.',
    saysOther: '{subject} is a meeting room in Zoom, and rooms can’t be removed this way.',
    next: 'Rooms are managed on Zoom’s website.',
  },
  'room-or-admin-status': {
    says: 'You’re a Zoom admin or a meeting room, and Zoom neither activates nor deactivates those.',
    saysOther:
      '{subject} is a Zoom admin or a meeting room, and Zoom neither activates nor deactivates those.',
    next: 'For an admin, take the admin role away on Zoom’s website first.',
  },
  'admin-user': {
    says: 'You’re a Zoom admin, and admins can’t be removed from the account.',
    saysOther: '{subject} is a Zoom admin, and admins can’t be removed from the account.',
    next: 'Take the admin role away on Zoom’s website first.',
  },
  'api-user': {
    says: 'This user was made by an app and can’t be removed from the account.',
    saysOther: '{subject} was made by an app and can’t be removed from the account.',
    next: 'Delete the user instead, if nobody needs it any more.',
  },
  'managed-domain-user': {
    says: 'Your email address is in a domain that our account manages, so your Zoom user can’t leave it.',
    saysOther:
      '{subject}’s email address is in a domain that our account manages, so the Zoom user can’t leave it.',
    next: 'Change the email address to another domain first, or delete the user instead.',
  },
  'phone-role-holder': {
    says: 'You manage a call queue or operate an auto receptionist in Zoom Phone, so this can’t be done yet.',
    saysOther:
      '{subject} manages a call queue or operates an auto receptionist in Zoom Phone, so this can’t be done yet.',
    next: 'Hand that role over in Zoom Phone first, then try again.',
  },
  'deactivated-user-stuck': {
    says: 'Your account is deactivated, and Zoom can’t delete it like that.',
    saysOther: '{subject}’s account is deactivated, and Zoom can’t delete it like that.',
    next: 'Only Zoom’s support team can say more.',
  },
  'transfer-to-room': {
    says: 'Nothing can be handed over to a meeting room.',
    next: 'Choose a person instead.',
  },
  'transfer-to-same-user': {
    says: 'What is handed over has to go to somebody else than the user who is removed.',
    next: 'Choose another person.',
  },
  'transfer-target-other-account': {
    says: 'The person who should take over isn’t in our Zoom account.',
    next: 'Choose somebody in our Zoom account.',
  },
  'transfer-target-needs-licence': {
    says: 'The person who should take over lacks the licence for it[: {licence} or higher].',
    next: 'Choose somebody who has it, or give them that licence first.',
  },
  'published-events': {
    says: 'You have published events in Zoom Events, so your account can’t be removed.',
    saysOther: '{subject} has published events in Zoom Events, so the account can’t be removed.',
    next: 'End or hand over the events in Zoom Events first, then try again.',
  },
  'published-events-need-target': {
    says: 'You have published events in Zoom Events, and nobody was named to take them over.',
    saysOther: '{subject} has published events in Zoom Events, and nobody was named to take them over.',
    next: 'Choose who takes them over.',
  },
  'upcoming-events-deactivation': {
    says: 'You have a Zoom event coming up, so your account can’t be deactivated yet.',
    saysOther: '{subject} has a Zoom event coming up, so the account can’t be deactivated yet.',
    next: 'Try again when the event is over or has been cancelled.',
  },
} satisfies Partial<Messages>;
