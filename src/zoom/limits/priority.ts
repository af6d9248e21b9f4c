/**
 * For whom a call is made: a person who waits for it, the desk itself (looking whether a change happened), or bulk work
 * such as a list of everybody. People go first, bulk work last.
 */
export type Priority = 'person' | 'background' | 'bulk';

export const priorities: readonly Priority[] = ['person', 'background', 'bulk'];

/** The longest that a call waits for its turn, in milliseconds. A person would rather know. */
export const patience: Readonly<Record<Priority, number>> = {
  person: 5_000,
  background: 8_000,
  bulk: 60_000,
};
