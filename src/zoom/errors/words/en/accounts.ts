import type { Words } from '../words.ts';

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
    says: 'The list has grown too old to go on from here.',
    next: 'Start again at its first page.',
  },
  'email-required': {
    says: 'An email address is missing.',
    next: 'Type the address you want to look up.',
  },
  'vanity-name-required': {
    says: 'A personal link name is missing.',
    next: 'Type the name you want to look up.',
  },
  'account-not-paid': {
    says: 'Assistants need a paid Zoom account, and ours is a free one.',
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
    next: 'They can request one here with the same bot. Add them again when they have it.',
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
    says: '[{email}|That person] is your assistant already.',
    saysOther: '[{email}|That person] is {subject}’s assistant already.',
    next: 'There is nothing left to do for them. If you named others too, add those without this one.',
  },
  'assistant-other-account': {
    says: '[{email}|That person] belongs to another Zoom account; only people in ours can be assistants.',
    next: 'Choose somebody in our Zoom account.',
  },
  'assistants-refused': {
    says: 'Zoom did not take your change of assistants.',
    saysOther: 'Zoom did not take the change of {subject}’s assistants.',
    next: 'Check who you chose. If it looks right, ask an admin.',
  },
} satisfies Partial<Words>;
