import type { Words } from '../words.ts';

/** Passwords: what they must be like, and who may not change one. */
export const password = {
  'password-too-short': {
    says: 'The password needs at least [{number}|8] characters.',
    next: 'Choose a longer one.',
  },
  'password-too-long': {
    says: 'The password can have at most [{number}|32] characters.',
    next: 'Choose a shorter one.',
  },
  'password-needs-letter': {
    says: 'The password needs at least one letter.',
    next: 'Add a letter and send it again.',
  },
  'password-needs-number': {
    says: 'The password needs at least one digit.',
    next: 'Add a digit and send it again.',
  },
  'password-needs-special': {
    says: 'The password needs at least one special character, such as # or @.',
    next: 'Add one and send it again.',
  },
  'password-needs-both-cases': {
    says: 'The password needs both capital and small letters.',
    next: 'Mix them and send it again.',
  },
  'password-one-character': {
    says: 'The password can’t be one character over and over.',
    next: 'Use different characters.',
  },
  'password-sequence': {
    says: 'The password can’t have characters in a row, such as abcdef or 123456.',
    next: 'Break up the row or choose another password.',
  },
  'password-too-easy': {
    says: 'The password is too easy to guess.',
    next: 'Choose one without names and common words.',
  },
  'password-same-as-old': {
    says: 'The new password is the same as the old one.',
    next: 'Choose another one.',
  },
  'password-reused': {
    says: 'The password was used before[; the last {number} can’t be used again].',
    next: 'Choose a new one.',
  },
  'password-invalid': {
    says: 'Zoom does not accept that password.',
    next: 'Choose a longer or less simple one.',
  },
  'password-changed-too-often': {
    says: 'Your password has been changed as often as Zoom allows within 24 hours.',
    saysOther: '{subject}’s password has been changed as often as Zoom allows within 24 hours.',
    next: 'Try again tomorrow.',
  },
  'password-not-work-email': {
    says: 'You don’t sign in to Zoom with a password of its own, so there is none to change.',
    saysOther: '{subject} doesn’t sign in to Zoom with a password of its own, so there is none to change.',
    next: 'Change it where the sign-in happens, for example in the company’s own sign-in.',
  },
  'admin-password': {
    says: 'You are a Zoom admin, and Zoom does not let anybody else set your password.',
    saysOther: '{subject} is a Zoom admin, and Zoom does not let anybody else set that password.',
    next: 'Admins change their own password in their profile on Zoom’s website.',
  },
} satisfies Partial<Words>;
