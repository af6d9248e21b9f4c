import type { Words } from '../words.ts';

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
    says: 'Zoom does not permit this change of your licence.',
    saysOther: 'Zoom does not permit this change of {subject}’s licence.',
    next: 'Ask an admin to look at the account on Zoom’s website.',
  },
  'upcoming-events': {
    says: 'You have a Zoom event coming up, so you can’t go back to Basic yet.',
    saysOther: '{subject} has a Zoom event coming up and can’t go back to Basic yet.',
    next: 'Try again when the event is over or has been cancelled.',
  },
  'one-licence-change-at-a-time': {
    says: 'Zoom takes one change of licence at a time.',
    next: 'Make the changes one after the other.',
  },
  'base-plan-licence': {
    says: 'This licence is the base of our Zoom plan and can’t be taken away.',
    next: 'Ask an admin about our Zoom plan.',
  },
  'plan-invalid': {
    says: 'Zoom does not know that plan.',
    next: 'Choose another plan.',
  },
  'on-prem-not-allowed': {
    says: 'Our Zoom account can’t have On-prem users.',
    next: 'Choose Basic or Licensed.',
  },
} satisfies Partial<Words>;
