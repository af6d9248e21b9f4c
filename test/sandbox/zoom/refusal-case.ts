import { findUser, seedAccount, type ZoomAccount } from '../../../sandbox/zoom/account.ts';

/** A documented fault and a request that meets it. */
export type RefusalCase = [
  operation: string,
  code: number,
  /** As documented, with its placeholders. */
  message: string,
  status: number,
  method: string,
  path: string,
  body?: unknown,
  more?: { values?: Record<string, string>; before?: (account: ZoomAccount) => void },
];

const account = seedAccount();

/** Zoom id of a member of the cast, or of a colleague, by the first part of the email. */
export const idOf = (name: string): string => findUser(account, `${name}@example.com`)?.id ?? '';

export const unknown = '/users/nobody@example.com';
export const stranger = '/users/zoe@elsewhere.example';
export const expired = '/users/nils@example.com';
export const notExistOrBelong = 'User not exist or not belong to this account';
