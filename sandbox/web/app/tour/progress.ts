import { stories } from './stories.ts';

/** How far somebody has come. */
export interface Progress {
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
export const beginning = (): Progress => ({ open: true, story: 0, step: 0, done: false, since: now() });

/** What this browser remembers; a tour that has become shorter since begins again. */
export function readProgress(): Progress {
  try {
    const kept = { ...beginning(), ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Progress>) };
    const known = kept.story === stories.length || stories[kept.story]?.steps[kept.step];
    return known ? kept : beginning();
  } catch {
    return beginning();
  }
}

export function keepProgress(progress: Progress): void {
  try {
    localStorage.setItem(key, JSON.stringify(progress));
  } catch {
    // Storage is full or forbidden: the tour begins again after a reload.
  }
}

/** The step is done; what happens from now on counts for the next. */
export const afterDeed = (progress: Progress): Progress => ({ ...progress, done: true, since: now() });

/** The next step, the next story, or the end, where `story` is the number of stories. */
export function afterStep(progress: Progress): Progress {
  const steps = stories[progress.story]?.steps.length ?? 0;
  const last = progress.step + 1 >= steps;
  return last
    ? { ...progress, story: Math.min(progress.story + 1, stories.length), step: 0, done: false }
    : { ...progress, step: progress.step + 1, done: false };
}

/** The first step of a story. */
export const atStory = (progress: Progress, story: number): Progress => ({
  ...progress,
  ...{ story, step: 0, done: false, since: now() },
});
