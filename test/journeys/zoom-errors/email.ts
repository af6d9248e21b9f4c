import { user } from '../../../sandbox/zoom/documented-errors/state.ts';
import { type Journey, journey, meanwhile } from './journey.ts';

const change = (who: string, email: string) => ({ who, line: `change-email ${email}` });

/** People change the address that they sign in with. */
export const email: readonly Journey[] = [
  journey('changeEmail', 1000, 'Pending user can not', 'pending-email', change('noor', 'noor.h@example.com')),
  journey(
    'changeEmail',
    1000,
    'Can not change email of',
    'owner-email',
    // The bot refuses the owner by itself, so Ada becomes it in between.
    { ...change('ada', 'ada.k@example.com'), when: meanwhile(), set: user('ada', { role: 'owner' }) },
  ),
  journey('changeEmail', 1000, 'This user is force locked.', 'user-force-locked', {
    ...change('lea', 'lea.n@example.com'),
  }),
  journey('changeEmail', 1000, 'This user is locked or inactive.', 'user-locked-or-inactive', {
    ...change('lea', 'lea.n@example.com'),
  }),
  journey('changeEmail', 1107, 'Email domain is blocked', 'email-domain-blocked', {
    ...change('ada', 'ada@blocked.example'),
  }),
  journey('changeEmail', 1010, 'User not exist or not belong', 'user-not-found', {
    ...change('ada', 'ada.k@example.com'),
    when: meanwhile(),
  }),
  journey('changeEmail', 1116, "Domain name doesn't match", 'email-domain-unmanaged', {
    ...change('ada', 'ada@elsewhere.example'),
  }),
];
