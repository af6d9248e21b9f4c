import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { inLanguage } from '../../languages/language.ts';
import type { Readers } from '../../languages/readers.ts';
import type { Logger } from '../../log.ts';
import type { Messenger } from '../../notifications/messenger.ts';
import type { Poll } from '../../requests/scheduler.ts';
import type { SharedState } from '../../store/shared-state.ts';
import { answerMessage } from '../../views/answer.ts';
import type { MessageContent } from '../../views/blocks.ts';
import { md } from '../../views/mrkdwn.ts';
import type { LicenceReviews, ScanProgress } from '../review.ts';
import { progressWords, titleOf } from './figure-messages.ts';
import { reportButton } from './report-answer.ts';

const KEY = 'followers of a licence scan';
/** How often a message is changed, in milliseconds; Slack takes about fifty changes a minute. */
const EVERY = 2_000;
/** How often a process checks whether somebody asked another process for a scan, in milliseconds. */
const IDLE = 10_000;
/** After so long without a scan under way, people are told that theirs was not finished. Milliseconds. */
const GIVEN_UP = 120_000;

const followerSchema = z.object({
  slackId: z.string(),
  channel: z.string(),
  ts: z.string(),
  /** A scan that began at this time or later is what they wait for. Milliseconds, by the database. */
  since: z.number(),
  /** When a scan was last seen under way. */
  seenAt: z.number(),
});
type Follower = z.output<typeof followerSchema>;
const stateSchema = z.object({ followers: z.array(followerSchema), claimedUntil: z.number() });

interface FollowDeps {
  readonly store: { readonly sharedState: SharedState };
  readonly reviews: Pick<LicenceReviews, 'request' | 'progress' | 'summary'>;
  readonly messenger: Pick<Messenger, 'direct' | 'update' | 'failureOf'>;
  readonly readers: Readers;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** People who asked for a scan: a message tells each of them how far it is, whichever process scans. */
export interface ScanFollowers {
  /** Begins a scan if none is under way, and tells this person about it. */
  follow(slackId: string): Promise<void>;
  readonly poll: Poll;
}

export function createScanFollowers(deps: FollowDeps): ScanFollowers {
  const { reviews, messenger, readers, logger, clock } = deps;
  const { sharedState } = deps.store;
  let nextLook = Number.NEGATIVE_INFINITY;

  const changeFollowers = (change: (followers: readonly Follower[], now: number) => readonly Follower[]) =>
    sharedState.change(KEY, (value, now) => {
      const followers = stateSchema.safeParse(value).data?.followers ?? [];
      return { followers: change(followers, now), claimedUntil: 0 };
    });

  /** @returns those whom this process tells now */
  const claim = async (): Promise<readonly Follower[]> => {
    let mine: readonly Follower[] = [];
    await sharedState.change(KEY, (value, now) => {
      const state = stateSchema.safeParse(value).data ?? { followers: [], claimedUntil: 0 };
      const busy = state.claimedUntil > now;
      nextLook = clock.now() + (state.followers.length > 0 ? EVERY : IDLE);
      mine = busy ? [] : state.followers;
      return mine.length > 0 ? { ...state, claimedUntil: now + EVERY } : undefined;
    });
    return mine;
  };

  /** @returns the follower to go on with, or `null` when they have been told the end */
  const tell = async (follower: Follower, progress: ScanProgress | null): Promise<Follower | null> => {
    const { channel, ts } = follower;
    const now = clock.now();
    const seenAt = progress ? now : follower.seenAt;
    const language = await readers.person(follower.slackId);
    const end = progress
      ? null
      : await inLanguage(language, () => endOf(deps, follower, now - follower.seenAt > GIVEN_UP));
    const content = end ?? (progress && inLanguage(language, () => running(progress)));
    try {
      if (content) await messenger.update({ channel, ts }, content);
    } catch (error) {
      if (messenger.failureOf(error).gone) return null;
      logger.info({ err: error }, 'the progress of a licence scan could not be told');
      return { ...follower, seenAt };
    }
    return end ? null : { ...follower, seenAt };
  };

  return {
    async follow(slackId) {
      await reviews.request();
      const progress = await reviews.progress();
      const { channel, ts } = await messenger.direct(slackId, running(progress));
      await changeFollowers((followers, now) => [
        ...followers,
        { slackId, channel, ts, since: Math.min(now, progress?.startedAt ?? now), seenAt: clock.now() },
      ]);
      nextLook = clock.now() + EVERY / 2;
    },

    async poll() {
      if (clock.now() < nextLook) return false;
      const followers = await claim();
      if (followers.length === 0) return false;
      const progress = await reviews.progress();
      const told = await Promise.all(followers.map(async (one) => [one, await tell(one, progress)] as const));
      await changeFollowers((current) =>
        current.flatMap((one) => {
          const [, after] = told.find(([before]) => before.ts === one.ts) ?? [one, one];
          return after ? [after] : [];
        }),
      );
      return false;
    },
  };
}

function running(progress: ScanProgress | null): MessageContent {
  return answerMessage({
    title: progress
      ? md`:hourglass_flowing_sand: I’m counting your licences: ${progressWords(progress)}`
      : md`:hourglass_flowing_sand: I’m counting your licences`,
  });
}

/** What is said when the scan is over; `null` while it may still come. */
async function endOf(
  { reviews }: Pick<FollowDeps, 'reviews'>,
  { since }: Follower,
  givenUp: boolean,
): Promise<MessageContent | null> {
  const summary = await reviews.summary();
  if (summary && summary.at >= since) {
    return answerMessage({
      title: md`:white_check_mark: Your licences are counted`,
      lines: [md`${titleOf(summary)}. ${summary.idle} may go back.`],
      buttons: [reportButton],
    });
  }
  if (!givenUp) return null;
  return answerMessage({
    title: md`:warning: The count wasn’t finished`,
    lines: [md`I’ll try again by myself. The log says what went wrong.`],
    buttons: [reportButton],
  });
}
