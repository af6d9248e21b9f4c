import { z } from 'zod';
import type { Directory } from '../../identity/directory.ts';
import { knownZone } from '../../languages/formats.ts';
import { inLanguage } from '../../languages/language.ts';
import type { Logger } from '../../log.ts';
import type { Messenger } from '../../notifications/messenger.ts';
import { type ChannelOrAdmins, postOrTellAdmins } from '../../notifications/shared-channel.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Poll } from '../../requests/scheduler.ts';
import { createSharedTask, type SharedTaskDeps } from '../../requests/shared-task.ts';
import { answerMessage } from '../../views/answer.ts';
import { DAY, dayOf } from '../days.ts';
import type { DayCounts } from '../review.ts';
import { weeklyAnswer } from './report-answer.ts';
import type { LicenceReports } from './reports.ts';

/** On Monday at this hour, where the first admin is. */
const HOUR = 8;
/** A bot that did not run on Monday posts it until Wednesday morning. Milliseconds. */
const LATE = 2 * DAY;
/** How often it is checked whether it is due, in milliseconds. */
const EVERY = 600_000;

interface WeeklyDeps extends SharedTaskDeps, ChannelOrAdmins {
  readonly policy: Policy;
  readonly licenceReports: LicenceReports;
  readonly directory: Pick<Directory, 'member'>;
  readonly messenger: ChannelOrAdmins['messenger'] & Pick<Messenger, 'upload'>;
  readonly logger: Logger;
}

/** The Monday whose report was posted, such as `2026-11-23`. */
const stateSchema = z.object({ posted: z.string() });

/** Posts the report of the week with its chart, once for all replicas. */
export function createWeeklyReport(deps: WeeklyDeps): Poll {
  return createSharedTask(deps, {
    key: 'weekly licence report',
    every: EVERY,
    state: stateSchema,
    async work(state, now) {
      const before = state ?? { posted: '' };
      const { channel, nightly } = deps.policy.licences;
      if (channel === null || !nightly) return before;
      const monday = await mondayOf(now, await timeZoneOf(deps));
      const age = now - monday.at;
      if (monday.day === before.posted || age < 0 || age >= LATE) return before;
      return (await post(deps, channel)) ? { posted: monday.day } : before;
    },
  });
}

/** @returns `false`: nothing was counted yet */
async function post(deps: WeeklyDeps, channel: string): Promise<boolean> {
  const report = await deps.licenceReports.latest();
  if (!report) return false;
  const { figures, history } = report;
  const answer = { figures, usedBefore: usedAWeekBefore(history), now: deps.clock.now() };
  await postOrTellAdmins(deps, channel, () => answerMessage(weeklyAnswer(answer)));
  await inLanguage(await deps.readers.channel(), () => postChart(deps, channel));
  return true;
}

/** The report says it all in words, so it is not posted again where the chart could not be. */
async function postChart({ licenceReports, messenger, logger }: WeeklyDeps, channel: string): Promise<void> {
  const { picture, words, days } = await licenceReports.chart();
  if (!picture || days < 2) return;
  try {
    await messenger.upload({ channel }, { name: 'zoom-licences.png', content: picture, words, alt: words });
  } catch (error) {
    logger.warn({ err: error, channel }, 'the chart of the weekly licence report could not be posted');
  }
}

function usedAWeekBefore(history: readonly DayCounts[]): number | null {
  const last = history.at(-1);
  const before = last && dayOf(Date.parse(last.day) - 7 * DAY);
  return history.find((one) => one.day === before)?.used ?? null;
}

/** The morning of this week's Monday. The library is loaded only where there is such a report: it is slow to load. */
async function mondayOf(
  now: number,
  timeZone: string,
): Promise<{ readonly at: number; readonly day: string }> {
  const { TZDate } = await import('@date-fns/tz');
  const { startOfISOWeek } = await import('date-fns/startOfISOWeek');
  const monday = startOfISOWeek(new TZDate(now, timeZone));
  const day = monday.toISOString().slice(0, 10);
  // By the clock: after a midnight at which it is changed, eight hours later is not eight o'clock.
  monday.setHours(HOUR);
  return { at: monday.getTime(), day };
}

/** Slack tells no app the workspace's time zone, so it is the first admin's. */
async function timeZoneOf({ policy, directory }: WeeklyDeps): Promise<string> {
  const [admin] = policy.admins;
  return knownZone((admin && (await directory.member(admin))?.timeZone) || 'UTC');
}
