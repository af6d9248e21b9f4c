import type { ZoomAccount } from '../account.ts';
import { invalidFields, Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { memberOf } from './find.ts';

/** Groups and who is in them. */
export const groupRoutes: readonly Route[] = [
  {
    operation: 'listGroups',
    method: 'GET',
    path: '/groups',
    scope: 'group:read:list_groups:admin',
    rate: 'medium',
    handle: ({ account }) => {
      const groups = account.groups.map(({ id, name }) => ({
        id,
        name,
        total_members: account.users.filter((user) => user.groups.includes(id)).length,
      }));
      return { status: 200, body: { groups, total_records: groups.length, next_page_token: '' } };
    },
  },
  {
    operation: 'addGroupMembers',
    method: 'POST',
    path: '/groups/:groupId/members',
    scope: 'group:write:member:admin',
    rate: 'medium',
    handle: ({ account, params: { groupId = '' }, body, changed }) => {
      refuseUnknown(account, groupId);
      if (!Array.isArray(body.members) || body.members.length === 0) throw invalidFields('members');
      const users = body.members.map((one: { id?: string; email?: string }) =>
        memberOf(account, one.id ?? one.email ?? ''),
      );
      for (const user of users.filter((one) => !one.groups.includes(groupId))) {
        user.groups.push(groupId);
        changed(user.id, `group ${groupId} joined`);
      }
      return {
        status: 201,
        body: { ids: users.map(({ id }) => id).join(','), added_at: new Date().toISOString() },
      };
    },
  },
  {
    operation: 'deleteGroupMember',
    method: 'DELETE',
    path: '/groups/:groupId/members/:memberId',
    scope: 'group:delete:member:admin',
    rate: 'light',
    handle: ({ account, params: { groupId = '', memberId = '' }, changed }) => {
      refuseUnknown(account, groupId);
      const user = memberOf(account, memberId);
      if (!user.groups.includes(groupId)) throw new Refusal(404, 4131, 'Group member does not exist.');
      user.groups = user.groups.filter((id) => id !== groupId);
      changed(user.id, `group ${groupId} left`);
      return { status: 204 };
    },
  },
];

function refuseUnknown(account: ZoomAccount, groupId: string): void {
  if (account.groups.some(({ id }) => id === groupId)) return;
  throw new Refusal(404, 4130, `A group with this ${groupId} does not exist.`);
}
