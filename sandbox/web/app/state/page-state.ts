import type { Channel, Message, Snapshot, StateValues } from '../../../slack/desktop.ts';

/** All that the page knows. What belongs to one person is keyed by that person's id. */
export interface PageState {
  readonly userId: string;
  readonly snapshot: Snapshot | null;
  readonly link: 'connecting' | 'live' | 'lost';
  /** Where each person is: a channel's id, or {@link home}. */
  readonly places: Readonly<Record<string, string>>;
  /** Unsent text, by {@link keyOf} person and channel. */
  readonly drafts: Readonly<Record<string, string>>;
  /** What stands in the fields, by {@link keyOf} person and surface. */
  readonly forms: Readonly<Record<string, StateValues>>;
  /** Field errors by view, then block. */
  readonly errors: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Lines that were sent and are not answered yet, by {@link keyOf} person and channel. */
  readonly pending: Readonly<Record<string, string>>;
  /** Keys of the actions under way. */
  readonly busy: readonly string[];
  /** The newest message read, by {@link keyOf} person and channel. */
  readonly read: Readonly<Record<string, string>>;
  readonly toasts: readonly Toast[];
  /** A message to bring into view, which was searched for or linked to. */
  readonly target: Target | null;
  /** Counts own lines: each brings the newest message into view. */
  readonly actions: number;
}

export interface Target {
  readonly channel: string;
  readonly ts: string;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
}

/** The place that is no channel: the app's Home tab. */
export const home = 'home';

export const keyOf = (...parts: readonly string[]) => parts.join(' ');

/** A page that has heard nothing yet. */
export function initialState(userId: string, place: string, read: PageState['read'] = {}): PageState {
  return {
    userId,
    snapshot: null,
    link: 'connecting',
    places: place ? { [userId]: place } : {},
    drafts: {},
    forms: {},
    errors: {},
    pending: {},
    busy: [],
    read,
    toasts: [],
    target: null,
    actions: 0,
  };
}

/** What the page shows: the snapshot, once it is this person's, and the place in it. */
export function placeOf(state: PageState): string {
  return state.places[state.userId] ?? '';
}

/** What stands in the channel itself: replies stand in their thread, unless what they reply to is gone. */
export function mainLine(channel: Channel): Message[] {
  const known = new Set(channel.messages.map((message) => message.ts));
  return channel.messages.filter(({ ts, threadTs }) => !threadTs || threadTs === ts || !known.has(threadTs));
}

/** The replies to a message, oldest first. */
export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.messages.filter((message) => message.threadTs === ts && message.ts !== ts);
}

/** Showing a channel marks it as read. */
export function markRead(state: PageState): PageState {
  const place = placeOf(state);
  const newest = state.snapshot?.channels.find((channel) => channel.id === place)?.messages.at(-1)?.ts;
  const key = keyOf(state.userId, place);
  if (!newest || state.snapshot?.me.id !== state.userId || state.read[key] === newest) return state;
  return { ...state, read: { ...state.read, [key]: newest } };
}

/** How many messages of others this person has not seen in a channel. */
export function unreadIn(state: PageState, channel: Channel): number {
  return unread(state, channel).length;
}

/** How many of them are meant for this person: all in a direct message, elsewhere those that mention them. */
export function mentionsIn(state: PageState, channel: Channel): number {
  const names = [`<@${state.userId}>`, '<!channel>', '<!here>', '<!everyone>'];
  return unread(state, channel).filter(({ text, blocks }) => {
    if (channel.kind === 'im') return true;
    const said = `${text} ${JSON.stringify(blocks)}`;
    return names.some((name) => said.includes(name));
  }).length;
}

function unread(state: PageState, channel: Channel): readonly Message[] {
  const read = Number(state.read[keyOf(state.userId, channel.id)] ?? 0);
  return channel.messages.filter((message) => Number(message.ts) > read && message.user !== state.userId);
}
