import { z } from 'zod';
import { parseDuration } from '../commands/parse/duration.ts';

const DAY = 86_400_000;
const MIN_HOLD = 30 * DAY;

/** The `licences:` block of `policy.yml`. Durations are in milliseconds, days are written `2027-03-31`. */
export interface LicencePolicy {
  /** Licences that the Zoom account has bought, for where Zoom does not tell. */
  readonly bought?: number;
  /** What one licence costs a year, in {@link LicencePolicy.currency}; `null`: not told. */
  readonly price: number | null;
  /** ISO 4217, such as `EUR`; `null`: not told. */
  readonly currency: string | null;
  /** The day on which the contract is renewed; `null`: not told. */
  readonly renewal: string | null;
  /** A licence is idle when its holder has used it for nothing that needs one in this time. At most 180 days. */
  readonly idleAfter: number;
  /** A licence is never taken back sooner than this after it was given. */
  readonly minHold: number;
  readonly exempt: readonly Exemption[];
  /** Whether the owner, admins and everybody with another Zoom role than Member keep their licence. */
  readonly adminsExempt: boolean;
  /** What else a downgrade may take with the licence. Whoever holds such a thing keeps their licence otherwise. */
  readonly mayTake: readonly ('bundles' | 'phones')[];
  /** What happens to the licence of somebody who does not answer a campaign. */
  readonly onSilence: 'ask-admin' | 'take-back' | 'nothing';
  /** Fewer free licences than this are told; `null`: never. */
  readonly alertBelow: number | null;
  /** How long before the renewal it is told. */
  readonly renewalAlert: number;
  /** Whether licences are looked through every night: as soon as the file has the block. */
  readonly nightly: boolean;
  /** Where the weekly report is posted; `null`: nowhere. The notice channel unless the file says so. */
  readonly channel: string | null;
}

/** Somebody whose licence is never taken. */
export type Exemption = {
  /** The last day (UTC) on which it holds; `null`: no end. */
  readonly until: string | null;
} & (
  | { readonly kind: 'person'; readonly slackId: string }
  | { readonly kind: 'email'; readonly email: string }
  /** A user group in Slack. */
  | { readonly kind: 'user-group'; readonly slackId: string }
  /** A group in Zoom, by its name. */
  | { readonly kind: 'zoom-group'; readonly name: string }
  /** As Zoom has it. */
  | { readonly kind: 'department'; readonly name: string }
);

/** The id of a user group in Slack: no word that a group in Zoom would be called. */
const USER_GROUP = /^S(?=.*\d)[A-Z0-9]{5,}$/;
/** How far back Zoom's host reports go. */
const REPORTED = 180 * DAY;

const duration = z.string('must be a duration such as 30d or 12w').transform((text, context) => {
  const value = parseDuration(text);
  if (value !== undefined) return value;
  context.addIssue({ code: 'custom', message: `“${text}” is no duration. Write it like 30d or 12w` });
  return z.NEVER;
});
const days = (least: number, most: number) =>
  duration
    .refine((ms) => ms % DAY === 0, 'must be whole days, such as 30d or 12w')
    .refine((ms) => ms >= least * DAY && ms <= most * DAY, `must be from ${least}d to ${most}d`);
const day = z
  .string('must be a day such as 2027-03-31')
  .refine(isDay, 'must be a day that exists, written like 2027-03-31');
const count = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1_000_000, 'must be at most 1,000,000');
const word = (what: string) => z.string(`must be ${what}`).trim().min(1, `must be ${what}`).max(128);

const PERSON = 'a Slack user id (U…, W…) or an email address';
const person = z.string(`must be ${PERSON}`).regex(/^([UW][A-Z0-9]+|[^\s@]+@[^\s@]+\.[^\s@]+)$/, {
  error: ({ input }) =>
    USER_GROUP.test(String(input)) ? 'must be a person; name a user group under groups' : `must be ${PERSON}`,
});
const group = word('a user group’s id in Slack (S…) or a group’s name in Zoom');
const department = word('a department’s name as in Zoom');
/** An entry that is not for a time may be written as its name alone. */
const entries = <Shape extends z.ZodRawShape>(key: string, shape: Shape, what: string) =>
  z.array(
    z.preprocess(
      (one) => (typeof one === 'string' || typeof one === 'number' ? { [key]: String(one) } : one),
      z.strictObject(
        { ...shape, until: day.optional() },
        `must be ${what}, or { ${key}: …, until: 2027-03-31 }`,
      ),
    ),
    `must be a list, each of them ${what}`,
  );
const exempt = z.preprocess(
  (value) => (Array.isArray(value) ? sorted(value) : value),
  z.strictObject(
    {
      people: entries('person', { person }, 'a person').optional(),
      groups: entries('group', { group }, 'a group').optional(),
      departments: entries('department', { department }, 'a department').optional(),
    },
    'must be a block with people, groups and departments',
  ),
);

/** The people and user groups of a plain list, each where it belongs in the block. */
function sorted(list: readonly unknown[]): Record<string, unknown[]> {
  const block: Record<string, unknown[]> = { people: [], groups: [], departments: [] };
  for (const one of list) {
    const keys = typeof one === 'object' && one !== null ? Object.keys(one) : [];
    const isGroup = keys.includes('group') || (typeof one === 'string' && USER_GROUP.test(one));
    block[isGroup ? 'groups' : keys.includes('department') ? 'departments' : 'people']?.push(one);
  }
  return block;
}

