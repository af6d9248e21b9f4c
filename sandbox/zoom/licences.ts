import type { ZoomAccount } from './account.ts';
import type { ZoomAccountUser } from './account-user.ts';
import { dropBundle, giveBaseBundle, hasBundle } from './bundles.ts';
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
  members(account).filter(
    (user) => user.type === 2 && !(account.workplace.role === 'add-on' && hasBundle(user)),
  ).length;

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

/**
 * Changes the type. Documented: a user who is no longer licensed loses what needs a licence, and the rights to schedule on both
 * sides. That the name in the personal link goes too is a guess.
 */
export function setType(account: ZoomAccount, user: ZoomAccountUser, type: number): string {
  const what = `type ${typeNames[user.type] ?? user.type} → ${typeNames[type] ?? type}`;
  user.type = type;
  if (type === 2) {
    user.meetingCapacity ||= 100;
    giveBaseBundle(account, user);
    return what;
  }
  dropBundle(user);
  Object.assign(user, {
    webinar: 0,
    largeMeeting: 0,
    meetingCapacity: type === 1 ? 100 : 0,
    webinars: [],
    assistants: [],
    privateEvents: [],
    vanityName: '',
  });
  for (const other of account.users) {
    other.assistants = other.assistants.filter((id) => id !== user.id);
    other.privateEvents = other.privateEvents.filter((id) => id !== user.id);
  }
  return what;
}

/** Documented: deactivating takes every licence, that for Zoom Phone and its numbers among them. */
export function takeAllLicences(account: ZoomAccount, user: ZoomAccountUser): string[] {
  const had = user.type === 2 || hasBundle(user);
  const phone = user.phone ? ['phone off'] : [];
  user.phone = null;
  delete user.settings.feature;
  return [...(had ? [setType(account, user, 1)] : []), ...phone];
}
