import { idOf, user } from '../../../sandbox/zoom/documented-errors/state.ts';
import type { ErrorKind } from '../../../src/zoom/errors/error-kinds.ts';
import { type Change, type Journey, journey, meanwhile } from './journey.ts';

const add = { who: 'ada', line: 'add-assistant @mia' };
const miaHelpsAda: Change = user('ada', { assistants: [idOf('mia')] });
const adaHelpsMia: Change = user('mia', { assistants: [idOf('ada')] });

/** The two faults that these operations share; the account is found at first and gone when Zoom is asked. */
const unknown = (operation: string, line: string, given?: Change): Journey[] => {
  const faults: readonly (readonly [number, string, ErrorKind])[] = [
    [1001, 'User not exist.', 'user-not-found'],
    [1010, 'User not belong to this account', 'user-other-account'],
  ];
  return faults.map(([code, message, kind]) =>
    journey(operation, code, message, kind, {
      who: 'ada',
      line,
      when: meanwhile(),
      ...(given ? { given } : {}),
    }),
  );
};

/** Assistants and schedulers, and what is read of a role and its keys. */
export const delegation: readonly Journey[] = [
  ...unknown('listAssistants', 'assistants'),
  journey('addAssistants', 200, 'Current account must be paid', 'account-not-paid', add),
  // The bot looks first for a licence; Ben loses it in between.
  journey('addAssistants', 200, 'User must be a Pro or Corp', 'subject-needs-licence', {
    ...add,
    who: 'ben',
    given: user('ben', { type: 2 }),
    when: meanwhile(),
    set: user('ben', { type: 1 }),
  }),
  journey('addAssistants', 200, "Can't assign scheduling", 'own-assistant', {
    ...add,
    line: 'add-assistant @ada',
  }),
  // The bot names Mia by her id, as an address can change hands; Zoom says back what it was told.
  journey('addAssistants', 200, "Can't find user {email}.", 'assistant-not-found', {
    ...add,
    when: meanwhile(),
    says: `Can't find user ${idOf('mia')}.`,
  }),
  // The bot looks first who is an assistant already.
  journey('addAssistants', 200, 'User {email} already has', 'already-assistant', {
    ...add,
    when: meanwhile(),
  }),
  journey('addAssistants', 200, "User {email} doesn't belong", 'assistant-other-account', {
    ...add,
    when: meanwhile(),
  }),
  journey('addAssistants', 200, 'User {email} must be a Pro', 'assistant-needs-licence', {
    ...add,
    line: 'add-assistant @ben',
  }),
  ...unknown('addAssistants', 'add-assistant @mia'),
  ...unknown('deleteAssistants', 'remove-assistant all', miaHelpsAda),
  ...unknown('deleteAssistant', 'remove-assistant @mia', miaHelpsAda),
  ...unknown('listSchedulers', 'schedulers'),
  ...unknown('deleteSchedulers', 'remove-scheduler all', adaHelpsMia),
  ...unknown('deleteScheduler', 'remove-scheduler @mia', adaHelpsMia),
  ...unknown('getPermissions', 'permissions'),
  ...unknown('getToken', 'token'),
];
