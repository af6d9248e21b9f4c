import type { Snapshot } from '../../../slack/desktop.ts';
import type { ZoomAccount } from '../view/use-zoom.ts';
import type { Hands } from './page-driver.ts';

/** What the page shows at this moment. */
export interface Seen {
  readonly userId: string;
  readonly place: string;
  readonly snapshot: Snapshot;
  readonly zoom: ZoomAccount;
  /** When the step before this one was done, in seconds since 1970: what is older does not count. */
  readonly since: number;
}

/** One thing to do. Whoever does it by hand is noticed as well. */
export interface Step {
  /** What to do, in a sentence. */
  readonly says: string;
  /** Does it through the page, as a person would. */
  readonly action: (hands: Hands) => Promise<void>;
  readonly isDone: (seen: Seen) => boolean;
  /** What has happened behind the scenes. */
  readonly behind: string;
  /** It takes its time: nobody needs to press again. */
  readonly slow?: boolean;
}

export interface Story {
  readonly title: string;
  readonly steps: readonly Step[];
}
