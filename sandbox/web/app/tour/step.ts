import type { Message, Snapshot } from '../../../slack/desktop.ts';
import { actionIdsOf } from '../state/elements.ts';
import { mainLine } from '../state/page-state.ts';
import type { ZoomAccount } from '../view/use-zoom.ts';
import type { PageDriver } from './page-driver.ts';

/** What the page shows at this moment. */
interface Seen {
  readonly userId: string;
  readonly place: string;
  readonly snapshot: Snapshot;
  readonly zoom: ZoomAccount;
  /** When the step before this one was done, in seconds since 1970: what is older does not count. */
  readonly since: number;
}

/** One thing to do. Whoever does it by hand is noticed as well. */
export interface Step {
  /** What to do, in a sentence. */
  readonly says: string;
  /** Does it through the page, as a person would. */
  readonly action: (page: PageDriver) => Promise<void>;
  readonly isDone: (seen: Seen) => boolean;
  /** What has happened behind the scenes. */
  readonly behind: string;
  /** It takes its time: nobody needs to press again. */
  readonly slow?: boolean;
}

export interface Story {
  readonly title: string;
  readonly steps: readonly Step[];
}

export const ada = 'U0ADA';
export const ben = 'U0BEN';
export const grace = 'U0GRACE';
export const approvals = 'C0APPROVALS';

/** Whether this person sits before the screen and their workspace is shown. */
export const isAt = ({ userId, snapshot }: Seen, person: string): boolean =>
  userId === person && snapshot.me.id === person;

/** The newest answer that only this person sees; `undefined` when none came since the step began. */
export function newReply(seen: Seen): Message | undefined {
  const reply = lastReply(seen);
  return reply && Number(reply.ts) > seen.since ? reply : undefined;
}

/** The newest answer that only this person sees. */
export function lastReply({ snapshot }: Seen): Message | undefined {
  return snapshot.channels
    .flatMap((channel) => channel.messages)
    .filter((message) => message.ephemeral && message.user === snapshot.app.userId)
    .sort((a, b) => Number(a.ts) - Number(b.ts))
    .at(-1);
}

/** The newest request in the approvers' channel. */
export function newestCard({ snapshot }: Seen): Message | undefined {
  const channel = snapshot.channels.find((one) => one.id === approvals);
  if (!channel) return undefined;
  return mainLine(channel)
    .filter((message) => !message.ephemeral && message.user === snapshot.app.userId)
    .at(-1);
}

/** Whether a message has a button with this action id, or one that begins so. */
export const offers = (message: Message | undefined, action: string): boolean =>
  message !== undefined && actionIdsOf(message.blocks).some((id) => id.startsWith(action));

/** Whether the newest request was decided. */
export function isDecided(seen: Seen): boolean {
  const card = newestCard(seen);
  return card !== undefined && !offers(card, 'request:approve');
}

/** Whether Zoom was really changed since the step began. */
export const changedInZoom = ({ zoom, since }: Seen): boolean =>
  zoom.calls.some(
    ({ at, method, path, status }) =>
      new Date(at).getTime() / 1000 > since &&
      method !== 'GET' &&
      !path.includes('oauth') &&
      (status ?? 599) < 400 &&
      status !== 0,
  );

/** Such as `Licensed`. */
export const licenceOf = ({ zoom }: Seen, name: string): string =>
  String(zoom.users.find((user) => user.name === name)?.type ?? '');
