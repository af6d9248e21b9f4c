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
export interface PageContextValue {
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

export const PageContext = createContext<PageContextValue | null>(null);

export function usePage(): PageContextValue {
  const context = useContext(PageContext);
  if (!context) throw new Error('usePage is for components inside the shell');
  return context;
}
