import { useEffect, useRef, useState } from 'preact/hooks';
import type { Snapshot } from '../../../slack/desktop.ts';

/** The local Zoom account, as `GET /sandbox/zoom` tells it. */
export interface ZoomAccount {
  readonly users: readonly ZoomUser[];
  readonly seats: { readonly total: number; readonly used: number };
  readonly calls: readonly ZoomCall[];
  /** Absent where nothing can be switched. */
  readonly conditions?: Conditions;
}

/** How well both services are. */
export interface Conditions {
  readonly zoom: 'fine' | 'slow' | 'down';
  readonly slack: 'fine' | 'slow';
}

export interface ZoomUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly type: string | number;
  readonly status: string;
  readonly assistants: readonly string[];
}

export interface ZoomCall {
  readonly at: string | number;
  readonly method: string;
  readonly path: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly ms: number;
}

/** Zoom works on after the bot has answered Slack; a second look catches that. */
const againMs = 1500;
const soonMs = 30;

/** Reads the Zoom account with each snapshot; null where there is none to read. */
export function useZoom(snapshot: Snapshot | null): ZoomAccount | null {
  const [zoom, setZoom] = useState<ZoomAccount | null>(null);
  const absent = useRef(false);
  useEffect(() => {
    if (absent.current) return;
    let gone = false;
    const look = async () => {
      if (absent.current) return;
      const response = await fetch('/sandbox/zoom').catch(() => undefined);
      if (gone) return;
      if (response?.status === 404) absent.current = true;
      if (!response?.ok) return;
      const answer: unknown = await response.json();
      if (!gone) setZoom(isZoomAccount(answer) ? answer : null);
    };
    // Many snapshots may come at once; one look serves them all.
    const soon = setTimeout(look, soonMs);
    const timer = setTimeout(look, againMs);
    return () => {
      gone = true;
      clearTimeout(soon);
      clearTimeout(timer);
    };
  }, [snapshot]);
  return zoom;
}

/** An answer of another shape hides the panel instead of breaking the page. */
function isZoomAccount(answer: unknown): answer is ZoomAccount {
  if (typeof answer !== 'object' || answer === null) return false;
  const { users, seats, calls } = answer as Partial<Record<keyof ZoomAccount, unknown>>;
  return Array.isArray(users) && Array.isArray(calls) && typeof seats === 'object' && seats !== null;
}
