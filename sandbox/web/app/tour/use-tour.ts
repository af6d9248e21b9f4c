import { useEffect, useState } from 'preact/hooks';
import { type PageState, placeOf } from '../state/page-state.ts';
import type { ZoomAccount } from '../view/use-zoom.ts';
import { pageDriver } from './page-driver.ts';
import type { Step } from './step.ts';
import { stories } from './stories.ts';

/** The tour as it stands, and the ways to go on. */
export interface Tour {
  readonly open: boolean;
  readonly progress: Progress;
  /** `undefined` at the end. */
  readonly step: Step | undefined;
  /** `doing`: the page is doing it; `waiting`: it was done, and its effect is still to come. */
  readonly phase: 'idle' | 'doing' | 'waiting' | 'failed';
  readonly doIt: () => void;
  readonly next: () => void;
  readonly goTo: (story: number) => void;
  readonly toggle: () => void;
}

/** After this long somebody may press again. */
const waitMs = 12_000;

/** Follows the tour; null where there is no Zoom to switch off, as in a page without a sandbox behind it. */
export function useTour(state: PageState, zoom: ZoomAccount | null): Tour | null {
  const [progress, setProgress] = useState(readProgress);
  const [phase, setPhase] = useState<Tour['phase']>('idle');
  const { snapshot, userId } = state;
  const step = stories[progress.story]?.steps[progress.step];
  const go = (next: Progress) => {
    keepProgress(next);
    setProgress(next);
    setPhase('idle');
  };
  const seen =
    snapshot && zoom?.conditions
      ? { userId, place: placeOf(state), snapshot, zoom, since: progress.since }
      : null;
  const isDone = !progress.done && seen !== null && step?.isDone(seen);
  useEffect(() => {
    if (isDone) go(afterAction(progress));
  }, [isDone]);
  useEffect(() => {
    if (phase !== 'waiting' || step?.slow) return;
    const timer = setTimeout(() => setPhase('failed'), waitMs);
    return () => clearTimeout(timer);
  }, [phase]);
  if (!seen) return null;
  return {
    open: progress.open,
    progress,
    step,
    phase,
    doIt() {
      if (!step || phase === 'doing') return;
      setPhase('doing');
      step.action(pageDriver).then(
        () => setPhase((now) => (now === 'doing' ? 'waiting' : now)),
        () => setPhase('failed'),
      );
    },
    next: () => go(afterStep(progress)),
    goTo: (story) => go(atStory(progress, story)),
    toggle: () => go({ ...progress, open: !progress.open }),
  };
}

/** How far somebody has come. */
interface Progress {
  readonly open: boolean;
  readonly story: number;
  readonly step: number;
  /** The step is done and its explanation is read. */
  readonly done: boolean;
  /** When the step before was done, in seconds since 1970. */
  readonly since: number;
}

const key = 'tour';
const now = () => Date.now() / 1000;

/** A newcomer sees the tour at once. */
const beginning = (): Progress => ({ open: true, story: 0, step: 0, done: false, since: now() });

/** What this browser remembers; a tour that has become shorter since begins again. */
function readProgress(): Progress {
  try {
    const kept = { ...beginning(), ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Progress>) };
    const known = kept.story === stories.length || stories[kept.story]?.steps[kept.step];
    return known ? kept : beginning();
  } catch {
    return beginning();
  }
}

function keepProgress(progress: Progress): void {
  try {
    localStorage.setItem(key, JSON.stringify(progress));
  } catch {
    // Storage is full or forbidden: the tour begins again after a reload.
  }
}

/** The step is done; what happens from now on counts for the next. */
const afterAction = (progress: Progress): Progress => ({ ...progress, done: true, since: now() });

/** The next step, the next story, or the end, where `story` is the number of stories. */
function afterStep(progress: Progress): Progress {
  const steps = stories[progress.story]?.steps.length ?? 0;
  const last = progress.step + 1 >= steps;
  return last
    ? { ...progress, story: Math.min(progress.story + 1, stories.length), step: 0, done: false }
    : { ...progress, step: progress.step + 1, done: false };
}

/** The first step of a story. */
const atStory = (progress: Progress, story: number): Progress => ({
  ...progress,
  story,
  step: 0,
  done: false,
  since: now(),
});
