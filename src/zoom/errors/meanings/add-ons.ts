import type { Guidance } from './guidance.ts';

const needsLicence = { who: 'you', remedy: 'request-license' } as const;
const noneFree = { who: 'admin', remedy: 'retry' } as const;
const edit = { who: 'you', remedy: 'edit' } as const;

/** Add-on licences: webinars, large meetings, Zoom Events and the like. */
export const addOns = {
  'settings-refused': edit,
  'no-free-webinar-licence': noneFree,
  'no-free-large-meeting-licence': noneFree,
  'no-free-events-licence': noneFree,
  'no-free-concurrent-meeting-licence': noneFree,
  'no-free-product-licence': noneFree,
  'webinar-needs-licence': needsLicence,
  'large-meeting-needs-licence': needsLicence,
  'events-need-licence': needsLicence,
  'concurrent-meeting-needs-licence': needsLicence,
  'concurrent-meeting-not-available': { who: 'admin' },
  'webinar-or-events': edit,
  'one-events-plan': edit,
  'one-whiteboard-licence': edit,
  'upcoming-events-capacity': { who: 'you', remedy: 'retry' },
  'upcoming-events-removal': { who: 'you', remedy: 'retry' },
  'events-downgrade-not-possible': edit,
  'events-plan-unknown': edit,
  'customer-key-licence': { who: 'admin' },
  'room-user-product': { who: 'admin' },
  'on-prem-product': { who: 'admin' },
} as const satisfies Record<string, Guidance>;
