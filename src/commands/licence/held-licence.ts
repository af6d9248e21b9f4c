import { z } from 'zod';
import { licenceName, licenceOf } from '../../identity/account.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Holding } from '../context.ts';
import { roughDurationWords } from '../parse/duration.ts';
import type { Part } from '../parts.ts';
import type { Change } from '../plan.ts';
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
function timeLeft({ endsAt }: Pick<Holding, 'endsAt'>): Text {
  return roughDurationWords(endsAt - Date.now());
}

/** The line of a preview that says that this ends a change for a time. */
export function endOfHolding(holding: Holding | null): Change[] {
  if (!holding) return [];
  const before = text`${timeLeft(holding)} left`;
  return [{ label: text`Agreed time`, before, after: text`ends now`, informational: true }];
}

/** The line of a preview that makes a licence for a time longer, or one for good. */
export function keepLicence(held: HeldLicence, until: Text): Change {
  return {
    label: text`Keep the licence`,
    before: text`for ${timeLeft(held)} more`,
    after: until,
    informational: true,
  };
}

/** A changed licence, by Zoom's types. */
export function licencePart(type: { readonly before: number; readonly after: number }, now: number): Part {
  return {
    name: 'licence',
    label: text`Zoom licence`,
    before: licenceName(licenceOf(type.before)),
    after: licenceName(licenceOf(type.after)),
    now: licenceName(licenceOf(now)),
  };
}
