import type { ConfirmationDialog } from '@slack/types';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ActionResult, Snapshot, UserActions } from '../../../slack/desktop.ts';
import type { PageState } from '../state/page-state.ts';
import type { PageEvent } from '../state/reduce.ts';

/** A thread, by the message that it hangs on. */
export interface ThreadRef {
  readonly channel: string;
  readonly ts: string;
}

/** What every part of the page may read and do. */
export interface Desk {
  readonly state: PageState;
  readonly snapshot: Snapshot;
  readonly dispatch: (event: PageEvent) => void;
  /** Does an action; while it is under way `key` is in `state.busy`, and a failure becomes a toast. */
  readonly run: <K extends keyof UserActions>(
    action: K,
    body: UserActions[K],
    key: string,
  ) => Promise<ActionResult>;
  /** The thread that stands open beside the conversation. */
  readonly thread: ThreadRef | null;
  readonly openThread: (thread: ThreadRef | null) => void;
  /** Asks before a dangerous click; true when the person went on. */
  readonly ask: (confirm: ConfirmationDialog) => Promise<boolean>;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk is for components inside the shell');
  return desk;
}
