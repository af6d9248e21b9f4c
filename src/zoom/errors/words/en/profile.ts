import type { Words } from '../words.ts';

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
    says: 'Somebody has that personal link name already.',
    next: 'Choose another name.',
  },
  'pmi-needs-meetings-licence': {
    says: 'Your account has no meetings, so it has no personal meeting ID to change.',
    saysOther: '{subject}’s account has no meetings, so it has no personal meeting ID to change.',
    next: 'Request a licence, then try again.',
  },
  'name-has-invalid-word': {
    says: 'Zoom does not accept a word in that name[: {name}].',
    next: 'Choose another name.',
  },
  'about-me-invalid': {
    says: 'The text about you can’t have links or HTML in it.',
    saysOther: 'The text about {subject} can’t have links or HTML in it.',
    next: 'Take them out and send it again.',
  },
  'linkedin-invalid': {
    says: 'That is not a LinkedIn address.',
    next: 'Give an address on linkedin.com.',
  },
  'admin-only-change': {
    says: 'Zoom lets only an administrator of our account change this.',
    next: 'Ask an admin to change it on Zoom’s website.',
  },
  'update-refused': {
    says: 'Zoom did not take the change to your account.',
    saysOther: 'Zoom did not take the change to {subject}’s account.',
    next: 'Check what you entered. If it looks right, ask an admin.',
  },
} satisfies Partial<Words>;
