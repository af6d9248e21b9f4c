import type { Channel } from '../../../slack/desktop.ts';
import { keyOf, type PageState, placeOf } from './page-state.ts';

/** Whoever looks at a channel has read it. */
export function markRead(state: PageState): PageState {
  const place = placeOf(state);
  const newest = state.snapshot?.channels.find((channel) => channel.id === place)?.messages.at(-1)?.ts;
  const key = keyOf(state.userId, place);
  if (!newest || state.snapshot?.me.id !== state.userId || state.read[key] === newest) return state;
  return { ...state, read: { ...state.read, [key]: newest } };
}

/** How many messages of others this person has not seen in a channel. */
export function unreadIn(state: PageState, channel: Channel): number {
  const read = Number(state.read[keyOf(state.userId, channel.id)] ?? 0);
  return channel.messages.filter((message) => Number(message.ts) > read && message.user !== state.userId)
    .length;
}
