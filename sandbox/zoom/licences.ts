import type { ZoomAccount } from './account.ts';
import type { ZoomAccountUser } from './account-user.ts';
import { Refusal } from './refusal.ts';

/** Zoom's user types by their names in the admin's pages. */
export const typeNames: Readonly<Record<number, string>> = {
  1: 'Basic',
  2: 'Licensed',
  4: 'Unassigned',
  99: 'None',
};

/** The users of the account itself. */
export const members = (account: ZoomAccount): ZoomAccountUser[] =>
  account.users.filter((user) => user.accountId === account.id);

/** Licences in use; a pending or inactive user holds on to theirs. */
export const seatsTaken = (account: ZoomAccount): number =>
  members(account).filter((user) => user.type === 2).length;

/** Basic users that the account has. */
export const basicSeatsTaken = (account: ZoomAccount): number =>
  members(account).filter((user) => user.type === 1).length;

/** Refuses one more licensed user in an account that has no licence left. */
export function refusePaidSeat(account: ZoomAccount): void {
  if (!account.paid) throw new Refusal(400, 200, "You can't add paid users.");
  if (seatsTaken(account) >= account.seats) {
    throw new Refusal(400, 200, `You can add max ${account.seats} paid users.`);
  }
}

/** Refuses one more Basic user in an account that has reached its limit. */
export function refuseBasicSeat(account: ZoomAccount): void {
  if (basicSeatsTaken(account) >= account.basicSeats) {
    throw new Refusal(400, 200, `You can add max ${account.basicSeats} free users.`);
  }
}

/** Changes the type; a user who is no longer licensed loses what needs a licence. */
export function setType(user: ZoomAccountUser, type: number): string {
  const what = `type ${typeNames[user.type] ?? user.type} → ${typeNames[type] ?? type}`;
  user.type = type;
  if (type === 2) user.meetingCapacity ||= 100;
  else Object.assign(user, { webinar: 0, largeMeeting: 0, meetingCapacity: type === 1 ? 100 : 0 });
  return what;
}
