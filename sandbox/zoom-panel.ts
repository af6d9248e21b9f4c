import { findUser } from './zoom/account.ts';
import { seatsTaken } from './zoom/licences.ts';
import type { ZoomSandbox } from './zoom/server.ts';

const CALLS_SHOWN = 30;

/** What the page shows of the Zoom account beside the workspace: people, seats, the newest calls first. */
export function zoomPanel({ account, calls }: ZoomSandbox) {
  return {
    seats: { total: account.seats, used: seatsTaken(account) },
    users: account.users
      .filter((user) => user.accountId === account.id)
      .map((user) => ({
        id: user.id,
        name: user.displayName,
        email: user.email,
        type: user.type === 2 ? 'Licensed' : 'Basic',
        status: user.status,
        assistants: user.assistants.map((id) => findUser(account, id)?.displayName ?? id),
      })),
    calls: calls
      .slice(-CALLS_SHOWN)
      .reverse()
      .map(({ at, method, path, status, ms }) => ({ at, method, path, status: status ?? 0, ms })),
  };
}
