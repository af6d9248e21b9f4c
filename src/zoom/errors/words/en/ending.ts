import type { Words } from '../words.ts';

/** Accounts that end, pause or come back. */
export const ending = {
  'delete-refused': {
    says: 'Zoom did not remove your account.',
    saysOther: 'Zoom did not remove {subject}’s account.',
    next: 'Check what you chose. If it looks right, remove the user on Zoom’s website.',
  },
  'status-refused': {
    says: 'Zoom did not change the status of your account.',
    saysOther: 'Zoom did not change the status of {subject}’s account.',
    next: 'Ask an admin to look at the account on Zoom’s website.',
  },
  'room-user-permanent': {
    says: 'This Zoom user is a meeting room, and rooms can’t be removed this way.',
    saysOther: '{subject} is a meeting room in Zoom, and rooms can’t be removed this way.',
    next: 'Rooms are managed on Zoom’s website.',
  },
  'room-or-admin-status': {
    says: 'You are a Zoom admin or a meeting room, and Zoom neither activates nor deactivates those.',
    saysOther:
      '{subject} is a Zoom admin or a meeting room, and Zoom neither activates nor deactivates those.',
    next: 'For an admin, take the admin role away on Zoom’s website first.',
  },
  'admin-user': {
    says: 'You are a Zoom admin, and admins can’t be removed from the account.',
    saysOther: '{subject} is a Zoom admin, and admins can’t be removed from the account.',
    next: 'Take the admin role away on Zoom’s website first.',
  },
  'api-user': {
    says: 'This user was made by an app and can’t be removed from the account.',
    saysOther: '{subject} was made by an app and can’t be removed from the account.',
    next: 'Delete the user instead, if nobody needs it any more.',
  },
  'managed-domain-user': {
    says: 'Your email address is of a domain that our account manages, so your Zoom user can’t leave it.',
    saysOther:
      '{subject}’s email address is of a domain that our account manages, so the Zoom user can’t leave it.',
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
    says: 'The person who should take over is not in our Zoom account.',
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
} satisfies Partial<Words>;
