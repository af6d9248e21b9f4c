import type { ZoomAccountUser } from '../account-user.ts';
import { basicSeatsTaken, members, seatsTaken } from '../licences.ts';
import { Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';

/** How many licences there are and how many are taken: neighbours of the user operations. */
export const planRoutes: readonly Route[] = [
  {
    operation: 'getPlanUsage',
    method: 'GET',
    path: '/accounts/:accountId/plans/usage',
    scope: 'billing:read:plan_usage:admin',
    rate: 'heavy',
    privilege: 'Billing:Read',
    handle: getPlanUsage,
  },
  {
    operation: 'getUserSummary',
    method: 'GET',
    path: '/users/summary',
    scope: 'user:read:summary:admin',
    rate: 'medium',
    handle: ({ account }) => {
      const users = members(account);
      const joined = users.filter((user) => user.status !== 'pending');
      const count = (list: ZoomAccountUser[], type: number) =>
        list.filter((user) => user.type === type).length;
      return {
        status: 200,
        body: {
          licensed_users_count: count(joined, 2),
          basic_users_count: count(joined, 1),
          on_prem_users_count: 0,
          room_users_count: users.filter((user) => user.room).length,
          pending_users_count: users.length - joined.length,
          join_only_users_count: 0,
          total_users_count: users.length,
        },
      };
    },
  },
];

function getPlanUsage({ account, params: { accountId = '' } }: ZoomRequest): Reply {
  if (accountId !== 'me' && accountId !== account.id) {
    throw new Refusal(404, 2001, `Account does not exist: ${accountId}.`);
  }
  if (!account.billing || !account.paid) throw new Refusal(400, 200, 'Only available for paid account');
  const users = members(account);
  const pending = users.filter((user) => user.status === 'pending' && user.type === 2).length;
  const addOns = (seats: Record<number, number>, of: (user: ZoomAccountUser) => number, name: string) =>
    Object.entries(seats).map(([size, hosts]) => ({
      type: `${name}${size}_monthly`,
      hosts,
      usage: users.filter((user) => of(user) === Number(size)).length,
      pending: 0,
    }));
  return {
    status: 200,
    body: {
      plan_base: { type: 'business_monthly', hosts: account.seats, usage: seatsTaken(account), pending },
      plan_basic: { hosts: account.basicSeats, usage: basicSeatsTaken(account) },
      plan_webinar: addOns(account.webinarSeats, (user) => user.webinar, 'webinar'),
      plan_large_meeting: addOns(account.largeMeetingSeats, (user) => user.largeMeeting, 'large'),
      plan_zoom_rooms: {
        type: 'zoomrooms_monthly',
        hosts: 2,
        usage: users.filter((user) => user.room).length,
      },
      plan_recording: {
        type: 'cmr_monthly_commitment_40',
        free_storage: '10 GB',
        free_storage_usage: '1 GB',
        plan_storage: '40 GB',
        plan_storage_usage: '0 GB',
        plan_storage_exceed: '0 GB',
        max_exceed_date: '',
      },
      ...account.plans,
    },
  };
}
