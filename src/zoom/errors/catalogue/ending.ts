import { invitation, noSuchUser } from './accounts.ts';
import type { Rows } from './row.ts';

/** Accounts that end, pause or come back. */
export const endingRows: Rows = {
  deleteUser: [
    noSuchUser,
    ...invitation,
    {
      code: 1001,
      message: 'Destination user is not belongs to the same account.',
      meaning: 'transfer-target-other-account',
    },
    { code: 1001, meaning: 'user-not-found' },
    { code: 1010, message: 'User not exist or not belong to this account', meaning: 'user-not-found' },
    { code: 200, message: 'Cannot delete a user out of your account', meaning: 'user-other-account' },
    { code: 200, message: 'Cannot delete a Zoom Rooms user.', meaning: 'room-user-permanent' },
    { code: 200, message: 'Can not transfer to a Zoom Rooms user.', meaning: 'transfer-to-room' },
    {
      code: 200,
      message:
        'Unable to delete this deactivated user. Please contact Zoom support team for more information.',
      meaning: 'deactivated-user-stuck',
    },
    { code: 200, meaning: 'delete-refused' },
    {
      code: 300,
      message:
        "The transfer-to email address cannot be the same as the unlinked or deleted user's email address.",
      meaning: 'transfer-to-same-user',
    },
    { code: 300, message: 'Unable to unlink API user(s).', meaning: 'api-user' },
    {
      code: 300,
      message: 'This user has published events on Zoom Events and cannot be deleted or unlinked.',
      meaning: 'published-events',
    },
    {
      code: 300,
      message:
        'This user has published events on Zoom Events and you do not specify a target user to transfer data.',
      meaning: 'published-events-need-target',
    },
    {
      code: 300,
      message: 'The destination user does not have a Zoom Events license and cannot receive this data.',
      meaning: 'transfer-target-needs-licence',
    },
    {
      code: 300,
      message:
        'The destination user does not have a {licence} or higher license and cannot receive this data.',
      meaning: 'transfer-target-needs-licence',
    },
    { code: 300, meaning: 'delete-refused' },
    {
      code: 1000,
      message:
        'The user cannot be deleted because s/he is a Call-queue manager or Auto-receptionist operator.',
      meaning: 'phone-role-holder',
    },
    {
      code: 1000,
      message:
        'The user cannot be changed because they are a Call-queue manager or Auto-receptionist operator.',
      meaning: 'phone-role-holder',
    },
    {
      code: 1107,
      message: 'Can not disassociate the user with managed domain',
      meaning: 'managed-domain-user',
    },
    {
      code: 1107,
      message: 'You can not disassociate a user with managed domain.',
      meaning: 'managed-domain-user',
    },
    { code: 1117, message: 'Can not disassociate Admin user', meaning: 'admin-user' },
    { code: 1117, message: 'You can not disassociate an Admin user.', meaning: 'admin-user' },
  ],
  updateStatus: [
    noSuchUser,
    {
      code: 1010,
      message: 'User not exist or not belong to this account: {userId}',
      meaning: 'user-not-found',
    },
    {
      code: 200,
      message: 'Zoom Room and Admin users can not be activated or deactivated.',
      meaning: 'room-or-admin-status',
    },
    {
      code: 200,
      message: "Zoom Room and Admin users' status cannot be activated or deactivated.",
      meaning: 'room-or-admin-status',
    },
    { code: 200, meaning: 'status-refused' },
    {
      code: 1000,
      message: 'This user is force locked. Contact the Zoom Support Team for help',
      meaning: 'user-force-locked',
    },
    {
      code: 300,
      message: 'You cannot deactivate this user because the user has an upcoming Zoom Events scheduled.',
      meaning: 'upcoming-events-deactivation',
    },
    { code: 300, meaning: 'status-refused' },
    {
      code: 3412,
      message:
        'Your request to activate the user was not approved at this time because your account has reached the permitted maximum number of {maxNumber} "Basic" users. Remove the existing "Basic" user(s) from your "Users" list or the "Pending Users" list before attempting to activate this user.',
      meaning: 'no-free-basic-seat',
    },
    {
      code: 3412,
      message:
        'Your request to activate the user was not approved at this time because your account has reached the permitted maximum number of {maxNumber} no-meeting-license users. Remove the existing no-meeting-license user(s) from your "Users" list or the "Pending Users" list before attempting to activate this user.',
      meaning: 'no-free-no-meetings-seat',
    },
    { code: 3412, meaning: 'no-free-basic-seat' },
    {
      code: 2033,
      message:
        'Your request to activate the "Basic" user was not approved because you have already reached the maximum "Basic" user limit allowed in your account. For additional help regarding this issue, contact the Zoom Customer Support team.',
      meaning: 'no-free-basic-seat',
    },
  ],
};
