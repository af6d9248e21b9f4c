import type { Row } from './row.ts';

/** The faults of updateSettings that concern Zoom Events and Zoom Sessions; Zoom words some of them twice. */
export const eventsRows: readonly Row[] = [
  {
    code: 1204,
    message: "You can't enable the Webinar feature because you already have the Zoom Events feature.",
    kind: 'webinar-or-events',
  },
  {
    code: 1205,
    message: "You can't enable the Zoom Events feature because you already have the Webinar feature.",
    kind: 'webinar-or-events',
  },
  {
    code: 300,
    message:
      "You can't enable Zoom Events/Zoom Events Unlimited/Zoom Sessions Unlimited feature and Webinar feature at the same time.",
    kind: 'webinar-or-events',
  },
  {
    code: 1206,
    message: 'You can only enable the Zoom Events feature for Licensed or On-prem users.',
    kind: 'events-need-licence',
  },
  {
    code: 300,
    message:
      'You can only enable Zoom Events Unlimited/Zoom Sessions Unlimited feature for Licensed or On-prem users.',
    kind: 'events-need-licence',
  },
  {
    code: 300,
    message:
      'You can only enable Zoom Events Pay Per Attendee/Zoom Sessions Pay Per Attendee feature for Licensed or On-prem users.',
    kind: 'events-need-licence',
  },
  {
    code: 300,
    message:
      'You cannot downgrade the Zoom Events feature to "{downgradeCapacity}" capacity because there is an upcoming Zoom Events scheduled with "{maxCapacity}" capacity.',
    kind: 'upcoming-events-capacity',
  },
  {
    code: 300,
    message:
      'You can\'t downgrade the Zoom Events to "{downgradeCapacity}" capacity because there is an upcoming Zoom Events scheduled with "{maxCapacity}" capacity.',
    kind: 'upcoming-events-capacity',
  },
  {
    code: 300,
    message:
      'You cannot remove the Zoom Events feature for this user because the user has an upcoming Zoom Events scheduled.',
    kind: 'upcoming-events-removal',
  },
  {
    code: 300,
    message:
      "You can't remove the Zoom Events/Zoom Events SAAS/Zoom Events Consumption feature for this user because the user has an upcoming Zoom Events scheduled.",
    kind: 'upcoming-events-removal',
  },
  {
    code: 300,
    message:
      "You can't remove all Zoom Events features for this user because the user has an upcoming Zoom Events scheduled.",
    kind: 'upcoming-events-removal',
  },
  {
    code: 300,
    message:
      "You can't enable Zoom Events/Zoom Events Unlimited/Zoom Sessions Unlimited feature for a user at the same time for a user.",
    kind: 'one-events-plan',
  },
  {
    code: 300,
    message:
      "You can't enable Zoom Events and Zoom Events Unlimited feature for a user at the same time for a user.",
    kind: 'one-events-plan',
  },
  {
    code: 300,
    message:
      "You can't enable Zoom Events Pay Per Attendee and Zoom Sessions Pay Per Attendee feature for a user at the same time for a user.",
    kind: 'one-events-plan',
  },
  {
    code: 300,
    message: 'You can add max "{maxNumber}" users for this {planName} plan.',
    kind: 'no-free-events-licence',
  },
  {
    code: 300,
    message: 'You can add max "{maxNumber}" users for this "{planName}" plan.',
    kind: 'no-free-events-licence',
  },
  {
    code: 300,
    message: "You can't downgrade Zoom Events Unlimited plan to Zoom Sessions Unlimited plan.",
    kind: 'events-downgrade-not-possible',
  },
  {
    code: 300,
    message: 'The events plan you want to assign does not exist.',
    kind: 'events-plan-unknown',
  },
];
