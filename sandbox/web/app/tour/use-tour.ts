import { useEffect, useState } from 'preact/hooks';
import { type PageState, placeOf } from '../state/page-state.ts';
import type { ZoomAccount } from '../view/use-zoom.ts';
import { hands } from './hands.ts';
import { afterDeed, afterStep, atStory, keepProgress, type Progress, readProgress } from './progress.ts';
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
    if (isDone) go(afterDeed(progress));
  }, [isDone]);
  useEffect(() => {
    if (phase !== 'waiting' || step?.slow) return;
    const timer = setTimeout(() => setPhase('failed'), waitMs);
    return () => clearTimeout(timer);
  }, [phase]);
  if (!seen) return null;
  return {
    ...{ open: progress.open, progress, step, phase },
    doIt() {
      if (!step || phase === 'doing') return;
      setPhase('doing');
      step.deed(hands).then(
        () => setPhase((now) => (now === 'doing' ? 'waiting' : now)),
        () => setPhase('failed'),
      );
    },
    next: () => go(afterStep(progress)),
    goTo: (story) => go(atStory(progress, story)),
    toggle: () => go({ ...progress, open: !progress.open }),
  };
}
