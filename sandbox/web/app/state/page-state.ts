import type { Snapshot, StateValues } from '../../../slack/desktop.ts';

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
  /** Keys of the deeds under way. */
  readonly busy: readonly string[];
  /** The newest message read, by {@link keyOf} person and channel. */
  readonly read: Readonly<Record<string, string>>;
  readonly toasts: readonly Toast[];
  /** Counts own lines: each brings the newest message into view. */
  readonly deeds: number;
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
    deeds: 0,
  };
}

/** What the page shows: the snapshot, once it is this person's, and the place in it. */
export function placeOf(state: PageState): string {
  return state.places[state.userId] ?? '';
}
