import { type Journey, journey, meanwhile } from './journey.ts';

const basic = { who: 'grace', about: 'ivy', line: 'create-user ivy@example.com Ivy Tan basic' };
const licensed = { ...basic, line: 'create-user ivy@example.com Ivy Tan licensed' };

/** An admin creates an account for Ivy. */
export const creation: readonly Journey[] = [
  journey('createUser', 200, 'No privilege.', 'missing-role-permission', basic),
  journey('createUser', 200, 'You can add max {maxNumber} free users.', 'no-free-basic-seat', basic),
  journey('createUser', 200, "You can't add paid users.", 'paid-users-not-allowed', licensed),
  // The bot counts the free licences first; the last one goes to somebody else in between.
  journey('createUser', 200, 'You can add max {maxNumber} paid users.', 'no-free-licence', {
    ...licensed,
    when: meanwhile(),
    waits: true,
  }),
  journey('createUser', 200, 'No permission, please contact', 'adding-users-not-permitted', basic),
  journey('createUser', 1000, 'The user cannot be changed', 'phone-role-holder', basic),
  // The bot looks first whether the address is there.
  journey('createUser', 1005, 'Email {email} has already been used.', 'email-taken', {
    ...basic,
    when: meanwhile(),
  }),
  journey('createUser', 1107, 'Email domain is blocked', 'email-domain-blocked', basic),
  journey('createUser', 1116, 'Email address {email}', 'email-domain-not-allowed', basic),
  journey('createUser', 1108, 'User type permission check failed.', 'type-change-not-permitted', licensed),
  journey('createUser', 1009, 'The user {email} already holds', 'email-has-zoom-account', basic),
  journey('createUser', 1135, 'New User already exists', 'email-in-other-region', basic),
  journey('createUser', 4130, 'Group not exist', 'group-not-found', basic),
  journey('createUser', 4130, 'IM Group not exist', 'group-not-found', basic),
];
