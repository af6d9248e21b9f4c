import type { Rows } from './row.ts';

/** Changing the email address, which is also the name a person signs in with. */
export const emailRows: Rows = {
  changeEmail: [
    { code: 1000, message: 'Pending user can not change email.', kind: 'pending-email' },
    { code: 1000, message: 'Can not change email of account owner.', kind: 'owner-email' },
    {
      code: 1000,
      message: 'This user is force locked. Contact the Zoom Support Team for help',
      kind: 'user-force-locked',
    },
    { code: 1000, message: 'This user is locked or inactive.', kind: 'user-locked-or-inactive' },
    { code: 1000, message: 'Admin can not change other admins email.', kind: 'other-admin-email' },
    { code: 1000, kind: 'email-change-refused' },
    { code: 1107, message: 'Email domain is blocked', kind: 'email-domain-blocked' },
    {
      code: 1116,
      message:
        "Domain name doesn't match, please contact Zoom customer support to set managed domains for your account",
      kind: 'email-domain-unmanaged',
    },
    { code: 1010, message: 'User not exist or not belong to this account', kind: 'user-not-found' },
    { code: 1001, message: 'User does not exist: {email}.', kind: 'user-not-found' },
    // Documented for createUser only, yet the fault of an address in use is the same one.
    { code: 1005, message: 'Email {email} has already been used.', kind: 'email-taken' },
    {
      code: 200,
      message: 'Only an account administrator can change email.',
      kind: 'admin-only-change',
    },
  ],
};
