import type { Messages } from './messages.ts';

/** Profile, host key, personal link. */
export const profile = {
  'host-key-meeting-running': {
    says: 'Your host key can’t change while you have a meeting running.',
    saysOther: '{subject}’s host key can’t change while their meeting is running.',
    next: 'End the meeting, then try again.',
  },
  'host-key-same-as-audio-password': {
    says: 'The host key is the same as your audio conference password.',
    saysOther: 'The host key is the same as {subject}’s audio conference password.',
    next: 'Choose another host key.',
  },
  'host-key-needs-licence': {
    says: 'You need a Zoom licence to have a host key.',
    saysOther: '{subject} needs a Zoom licence to have a host key.',
    next: 'Request a licence, then try again.',
  },
  'host-needs-licence': {
    says: 'You need a Zoom licence for this.',
    saysOther: '{subject} needs a Zoom licence for this.',
    next: 'Request a licence, then try again.',
  },
  'vanity-name-taken': {
    says: 'Somebody already has that personal link name.',
    next: 'Choose another name.',
  },
  'pmi-needs-meetings-licence': {
    says: 'Your account has no meetings, so it has no personal meeting ID to change.',
    saysOther: '{subject}’s account has no meetings, so it has no personal meeting ID to change.',
    next: 'Request a licence, then try again.',
  },
  'name-has-invalid-word': {
    says: 'Zoom doesn’t accept a word in that name[: {name}].',
    next: 'Choose another name.',
  },
  'about-me-invalid': {
    says: 'The text about you can’t have links or HTML in it.',
    saysOther: 'The text about {subject} can’t have links or HTML in it.',
    next: 'Take them out and send it again.',
  },
  'linkedin-invalid': {
    says: 'That’s not a LinkedIn address.',
    next: 'Give an address on linkedin.com.',
  },
  'admin-only-change': {
    says: 'Zoom lets only an administrator of our account change this.',
    next: 'Ask an admin to change it on Zoom’s website.',
  },
  'update-refused': {
    says: 'Zoom didn’t take the change to your account.',
    saysOther: 'Zoom didn’t take the change to {subject}’s account.',
    next: 'Check what you entered. If it looks right, ask an admin.',
  },
} satisfies Partial<Messages>;

/** The profile picture. */
export const picture = {
  'picture-empty': {
    says: 'That picture file is empty.',
    next: 'Choose another file.',
  },
  'picture-too-large': {
    says: 'The picture is larger than 2 MB.',
    next: 'Make it smaller or choose another one.',
  },
  'picture-wrong-type': {
    says: 'Zoom doesn’t take pictures of that type.',
    next: 'Choose a JPG or PNG file.',
  },
  'picture-content-refused': {
    says: 'Zoom didn’t accept what the picture shows.',
    next: 'Choose another picture.',
  },
  'picture-refused': {
    says: 'Zoom didn’t take the picture.',
    next: 'Choose a JPG or PNG file of at most 2 MB.',
  },
} satisfies Partial<Messages>;

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
    says: 'Zoom doesn’t accept that password.',
    next: 'Choose a longer or less simple one.',
  },
  'password-changed-too-often': {
    says: 'Your password has been changed as often as Zoom allows within 24 hours.',
    saysOther: '{subject}’s password has been changed as often as Zoom allows within 24 hours.',
    next: 'Try again tomorrow.',
  },
  'password-not-work-email': {
    says: 'You don’t sign in to Zoom with a password of its own, so there’s none to change.',
    saysOther: '{subject} doesn’t sign in to Zoom with a password of its own, so there’s none to change.',
    next: 'Change it where the sign-in happens, for example in the company’s own sign-in.',
  },
  'admin-password': {
    says: 'You’re a Zoom admin, and Zoom doesn’t let anybody else set your password.',
    saysOther: '{subject} is a Zoom admin, and Zoom doesn’t let anybody else set that password.',
    next: 'Admins change their own password in their profile on Zoom’s website.',
  },
} satisfies Partial<Messages>;
