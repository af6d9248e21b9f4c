import { invitation, noSuchUser } from './accounts.ts';
import { eventsRows } from './events.ts';
import type { Rows } from './row.ts';

/** Changing settings: add-on licences and, in events.ts, Zoom Events. */
export const addOnRows: Rows = {
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
