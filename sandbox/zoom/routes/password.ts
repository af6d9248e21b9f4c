import { refuseByRules, refuseUsedPassword, setPassword } from '../password.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';
import { changeable } from './find.ts';

/** Setting a password. */
export const passwordRoutes: readonly Route[] = [
  {
    operation: 'updatePassword',
    method: 'PUT',
    path: '/users/:userId/password',
    scope: 'user:update:password:admin',
    rate: 'medium',
    handle: updatePassword,
  },
];

function updatePassword({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const { password } = body;
  if (typeof password !== 'string') throw invalidFields('password');
  const user = changeable(account, userId);
  if (user.role !== 'member') throw new Refusal(400, 1117, "Can not update Admin's password");
  if (user.login !== 'email' || user.status === 'pending') {
    throw new Refusal(400, 1123, 'Can only update password of Zoom work email account');
  }
  refuseByRules(account.passwordRules, password);
  refuseUsedPassword(user, account.passwordRules, password);
  setPassword(user, password);
  changed(user.id, 'password changed');
  return { status: 204 };
}
