import type { Words } from '../words.ts';

const edit = { kind: 'edit', label: 'Change and try again' } as const;
const askForLicence = { kind: 'command', command: 'request-license', label: 'Request a licence' } as const;

/** Profile, host key, personal link. */
export const profile = {
  'host-key-meeting-running': {
    says: 'Your host key can’t change while you have a meeting running.',
    saysOther: '{subject}’s host key can’t change while their meeting is running.',
    next: 'End the meeting, then try again.',
    who: 'you',
    remedy: { kind: 'retry', label: 'Try again' },
  },
  'host-key-same-as-audio-password': {
    says: 'The host key is the same as your audio conference password.',
    saysOther: 'The host key is the same as {subject}’s audio conference password.',
    next: 'Choose another host key.',
    who: 'you',
    remedy: edit,
  },
  'host-key-needs-licence': {
    says: 'You need a Zoom licence to have a host key.',
    saysOther: '{subject} needs a Zoom licence to have a host key.',
    next: 'Request a licence, then try again.',
    who: 'you',
    remedy: askForLicence,
  },
  'host-needs-licence': {
    says: 'You need a Zoom licence for this.',
    saysOther: '{subject} needs a Zoom licence for this.',
    next: 'Request a licence, then try again.',
    who: 'you',
    remedy: askForLicence,
  },
  'vanity-name-taken': {
    says: 'Somebody has that personal link name already.',
    next: 'Choose another name.',
    who: 'you',
    remedy: edit,
  },
  'pmi-needs-meetings-licence': {
    says: 'Your account has no meetings, so it has no personal meeting ID to change.',
    saysOther: '{subject}’s account has no meetings, so it has no personal meeting ID to change.',
    next: 'Request a licence, then try again.',
    who: 'you',
    remedy: askForLicence,
  },
  'name-has-invalid-word': {
    says: 'Zoom does not accept a word in that name[: {name}].',
    next: 'Choose another name.',
    who: 'you',
    remedy: edit,
  },
  'about-me-invalid': {
    says: 'The text about you can’t have links or HTML in it.',
    saysOther: 'The text about {subject} can’t have links or HTML in it.',
    next: 'Take them out and send it again.',
    who: 'you',
    remedy: edit,
  },
  'linkedin-invalid': {
    says: 'That is not a LinkedIn address.',
    next: 'Give an address on linkedin.com.',
    who: 'you',
    remedy: edit,
  },
  'password-invalid': {
    says: 'Zoom does not accept that password.',
    next: 'Choose a longer or less simple one.',
    who: 'you',
    remedy: edit,
  },
  'admin-only-change': {
    says: 'Zoom lets only an administrator of our account change this.',
    next: 'Ask an admin to change it on Zoom’s website.',
    who: 'admin',
  },
  'update-refused': {
    says: 'Zoom did not take the change to your account.',
    saysOther: 'Zoom did not take the change to {subject}’s account.',
    next: 'Check what you entered. If it looks right, ask an admin.',
    who: 'you',
    remedy: edit,
  },
} satisfies Partial<Words>;
