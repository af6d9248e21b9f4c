import type { Rows } from './row.ts';

/** Changing the email address, which is also the name a person signs in with. */
export const emailRows: Rows = {
  changeEmail: [
    { code: 1000, message: 'Pending user can not change email.', meaning: 'pending-email' },
    { code: 1000, message: 'Can not change email of account owner.', meaning: 'owner-email' },
    {
      code: 1000,
      message: 'This user is force locked. Contact the Zoom Support Team for help',
      meaning: 'user-force-locked',
    },
    { code: 1000, message: 'This user is locked or inactive.', meaning: 'user-locked-or-inactive' },
    { code: 1000, message: 'Admin can not change other admins email.', meaning: 'other-admin-email' },
    { code: 1000, meaning: 'email-change-refused' },
    { code: 1107, message: 'Email domain is blocked', meaning: 'email-domain-blocked' },
    {
      code: 1116,
      message:
        "Domain name doesn't match, please contact Zoom customer support to set managed domains for your account",
      meaning: 'email-domain-unmanaged',
    },
    { code: 1010, message: 'User not exist or not belong to this account', meaning: 'user-not-found' },
    { code: 1001, message: 'User does not exist: {email}.', meaning: 'user-not-found' },
    // Documented for createUser only, yet the fault of an address in use is the same one.
    { code: 1005, message: 'Email {email} has already been used.', meaning: 'email-taken' },
    {
      code: 200,
      message: 'Only an account administrator can change email.',
      meaning: 'admin-only-change',
    },
  ],
};
