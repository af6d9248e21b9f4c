import type { HostedSeries, ZoomAccountUser } from './account-user.ts';

const day = 86_400_000;

/** So many days before now, as Zoom writes times. */
export const daysAgo = (days: number): string =>
  `${new Date(Date.now() - days * day).toISOString().slice(0, 19)}Z`;

/** Meetings that were hosted, the last one so many days ago; one unless `times` says more. */
export const hosted = (
  lastDaysAgo: number,
  { times = 1, everyDays = 7, minutes = 50, participants = 5, webinar }: Partial<HostedSeries> = {},
): HostedSeries => ({
  last: daysAgo(lastDaysAgo),
  times,
  everyDays,
  minutes,
  participants,
  ...(webinar ? { webinar } : {}),
});

const weekly = { times: 26, everyDays: 7 };

/** What the sandbox's people hosted, by the name in their address: some use their licence, some do not. */
const habits: Readonly<Record<string, Partial<ZoomAccountUser>>> = {
  ada: { hosted: [hosted(2, weekly)] },
  linus: { hosted: [hosted(12, { times: 3, everyDays: 30, minutes: 90 })] },
  rosa: { hosted: [hosted(20, { minutes: 60, participants: 140, webinar: true })] },
  // Much, and nothing of it needs a licence.
  tom: { hosted: [hosted(1, { times: 80, everyDays: 2, minutes: 30, participants: 3 })] },
  yuki: { hosted: [hosted(75), hosted(82)], lastSignIn: daysAgo(70) },
  // Long, but alone.
  amir: { hosted: [hosted(3, { times: 10, minutes: 120, participants: 1 })] },
  sofia: {
    hosted: [hosted(95)],
    meetings: [{ topic: 'Board meeting', startsAt: daysAgo(-12), minutes: 90 }],
    lastSignIn: daysAgo(64),
  },
  kwame: { lastSignIn: daysAgo(120) },
  uma: { hosted: [hosted(130)], lastSignIn: daysAgo(100) },
  dee: { hosted: [hosted(40)], lastSignIn: daysAgo(38) },
};

/** Gives the sandbox's people their habits. */
export function giveHabits(users: readonly ZoomAccountUser[]): void {
  for (const user of users) {
    const [name = '', domain] = user.email.split('@');
    if (domain === 'example.com') Object.assign(user, habits[name]);
  }
}

/**
 * What one of a crowd hosted: of twenty, eleven use their licence every week, three host a lot that needs none, one hosts now
 * and then, and five leave it idle, some of whom used it once.
 */
export function habitOf(index: number): Partial<ZoomAccountUser> {
  const kind = index % 20;
  if (kind < 11) return { hosted: [hosted(kind % 7, { ...weekly, minutes: 45 + kind })] };
  if (kind < 14) {
    return { hosted: [hosted(0, { times: 90, everyDays: 2, minutes: 25, participants: 3 })] };
  }
  if (kind === 14) return { hosted: [hosted(index % 50, { times: 2, everyDays: 60, minutes: 70 })] };
  return kind < 17 ? { hosted: [hosted(65 + (index % 100))] } : {};
}
