import { z } from 'zod';
import { asIs, isSame, storedText, type Text, text } from '../languages/text.ts';
import { bundleOf, licensingSchema } from './licensing.ts';
import type { phoneUserSchema } from './operations/neighbours.ts';

/** The other end of a scheduling right. */
const right = z.object({ id: z.string(), email: z.string(), privateEvents: z.boolean() });
export type SchedulingRight = z.infer<typeof right>;

const group = z.object({ id: z.string(), name: z.string() });

/** What an account holds. A part is `null` where it cannot be read; `unknown` says which. */
export const inventorySchema = z.object({
  licensing: licensingSchema,
  /** Add-on licences and other products, as Zoom's settings name them. */
  features: z.record(z.string(), z.unknown()).nullable(),
  phone: z.object({ numbers: z.array(z.string()), plans: z.array(z.string()) }).nullable(),
  groups: z.array(group),
  assistants: z.array(right).nullable(),
  /** Those for whom the person schedules. */
  schedulers: z.array(right).nullable(),
  /** The name in the personal link; empty: none. */
  linkName: z.string(),
  unknown: z.array(z.object({ what: storedText, scopes: z.array(z.string()) })),
});
export type Inventory = z.infer<typeof inventorySchema>;

type PhoneAnswer = z.output<typeof phoneUserSchema>;

/** One thing that an account holds, in plain text. */
export interface Held {
  readonly key: string;
  readonly label: Text;
  /** The same words for the same thing: they are compared, in English. */
  readonly what: Text | string;
}

const CAPACITIES = /_capacit(y|ies)$/;
/** How many people a meeting of any licence holds. */
const USUAL_CAPACITY = 100;

/**
 * Everything that an account holds beside its user type. Two inventories with the same list are the same to a reader; the
 * keys tell which things of two lists are the same thing.
 */
export function heldIn(inventory: Inventory): readonly Held[] {
  const { licensing, phone, groups, linkName } = inventory;
  const bundle = bundleOf(licensing);
  return [
    ...(bundle === 'none' ? [] : [{ key: 'bundle', label: text`Bundle`, what: bundle }]),
    ...featuresIn(inventory.features ?? {}),
    ...(phone ? [{ key: 'phone', label: text`Zoom Phone`, what: phone.plans.join(', ') || text`yes` }] : []),
    ...(phone?.numbers ?? []).map((what) => ({ key: `number:${what}`, label: text`Phone number`, what })),
    ...groups.map(({ id, name }) => ({ key: `group:${id}`, label: text`Group`, what: name })),
    ...(inventory.assistants ?? []).map((one) => held('assistant', text`Assistant`, one)),
    ...(inventory.schedulers ?? []).map((one) => held('scheduler', text`Schedules for`, one)),
    ...(linkName ? [{ key: 'link', label: text`Personal link`, what: linkName }] : []),
  ];
}

/**
 * What an inventory says of one thing, by its key; `none`: the account does not hold it; `undefined`: that could not be read.
 */
export function whatOf(inventory: Inventory, key: string): Text | string | undefined {
  if (!isReadable(inventory, key)) return undefined;
  return heldIn(inventory).find((one) => one.key === key)?.what ?? 'none';
}

function isReadable({ features, assistants, schedulers, unknown }: Inventory, key: string): boolean {
  if (key.startsWith('assistant:')) return assistants !== null;
  if (key.startsWith('scheduler:')) return schedulers !== null;
  if (key.startsWith('feature:')) return features !== null;
  if (key !== 'phone' && !key.startsWith('number:')) return true;
  return features !== null && !unknown.some(({ what }) => isSame(what, PHONE_NUMBERS));
}

/** What an answer about Zoom Phone tells of somebody's phone. */
export function phoneIn(answer: PhoneAnswer | null): NonNullable<Inventory['phone']> {
  return {
    numbers: (answer?.phone_numbers ?? []).flatMap(({ number }) => number || []),
    plans: (answer?.calling_plans ?? []).flatMap(({ name }) => name || []),
  };
}

/** How an inventory names, among what it does not know, a phone whose numbers could not be read. */
export const PHONE_NUMBERS = text`phone numbers`;

function held(kind: string, label: Text, { id, email, privateEvents }: SchedulingRight): Held {
  const who = email || id;
  return { key: `${kind}:${id}`, label, what: privateEvents ? text`${who}, private events too` : who };
}

/** A product is there or it is not; how many people it holds stands in a value beside it. */
function featuresIn(features: Readonly<Record<string, unknown>>): Held[] {
  return Object.entries(features).flatMap(([name, value]): Held[] => {
    if (name === 'license_info_list' && Array.isArray(value)) {
      const what = value.map(licenceText).sort().join(', ');
      return what ? [{ key: 'feature:license_info_list', label: text`Product licences`, what }] : [];
    }
    if (name === 'concurrent_meeting' && value === 'Plus') {
      return [{ key: `feature:${name}`, label: text`Concurrent meetings`, what: 'Plus' }];
    }
    if (name === 'meeting_capacity' && typeof value === 'number' && value > USUAL_CAPACITY) {
      return [{ key: `feature:${name}`, label: text`Meeting capacity`, what: text`up to ${value} people` }];
    }
    if (value !== true || CAPACITIES.test(name)) return [];
    const capacity = features[`${name}_capacity`] ?? features[`${name}_capacities`];
    const size = Array.isArray(capacity) ? capacity.join(', ') : capacity;
    const what = size ? text`up to ${String(size)} people` : text`yes`;
    return [{ key: `feature:${name}`, label: labels[name] ?? asIs(title(name)), what }];
  });
}

const labels: Readonly<Record<string, Text>> = {
  webinar: text`Webinar licence`,
  large_meeting: text`Large-meeting licence`,
};

/** `zoom_clips_plus` → "Zoom clips plus" */
function title(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function licenceText(one: unknown): string {
  const {
    license_type: type = '',
    license_option: option = '',
    subscription_id: id = '',
  } = (one ?? {}) as Record<string, unknown>;
  return `${type} ${option} ${id}`.trim();
}
