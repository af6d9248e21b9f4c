import { invitation, noSuchUser, type Row, type Rows } from './common.ts';

/** The errors of updateSettings that concern Zoom Events and Zoom Sessions; Zoom words some of them twice. */
const eventsRows: readonly Row[] = [
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

/** Changing settings: add-on licences and Zoom Events. */
export const settingsRows: Rows = {
  updateSettings: [
    ...eventsRows,
    noSuchUser,
    ...invitation,
    { code: 1010, message: 'User not exist or not belong to this account', kind: 'user-not-found' },
    { code: 200, message: 'You can add max {maxNumber} free users.', kind: 'no-free-basic-seat' },
    { code: 200, message: "You can't add paid users.", kind: 'paid-users-not-allowed' },
    { code: 200, message: 'You can add max {maxNumber} paid users.', kind: 'no-free-licence' },
    {
      code: 200,
      message: 'You can add max {maxNumber} Webinar {capacity} users.',
      kind: 'no-free-webinar-licence',
    },
    {
      code: 200,
      message: 'You can add max {maxNumber} Large {capacity} users.',
      kind: 'no-free-large-meeting-licence',
    },
    { code: 200, kind: 'settings-refused' },
    {
      code: 1108,
      message: 'Only Licensed or On-prem users can enable the large meeting feature.',
      kind: 'large-meeting-needs-licence',
    },
    {
      code: 1122,
      message: 'Only Pro or Corp user can enable Webinar feature.',
      kind: 'webinar-needs-licence',
    },
    {
      code: 1122,
      message: 'Webinar feature can only be enabled for Licensed or On-prem users.',
      kind: 'webinar-needs-licence',
    },
    {
      code: 1207,
      message: 'You can only enable the "Concurrent Meeting" feature for Licensed users or On-prem users.',
      kind: 'concurrent-meeting-needs-licence',
    },
    {
      code: 1208,
      message: 'You can\'t enable the "Concurrent Meeting {edition}" feature.',
      kind: 'concurrent-meeting-not-available',
    },
    {
      code: 1210,
      message: 'You can\'t enable the "Concurrent Meeting {edition}" feature.',
      kind: 'concurrent-meeting-not-available',
    },
    {
      code: 1209,
      message: 'You can add a maximum of {maxNumber} "Concurrent Meeting {edition}" users.',
      kind: 'no-free-concurrent-meeting-licence',
    },
    {
      code: 1211,
      message: 'You can add a maximum of {maxNumber} "Concurrent Meeting {edition}" users.',
      kind: 'no-free-concurrent-meeting-licence',
    },
    {
      code: 1228,
      message:
        'Unable to assign "{product}" license because you have reached the limit of licensed users allowed on this account or this account does not have the "{plan}" plan.',
      kind: 'no-free-product-licence',
    },
    {
      code: 1233,
      message: 'You cannot enable the "{product}" for that Zoom Rooms user.',
      kind: 'room-user-product',
    },
    {
      code: 1234,
      message: 'You cannot enable the "{product}" for an On-Prem user.',
      kind: 'on-prem-product',
    },
    {
      code: 1242,
      message: 'You cannot set "Zoom Whiteboard" and "Zoom Whiteboard Plus" at the same time.',
      kind: 'one-whiteboard-licence',
    },
    {
      code: 300,
      message: 'You cannot assign a Zoom Customer Managed Key license for a single user.',
      kind: 'customer-key-licence',
    },
    { code: 300, kind: 'invalid-value' },
  ],
};