const licenceKeys = {
  bought: count.optional(),
  price: z
    .number('must be a number: what one licence costs a year')
    .positive('must be more than 0')
    .max(1_000_000, 'must be at most 1,000,000')
    .optional(),
  currency: z
    .string('must be a currency such as EUR')
    .refine(isCurrency, 'must be a currency of three capitals such as EUR')
    .optional(),
  renewal: day.optional(),
  idle_after: days(7, REPORTED / DAY).optional(),
  min_hold: days(1, 3_650).optional(),
  exempt: exempt.optional(),
  admins_exempt: z.boolean('must be true or false').optional(),
  may_take: z
    .array(z.enum(['bundles', 'phones'], 'must be bundles or phones'), 'must be a list of bundles and phones')
    .optional(),
  on_silence: z
    .enum(['ask-admin', 'take-back', 'nothing'], 'must be ask-admin, take-back or nothing')
    .optional(),
  alert_below: z.int('must be a whole number').min(1, 'must be at least 1').max(1_000_000).optional(),
  renewal_alert: days(1, 365).optional(),
  channel: z
    .string('must be none or a channel id (C…)')
    .regex(/^(none|[CG][A-Z0-9]+)$/, 'must be none or a channel id (C…)')
    .optional(),
};

/** The `licences:` block. */
export const licencesSchema = z.strictObject(licenceKeys, 'must be a block with settings of its own');

/** The keys of the block at this path under `licences`. */
export function licenceKeysAt([block, list]: readonly PropertyKey[]): readonly string[] {
  if (block !== 'exempt') return Object.keys(licenceKeys);
  if (list === undefined) return ['people', 'groups', 'departments'];
  return [list === 'people' ? 'person' : list === 'groups' ? 'group' : 'department', 'until'];
}

/** Adds the defaults and gives the keys of the file their names in the code. */
export function toLicencePolicy(
  block: z.output<typeof licencesSchema> | undefined,
  noticeChannel: string | null,
): LicencePolicy {
  const data = block ?? {};
  const { channel = noticeChannel } = data;
  return {
    ...(data.bought === undefined ? {} : { bought: data.bought }),
    price: data.price ?? null,
    currency: data.currency ?? null,
    renewal: data.renewal ?? null,
    idleAfter: data.idle_after ?? 60 * DAY,
    minHold: data.min_hold ?? MIN_HOLD,
    exempt: toExemptions(data.exempt ?? {}),
    adminsExempt: data.admins_exempt ?? true,
    mayTake: data.may_take ?? [],
    onSilence: data.on_silence ?? 'ask-admin',
    alertBelow: data.alert_below ?? null,
    renewalAlert: data.renewal_alert ?? 30 * DAY,
    nightly: block !== undefined,
    channel: channel === 'none' ? null : channel,
  };
}

function toExemptions(block: z.output<typeof exempt>): Exemption[] {
  return [
    ...(block.people ?? []).map(
      ({ person: who, until: end = null }): Exemption =>
        who.includes('@')
          ? { kind: 'email', email: who.toLowerCase(), until: end }
          : { kind: 'person', slackId: who, until: end },
    ),
    ...(block.groups ?? []).map(
      ({ group: which, until: end = null }): Exemption =>
        USER_GROUP.test(which)
          ? { kind: 'user-group', slackId: which, until: end }
          : { kind: 'zoom-group', name: which, until: end },
    ),
    ...(block.departments ?? []).map(
      ({ department: name, until: end = null }): Exemption => ({ kind: 'department', name, until: end }),
    ),
  ];
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isCurrency(text: string): boolean {
  return Intl.supportedValuesOf('currency').includes(text);
}

/** What the licence settings say that may surprise, by the key that it is about. */
export function licenceWarnings(licences: LicencePolicy, today: string): { path: string[]; says: string }[] {
  const { renewal, price, currency, alertBelow, bought, minHold, exempt: entries } = licences;
  const found: { path: string[]; says: string }[] = [];
  const warn = (key: string, says: string) =>
    found.push({ path: ['licences', key], says: `licences.${key} ${says}` });
  if (renewal !== null && renewal < today)
    warn('renewal', `is in the past (${renewal}). Put the next one there.`);
  if (price !== null && currency === null)
    warn('price', 'has no currency, so amounts are shown as bare numbers. Add licences.currency.');
  if (alertBelow !== null && bought !== undefined && alertBelow > bought) {
    warn(
      'alert_below',
      `is more than the ${bought} licences that there are, so it would be told all the time. Lower it.`,
    );
  }
  if (minHold < MIN_HOLD) {
    warn(
      'min_hold',
      'is under 30 days: Zoom’s terms let a licence go to another person only now and then, see docs/licences.md.',
    );
  }
  const over = entries.filter(({ until }) => until !== null && until < today);
  if (over.length > 0) {
    const count =
      over.length === 1
        ? 'one entry whose date is over, so it keeps'
        : `${over.length} entries whose date is over, so they keep`;
    warn('exempt', `has ${count} nobody’s licence any more. Remove it, or set another date.`);
  }
  return found;
}
