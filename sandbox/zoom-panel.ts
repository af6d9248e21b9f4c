import { findUser } from './zoom/account.ts';
import type { ZoomAccountUser } from './zoom/account-user.ts';
import { members, seatsTaken, typeNames } from './zoom/licences.ts';
import type { ZoomSandbox } from './zoom/server.ts';

const CALLS_SHOWN = 30;

/** What the page shows of the Zoom account beside the workspace: people, seats, the newest calls first. */
export function zoomPanel({ account, calls }: ZoomSandbox) {
  return {
    seats: { total: account.seats, used: seatsTaken(account) },
    users: members(account).map((user) => ({
      id: user.id,
      name: user.displayName,
      email: user.email,
      type: licencesOf(user),
      status: user.status,
      assistants: user.assistants.map((id) => findUser(account, id)?.displayName ?? id),
    })),
    calls: calls
      .slice(-CALLS_SHOWN)
      .reverse()
      .map(({ at, method, path, status, ms }) => ({ at, method, path, status: status ?? 0, ms })),
  };
}

/** Such as `Licensed, Webinar 500`. */
function licencesOf({ type, webinar, largeMeeting }: ZoomAccountUser): string {
  const addOns = [
    ...(webinar > 0 ? [`Webinar ${webinar}`] : []),
    ...(largeMeeting > 0 ? [`Large Meeting ${largeMeeting}`] : []),
  ];
  return [typeNames[type] ?? `Type ${type}`, ...addOns].join(', ');
}
