import type { Words } from '../words.ts';

/** The user type and the licences of the account. */
export const licences = {
  'paid-users-not-allowed': {
    says: 'Our Zoom plan has no licences to give.',
    next: 'Ask an admin about our Zoom plan.',
    who: 'admin',
  },
  'no-free-licence': {
    says: 'All of our [{maxNumber} ]Zoom licences are in use.',
    next: 'Ask an admin to free one or to buy more, then ask again.',
    who: 'admin',
    remedy: { kind: 'retry', label: 'Try again' },
  },
  'no-free-basic-seat': {
    says: 'All of our [{maxNumber} ]Basic places in Zoom are in use.',
    next: 'Ask an admin to make room, then ask again.',
    who: 'admin',
    remedy: { kind: 'retry', label: 'Try again' },
  },
  'no-free-no-meetings-seat': {
    says: 'All of our [{maxNumber} ]Zoom places without meetings are in use.',
    next: 'Ask an admin to make room, then ask again.',
    who: 'admin',
    remedy: { kind: 'retry', label: 'Try again' },
  },
  'subscription-full': {
    says: 'The subscription[ {subscriptionId}] has no licences left.',
    next: 'Ask an admin which subscription to use.',
    who: 'admin',
    remedy: { kind: 'edit', label: 'Change and try again' },
  },
  'subscription-unknown': {
    says: 'Our Zoom account has no subscription[ {subscriptionId}| of that name].',
    next: 'Choose another subscription.',
    who: 'you',
    remedy: { kind: 'edit', label: 'Change and try again' },
  },
  'room-user': {
    says: 'This Zoom user is a meeting room, and a room can’t go without its licence.',
    saysOther: '{subject} is a meeting room in Zoom, and a room can’t go without its licence.',
    next: 'Ask an admin; rooms are managed on Zoom’s website.',
    who: 'admin',
  },
  'type-change-not-permitted': {
    says: 'Zoom does not permit this change of your licence.',
    saysOther: 'Zoom does not permit this change of {subject}’s licence.',
    next: 'Ask an admin to look at the account on Zoom’s website.',
    who: 'admin',
  },
  'upcoming-events': {
    says: 'You have a Zoom event coming up, so you can’t go back to Basic yet.',
    saysOther: '{subject} has a Zoom event coming up and can’t go back to Basic yet.',
    next: 'Try again when the event is over or has been cancelled.',
    who: 'you',
    remedy: { kind: 'retry', label: 'Try again' },
  },
  'one-licence-change-at-a-time': {
    says: 'Zoom takes one change of licence at a time.',
    next: 'Make the changes one after the other.',
    who: 'you',
    remedy: { kind: 'edit', label: 'Change and try again' },
  },
  'base-plan-licence': {
    says: 'This licence is the base of our Zoom plan and can’t be taken away.',
    next: 'Ask an admin about our Zoom plan.',
    who: 'admin',
  },
  'plan-invalid': {
    says: 'Zoom does not know that plan.',
    next: 'Choose another plan.',
    who: 'you',
    remedy: { kind: 'edit', label: 'Change and try again' },
  },
  'on-prem-not-allowed': {
    says: 'Our Zoom account can’t have On-prem users.',
    next: 'Choose Basic or Licensed.',
    who: 'you',
    remedy: { kind: 'edit', label: 'Change and try again' },
  },
} satisfies Partial<Words>;
