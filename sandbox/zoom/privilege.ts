import type { ZoomAccount } from './account.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './route.ts';

/** Refuses a call that the role of the app's user does not allow, whatever the scopes of the token. */
export function refusePrivilege(account: ZoomAccount, route: Route): void {
  const needed = route.privilege ?? (route.method === 'GET' ? 'User:Read' : 'User:Edit');
  if (account.privileges.includes(needed)) return;
  const usual = `Invalid access token. Does not contain permissions [${needed}].`;
  throw new Refusal(400, 200, route.noPrivilege ?? usual);
}
