import { noSuchUser } from './accounts.ts';
import type { Row, Rows } from './row.ts';

const user: readonly Row[] = [
  { code: 1001, message: 'User not exist.', kind: 'user-not-found' },
  noSuchUser,
  { code: 1010, message: 'User not belong to this account', kind: 'user-other-account' },
];

/** Assistants (who may schedule for a user) and schedulers (for whom a user may schedule). */
export const assistantRows: Rows = {
  listAssistants: user,
  listSchedulers: user,
  deleteAssistant: user,
  deleteAssistants: user,
  deleteScheduler: user,
  deleteSchedulers: user,
  addAssistants: [
    ...user,
    { code: 200, message: 'Current account must be paid account: {userId}', kind: 'account-not-paid' },
    { code: 200, message: 'User must be a Pro or Corp user: {userId}', kind: 'subject-needs-licence' },
    {
      code: 200,
      message: 'The user must either be a Licensed user or an On-prem user : {userId}.',
      kind: 'subject-needs-licence',
    },
    { code: 200, message: "Can't assign scheduling privilege to yourself.", kind: 'own-assistant' },
    { code: 200, message: "Can't find user {email}.", kind: 'assistant-not-found' },
    {
      code: 200,
      message: 'User {email} already has the scheduling privilege for you.',
      kind: 'already-assistant',
    },
    {
      code: 200,
      message: 'User {email} has already granted scheduling privilege.',
      kind: 'already-assistant',
    },
    {
      code: 200,
      message: "User {email} doesn't belong to current account.",
      kind: 'assistant-other-account',
    },
    { code: 200, message: 'User {email} must be a Pro or Corp user.', kind: 'assistant-needs-licence' },
    {
      code: 200,
      message: 'The user must either be a Licensed user or an On-prem user : {email}.',
      kind: 'assistant-needs-licence',
    },
    { code: 200, kind: 'assistants-refused' },
  ],
};
