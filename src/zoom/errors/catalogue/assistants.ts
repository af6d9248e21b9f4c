import { noSuchUser } from './accounts.ts';
import type { Row, Rows } from './row.ts';

const user: readonly Row[] = [
  { code: 1001, message: 'User not exist.', meaning: 'user-not-found' },
  noSuchUser,
  { code: 1010, message: 'User not belong to this account', meaning: 'user-other-account' },
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
    { code: 200, message: 'Current account must be paid account: {userId}', meaning: 'account-not-paid' },
    { code: 200, message: 'User must be a Pro or Corp user: {userId}', meaning: 'subject-needs-licence' },
    {
      code: 200,
      message: 'The user must either be a Licensed user or an On-prem user : {userId}.',
      meaning: 'subject-needs-licence',
    },
    { code: 200, message: "Can't assign scheduling privilege to yourself.", meaning: 'own-assistant' },
    { code: 200, message: "Can't find user {email}.", meaning: 'assistant-not-found' },
    {
      code: 200,
      message: 'User {email} already has the scheduling privilege for you.',
      meaning: 'already-assistant',
    },
    {
      code: 200,
      message: 'User {email} has already granted scheduling privilege.',
      meaning: 'already-assistant',
    },
    {
      code: 200,
      message: "User {email} doesn't belong to current account.",
      meaning: 'assistant-other-account',
    },
    { code: 200, message: 'User {email} must be a Pro or Corp user.', meaning: 'assistant-needs-licence' },
    {
      code: 200,
      message: 'The user must either be a Licensed user or an On-prem user : {email}.',
      meaning: 'assistant-needs-licence',
    },
    { code: 200, meaning: 'assistants-refused' },
  ],
};
