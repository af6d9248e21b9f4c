import { licenceName } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { type Text, text } from '../../languages/text.ts';
import { md } from '../../views/mrkdwn.ts';
import { type Calendar, dayWords, type End, endOf, lastDayEnd, lastDayWords } from '../parse/dates.ts';
import { durationWords } from '../parse/duration.ts';
import { type LicenceWord, licenceFor } from './licence-types.ts';

/** When a licence ends. */
interface LicenceEnd {
  /** For the plan: `duration` in milliseconds, and `endsAt` where a date was asked for; neither where it does not end. */
  readonly ends: { readonly duration?: number; readonly endsAt?: number };
  readonly end: End;
}

/**
 * When the licence that was asked for ends.
 *
 * @param asked what was asked for; `undefined`: nothing
 * @param max the longest time that policy allows, in milliseconds; without another end, it applies
 * @param command the command whose form the person can open again
 * @throws Refusal when it is longer than `max`, or over already
 */
export function licenceEnd(
  asked: string | undefined,
  max: number | null,
  calendar: Calendar,
  command: { readonly name: string; readonly title: Text },
): LicenceEnd {
  const given: End | undefined = asked === undefined ? { kind: 'never' } : endOf(asked, calendar);
  const again = [{ label: command.title, action: `command:${command.name}`, style: 'primary' as const }];
  if (!given) {
    throw new Refusal('input', {
      says: md`I don’t understand “${asked ?? ''}” as a time.`,
      next: md`Write it like 14 days, 2 weeks or until 24 December. Nothing was changed.`,
      buttons: again,
    });
  }
  if (given.kind === 'at' && given.at <= calendar.now) {
    throw new Refusal('input', {
      says: md`${dayWords(given.at, calendar)} is already over.`,
      next: md`Please choose a later date. Nothing was changed.`,
      buttons: again,
    });
  }
  const end: End = given.kind === 'never' && max !== null ? { kind: 'after', ms: max } : given;
  if (end.kind === 'never') return { ends: {}, end };
  const duration = end.kind === 'at' ? end.at - calendar.now : end.ms;
  // Of the last day that is allowed, all of it is.
  const latest = max === null ? null : lastDayEnd(max, calendar) - calendar.now;
  const isTooLong = max !== null && duration > (end.kind === 'at' ? (latest ?? max) : max);
  if (isTooLong) {
    const most = durationWords(max);
    throw new Refusal('duration', {
      says:
        end.kind === 'at'
          ? md`Licences last ${most} at most here, and you asked for one until ${dayWords(end.at, calendar)}.`
          : md`Licences last ${most} at most here, and you asked for ${durationWords(duration)}.`,
      next: md`Ask for a shorter time. There’s a reminder before it ends, and you can ask for more then.`,
      buttons: again,
    });
  }
  return { ends: { duration, ...(end.kind === 'at' ? { endsAt: end.at } : {}) }, end };
}

/** "Licensed for 14 days (until Wednesday 9 December 2026 if it starts today)" */
export function licenceUntil(licence: LicenceWord, end: End, calendar: Calendar): Text {
  const isLicensed = licence === 'licensed';
  switch (end.kind) {
    case 'never':
      return licenceName(licenceFor(licence));
    case 'at': {
      const day = dayWords(end.at, calendar);
      return isLicensed ? text`Licensed until ${day}` : text`Basic until ${day}`;
    }
    case 'after': {
      const length = durationWords(end.ms);
      const last = lastDayWords(end.ms, calendar);
      return isLicensed
        ? text`Licensed for ${length} (until ${last} if it starts today)`
        : text`Basic for ${length} (until ${last} if it starts today)`;
    }
  }
}
