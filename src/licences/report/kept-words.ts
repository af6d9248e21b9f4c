import type { KeptReason } from '../review.ts';

/** Why somebody keeps a licence, to stand after a number: "3 with an upcoming meeting". */
export const keptWords: Readonly<Record<KeptReason, string>> = {
  owner: 'who owns the account',
  admin: 'with an admin role in Zoom',
  room: 'for Zoom Rooms',
  'live-meeting': 'in a meeting right now',
  'upcoming-meeting': 'with an upcoming meeting that needs it',
  'upcoming-webinar': 'with an upcoming webinar',
  bundle: 'with a bundle that would be lost',
  phone: 'with a Zoom Phone that would be lost',
  'new-account': 'with a new account',
  'min-hold': 'who got it only recently',
  assistants: 'with assistants who schedule for them',
  'schedules-for': 'who schedule for others',
  'exempt-person': 'exempt by name',
  'exempt-group': 'in an exempt group',
  'exempt-department': 'in an exempt department',
  'on-leave': 'on leave',
  granted: 'who have it for an agreed time',
  'request-open': 'with an open request about it',
  pending: 'who haven’t accepted their invitation',
  deactivated: 'whose account is deactivated',
  unknown: 'whom I couldn’t check',
};
