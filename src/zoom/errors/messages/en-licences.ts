import type { Messages } from './messages.ts';

/** The user type and the licences of the account. */
export const licences = {
  'paid-users-not-allowed': {
    says: 'Our Zoom plan has no licences to give.',
    next: 'Ask an admin about our Zoom plan.',
  },
  'no-free-licence': {
    says: 'No Zoom licence is free[ (we have {maxNumber})].',
    next: 'Ask an admin to free one or to buy more, then ask again.',
  },
  'no-free-basic-seat': {
    says: 'No Basic place in Zoom is free[ (we have {maxNumber})].',
    next: 'Ask an admin to make room, then ask again.',
  },
  'no-free-no-meetings-seat': {
    says: 'No Zoom place without meetings is free[ (we have {maxNumber})].',
    next: 'Ask an admin to make room, then ask again.',
  },
  'subscription-full': {
    says: 'The subscription[ {subscriptionId}] has no licences left.',
    next: 'Ask an admin which subscription to use.',
  },
  'subscription-unknown': {
    says: 'Our Zoom account has no subscription[ {subscriptionId}| of that name].',
    next: 'Choose another subscription.',
  },
  'room-user': {
    says: 'This Zoom user is a meeting room, and a room can’t go without its licence.',
    saysOther: '{subject} is a meeting room in Zoom, and a room can’t go without its licence.',
    next: 'Ask an admin; rooms are managed on Zoom’s website.',
  },
  'type-change-not-permitted': {
    says: 'Zoom doesn’t permit this change of your licence.',
    saysOther: 'Zoom doesn’t permit this change of {subject}’s licence.',
    next: 'Ask an admin to look at the account on Zoom’s website.',
  },
  'upcoming-events': {
    says: 'You have a Zoom event coming up, so you can’t go back to Basic yet.',
    saysOther: '{subject} has a Zoom event coming up and can’t go back to Basic yet.',
    next: 'Try again when the event is over or has been cancelled.',
  },
  'one-licence-change-at-a-time': {
    says: 'Zoom makes one licence change at a time.',
    next: 'Make the changes one after the other.',
  },
  'base-plan-licence': {
    says: 'This licence is the base of our Zoom plan and can’t be taken away.',
    next: 'Ask an admin about our Zoom plan.',
  },
  'plan-invalid': {
    says: 'Zoom doesn’t know that plan.',
    next: 'Choose another plan.',
  },
  'on-prem-not-allowed': {
    says: 'Our Zoom account can’t have On-prem users.',
    next: 'Choose Basic or Licensed.',
  },
} satisfies Partial<Messages>;

const buyMore = 'Ask an admin to free one or to buy more, then try again.';
const requestLicence = 'Request a licence, then try again.';
const chooseOne = 'Choose one of them and try again.';
const waitForEvent = 'Try again when the event is over or has been cancelled.';

/** Add-on licences: webinars, large meetings, Zoom Events and the like. */
export const addOns = {
  'settings-refused': {
    says: 'Zoom didn’t take the change to your settings.',
    saysOther: 'Zoom didn’t take the change to {subject}’s settings.',
    next: 'Check what you chose. If it looks right, ask an admin.',
  },
  'no-free-webinar-licence': {
    says: 'No Webinar[ {capacity}] licence is free[ (we have {maxNumber})].',
    next: buyMore,
  },
  'no-free-large-meeting-licence': {
    says: 'No Large Meeting[ {capacity}] licence is free[ (we have {maxNumber})].',
    next: buyMore,
  },
  'no-free-events-licence': {
    says: 'No [{planName}|Zoom Events] licence is free[ (we have {maxNumber})].',
    next: buyMore,
  },
  'no-free-concurrent-meeting-licence': {
    says: 'No Concurrent Meeting[ {edition}] licence is free[ (we have {maxNumber})].',
    next: buyMore,
  },
  'no-free-product-licence': {
    says: 'There’s no [{product} ]licence left, or it isn’t part of our Zoom plan.',
    next: 'Ask an admin to free one or to buy more, then try again.',
  },
  'webinar-needs-licence': {
    says: 'You need a Zoom licence before you can have webinars.',
    saysOther: '{subject} needs a Zoom licence before having webinars.',
    next: requestLicence,
  },
  'large-meeting-needs-licence': {
    says: 'You need a Zoom licence before you can have large meetings.',
    saysOther: '{subject} needs a Zoom licence before having large meetings.',
    next: requestLicence,
  },
  'events-need-licence': {
    says: 'You need a Zoom licence before you can have Zoom Events or Zoom Sessions.',
    saysOther: '{subject} needs a Zoom licence before having Zoom Events or Zoom Sessions.',
    next: requestLicence,
  },
  'concurrent-meeting-needs-licence': {
    says: 'You need a Zoom licence before you can run several meetings at a time.',
    saysOther: '{subject} needs a Zoom licence before running several meetings at a time.',
    next: requestLicence,
  },
  'concurrent-meeting-not-available': {
    says: 'Concurrent Meeting[ {edition}] isn’t part of our Zoom plan.',
    next: 'Ask an admin about our Zoom plan.',
  },
  'webinar-or-events': {
    says: 'Nobody can have both Webinar and Zoom Events.',
    next: chooseOne,
  },
  'one-events-plan': {
    says: 'Nobody can have two plans for events at the same time.',
    next: chooseOne,
  },
  'one-whiteboard-licence': {
    says: 'Nobody can have both Whiteboard and Whiteboard Plus.',
    next: chooseOne,
  },
  'upcoming-events-capacity': {
    says: 'You have a Zoom event[ for {maxCapacity} people] coming up, so Zoom Events can’t be made smaller yet.',
    saysOther:
      '{subject} has a Zoom event[ for {maxCapacity} people] coming up, so Zoom Events can’t be made smaller yet.',
    next: waitForEvent,
  },
  'upcoming-events-removal': {
    says: 'You have a Zoom event coming up, so Zoom Events can’t be taken away yet.',
    saysOther: '{subject} has a Zoom event coming up, so Zoom Events can’t be taken away yet.',
    next: waitForEvent,
  },
  'events-downgrade-not-possible': {
    says: 'Zoom doesn’t let Zoom Events Unlimited become Zoom Sessions Unlimited.',
    next: 'Keep the plan, or take it away first.',
  },
  'events-plan-unknown': {
    says: 'Our Zoom account has no such plan for events.',
    next: 'Choose another plan.',
  },
  'customer-key-licence': {
    says: 'A Customer Managed Key licence can’t be given to a single person.',
    next: 'Ask an admin to set it up for the account.',
  },
  'room-user-product': {
    says: 'This Zoom user is a meeting room and can’t have [{product}|that product].',
    saysOther: '{subject} is a meeting room in Zoom and can’t have [{product}|that product].',
    next: 'Choose a person instead, or ask an admin.',
  },
  'on-prem-product': {
    says: 'You’re an On-prem user in Zoom and can’t have [{product}|that product].',
    saysOther: '{subject} is an On-prem user in Zoom and can’t have [{product}|that product].',
    next: 'Ask an admin about the user type.',
  },
} satisfies Partial<Messages>;
