import { z } from 'zod';
import { licenceOf } from '../../identity/account.ts';
import { text } from '../../languages/text.ts';
import { type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import type { Holding } from '../context.ts';
import { durationWords, roughDurationWords } from '../parse/duration.ts';
import type { Part } from '../parts.ts';
import type { Change, Preview } from '../plan.ts';
import { unlicensedType } from './licence-types.ts';

/** What every plan holds that gives a licence for a time. */
const heldData = z.object({ formerType: unlicensedType, licence: z.literal('licensed').optional() });

/** The time-bound licence of an account, regardless of who requested it. */
export interface HeldLicence {
  readonly endsAt: number;
  /** Zoom's type to go back to. */
  readonly formerType: z.infer<typeof unlicensedType>;
}

/** The licence that the person has for a time; `null`: they have none, or for good. */
export function heldLicence(holding: Holding | null): HeldLicence | null {
  const data = heldData.safeParse(holding?.data);
  return holding && data.success ? { endsAt: holding.endsAt, formerType: data.data.formerType } : null;
}

/** How much time is left, in words: "14 days". */
function timeLeft({ endsAt }: Pick<Holding, 'endsAt'>): string {
  return roughDurationWords(endsAt - Date.now());
}

/** The line of a preview that says that this ends a change for a time. */
export function endOfHolding(holding: Holding | null): Change[] {
  if (!holding) return [];
  const before = `${timeLeft(holding)} left`;
  return [{ label: text`Agreed time`, before, after: text`ends now`, informational: true }];
}

/** The line of a preview that makes a licence for a time longer, or one for good. */
export function keepLicence(held: HeldLicence, until: string): Change {
  return {
    label: text`Keep the licence`,
    before: text`for ${timeLeft(held)} more`,
    after: until,
    informational: true,
  };
}

/** "for 14 days", "until Christmas" as each reader's Slack writes the date, or "with no end date". */
export function lengthOf({ duration, endsAt }: Pick<Preview, 'duration' | 'endsAt'>): Mrkdwn {
  if (endsAt) return md`until ${moment(endsAt, '{date_long}')}`;
  return duration ? md`for ${durationWords(duration)}` : md`with no end date`;
}

/** A changed licence, by Zoom's types. */
export function licencePart(type: { readonly before: number; readonly after: number }, now: number): Part {
  return {
    name: 'licence',
    label: text`Zoom licence`,
    before: licenceOf(type.before),
    after: licenceOf(type.after),
    now: licenceOf(now),
  };
}
