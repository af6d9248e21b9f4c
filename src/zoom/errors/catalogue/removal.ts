import { invitation, noSuchUser, type Rows } from './common.ts';

/** Account removal, deactivation and activation. */
export const removalRows: Rows = {
  deleteUser: [
    noSuchUser,
    ...invitation,
    {
      code: 1001,
      message: 'Destination user is not belongs to the same account.',
      kind: 'transfer-target-other-account',
    },
    { code: 1001, kind: 'user-not-found' },
    { code: 1010, message: 'User not exist or not belong to this account', kind: 'user-not-found' },
    { code: 200, message: 'Cannot delete a user out of your account', kind: 'user-other-account' },
    { code: 200, message: 'Cannot delete a Zoom Rooms user.', kind: 'room-user-permanent' },
    { code: 200, message: 'Can not transfer to a Zoom Rooms user.', kind: 'transfer-to-room' },
    {
      code: 200,
      message:
        'Unable to delete this deactivated user. Please contact Zoom support team for more information.',
      kind: 'deactivated-user-stuck',
    },
    { code: 200, kind: 'delete-refused' },
    {
      code: 300,
      message:
        "The transfer-to email address cannot be the same as the unlinked or deleted user's email address.",
      kind: 'transfer-to-same-user',
    },
    { code: 300, message: 'Unable to unlink API user(s).', kind: 'api-user' },
    {
      code: 300,
      message: 'This user has published events on Zoom Events and cannot be deleted or unlinked.',
      kind: 'published-events',
    },
    {
      code: 300,
      message:
        'This user has published events on Zoom Events and you do not specify a target user to transfer data.',
      kind: 'published-events-need-target',
    },
    {
      code: 300,
      message: 'The destination user does not have a Zoom Events license and cannot receive this data.',
      kind: 'transfer-target-needs-licence',
    },
    {
      code: 300,
      message:
        'The destination user does not have a {licence} or higher license and cannot receive this data.',
      kind: 'transfer-target-needs-licence',
    },
    { code: 300, kind: 'delete-refused' },
    {
      code: 1000,
      message:
        'The user cannot be deleted because s/he is a Call-queue manager or Auto-receptionist operator.',
      kind: 'phone-role-holder',
    },
    {
      code: 1000,
      message:
        'The user cannot be changed because they are a Call-queue manager or Auto-receptionist operator.',
      kind: 'phone-role-holder',
    },
    {
      code: 1107,
      message: 'Can not disassociate the user with managed domain',
      kind: 'managed-domain-user',
    },
    {
      code: 1107,
      message: 'You can not disassociate a user with managed domain.',
      kind: 'managed-domain-user',
    },
    { code: 1117, message: 'Can not disassociate Admin user', kind: 'admin-user' },
    { code: 1117, message: 'You can not disassociate an Admin user.', kind: 'admin-user' },
  ],
  updateStatus: [
    noSuchUser,
    {
      code: 1010,
      message: 'User not exist or not belong to this account: {userId}',
      kind: 'user-not-found',
    },
    {
      code: 200,
      message: 'Zoom Room and Admin users can not be activated or deactivated.',
      kind: 'room-or-admin-status',
    },
    {
      code: 200,
      message: "Zoom Room and Admin users' status cannot be activated or deactivated.",
      kind: 'room-or-admin-status',
    },
    { code: 200, kind: 'status-refused' },
    {
      code: 1000,
      message: 'This user is force locked. Contact the Zoom Support Team for help',
      kind: 'user-force-locked',
    },
    {
      code: 300,
      message: 'You cannot deactivate this user because the user has an upcoming Zoom Events scheduled.',
      kind: 'upcoming-events-deactivation',
    },
    { code: 300, kind: 'status-refused' },
    {
      code: 3412,
      message:
        'Your request to activate the user was not approved at this time because your account has reached the permitted maximum number of {maxNumber} "Basic" users. Remove the existing "Basic" user(s) from your "Users" list or the "Pending Users" list before attempting to activate this user.',
      kind: 'no-free-basic-seat',
    },
    {
      code: 3412,
      message:
        'Your request to activate the user was not approved at this time because your account has reached the permitted maximum number of {maxNumber} no-meeting-license users. Remove the existing no-meeting-license user(s) from your "Users" list or the "Pending Users" list before attempting to activate this user.',
      kind: 'no-free-no-meetings-seat',
    },
    { code: 3412, kind: 'no-free-basic-seat' },
    {
      code: 2033,
      message:
        'Your request to activate the "Basic" user was not approved because you have already reached the maximum "Basic" user limit allowed in your account. For additional help regarding this issue, contact the Zoom Customer Support team.',
      kind: 'no-free-basic-seat',
    },
  ],
};
