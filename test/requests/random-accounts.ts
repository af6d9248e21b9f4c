import fc from 'fast-check';
import type { ZoomAccountUser } from '../../sandbox/zoom/account-user.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import type { AnyValues } from '../../src/commands/field.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';

const LONG = '72057594037927936';
const LONGEST = '576460752303423488';

const rights = fc.uniqueArray(
  fc.record({ who: fc.constantFrom('ada', 'grace', 'linus'), privateEvents: fc.boolean() }),
  { selector: ({ who }) => who, maxLength: 3 },
);

/** What an account may hold. Without a licence Zoom lets nobody have what needs one. */
export const accounts = fc.record({
  type: fc.constantFrom(1, 2, 2, 2, 4),
  status: fc.constantFrom('active', 'active', 'active', 'inactive'),
  workplace: fc.constantFrom('none', 'base', 'add-on'),
  bundle: fc.constantFrom('none', 'one', 'united', 'list'),
  webinar: fc.constantFrom(0, 100, 500, 1000),
  webinars: fc.boolean(),
  largeMeeting: fc.constantFrom(0, 500, 1000),
  meetingCapacity: fc.constantFrom(100, 300, 500),
  products: fc.subarray(['zoom_clips_plus', 'zoom_events', 'zoom_translated_captions', 'zoom_scheduler']),
  numbers: fc.option(fc.subarray(['+493055501234', '+441632960001']), { nil: null }),
  groups: fc.subarray(['SalesGroup000Zjk4NQw00', 'OtherGroup000Zjk4NQw00']),
  assistants: rights,
  schedulers: rights,
  linkName: fc.constantFrom('', 'mia.chen'),
});
export type RandomAccount = typeof accounts extends fc.Arbitrary<infer A> ? A : never;

/** One of the changes that can be undone, and some that cannot, as Grace or Mia herself asks for it. */
export const changes: fc.Arbitrary<{ command: string; values: AnyValues; own: boolean }> = fc.constantFrom(
  ...(
    [
      ['deactivate', {}],
      ['deactivate', {}],
      ['activate', {}],
      ['set-license', { licence: 'basic' }],
      ['set-license', { licence: 'basic', duration: '14d' }],
      ['set-license', { licence: 'licensed' }],
      ['set-license', { licence: 'licensed', duration: '14d' }],
      ['edit-user', { licence: 'basic', department: 'Sales' }],
      ['edit-user', { licence: 'licensed', jobTitle: 'Lead' }],
      ['add-ons', { webinar: 'none' }],
      ['add-ons', { webinar: '500', meeting: '500' }],
      ['add-ons', { webinar: '100', meeting: 'none' }],
      ['delete-user', { action: 'disassociate' }],
    ] as const
  ).map(([command, values]) => ({ command, values: { person: 'mia@example.com', ...values }, own: false })),
  ...(
    [
      ['request-license', {}],
      ['return-license', {}],
      ['add-assistant', { person: 'ada@example.com' }],
      ['remove-assistant', { person: 'ada@example.com' }],
      ['remove-assistant', { person: 'all' }],
      ['remove-scheduler', { person: 'all' }],
      ['profile', { jobTitle: 'Lead', company: 'Analytical Engines' }],
      ['settings', { typed: 'waiting-room=off' }],
    ] as const
  ).map(([command, values]) => ({ command, values, own: true })),
);

/** What somebody else may do to an account that is in use, between a change and its end. */
const meddling = {
  'a smaller webinar licence': (mia) => Object.assign(mia, { webinar: 100 }),
  'no webinar licence': (mia) => Object.assign(mia, { webinar: 0, webinars: [] }),
  'a large-meeting licence': (mia) => Object.assign(mia, { largeMeeting: 1000 }),
  'another capacity': (mia) => Object.assign(mia, { meetingCapacity: 300 }),
  'a product more': (mia) => Object.assign(mia, { settings: { feature: { zoom_events: true } } }),
  'no products': (mia) => Object.assign(mia, { settings: {} }),
  'another group': (mia) => Object.assign(mia, { groups: ['OtherGroup000Zjk4NQw00'] }),
  'no group': (mia) => Object.assign(mia, { groups: [] }),
  'an assistant more': (mia, idOf) =>
    Object.assign(mia, { assistants: [...new Set([...mia.assistants, idOf('linus')])] }),
  'no assistants': (mia) => Object.assign(mia, { assistants: [], privateEvents: [] }),
  'another link': (mia) => Object.assign(mia, { vanityName: 'mia.other' }),
  'a phone': (mia) => Object.assign(mia, { phone: { numbers: ['+12025550123'], plan: 'Basic' } }),
  'no phone': (mia) => Object.assign(mia, { phone: null }),
  'another bundle': (mia) => Object.assign(mia, { profile: { zoom_one_type: BigInt(LONG) } }),
  'a licence': (mia) => Object.assign(mia, { type: 2 }),
} satisfies Record<string, (mia: ZoomAccountUser, idOf: (who: string) => string) => unknown>;

/** Two changes of other people at most; mostly none or one. */
export const others = fc.uniqueArray(
  fc.constantFrom(...(Object.keys(meddling) as (keyof typeof meddling)[])),
  { maxLength: 2 },
);

/** Somebody else makes these changes. Of an account that is not in use, only the groups. */
export function meddle(
  { account }: ZoomSandbox,
  idOf: (who: string) => string,
  which: readonly (keyof typeof meddling)[],
): void {
  const mia = account.users.find(({ id }) => id === idOf('mia'));
  for (const one of which) {
    if (mia && (mia.status === 'active' || one.includes('group'))) meddling[one](mia, idOf);
  }
}

/** Makes the sandbox's Mia such an account. */
export function become({ account }: ZoomSandbox, idOf: (who: string) => string, random: RandomAccount): void {
  const mia = account.users.find(({ id }) => id === idOf('mia')) as ZoomAccountUser;
  const licensed = random.type === 2 && random.status === 'active';
  const seats = { '16': 99, [LONG]: 99, [LONGEST]: 99 };
  account.workplace = { role: random.workplace, option: '16', seats };
  account.subscriptions = [
    { id: 'sub-1', type: 'ZOOM_WORKPLACE_BUNDLE', option: LONGEST, seats: 9 },
    { id: 'sub-2', type: 'MEETING', option: '2', seats: 9 },
  ];
  account.webinarSeats = { 100: 9, 500: 9, 1000: 9 };
  account.largeMeetingSeats = { 500: 9, 1000: 9 };
  account.groups = [
    { id: 'SalesGroup000Zjk4NQw00', name: 'Sales' },
    { id: 'OtherGroup000Zjk4NQw00', name: 'Other' },
  ];
  Object.assign(mia, {
    type: random.status === 'inactive' ? 1 : random.type,
    status: random.status,
    webinar: licensed ? random.webinar : 0,
    webinars:
      licensed && random.webinar && random.webinars
        ? [{ topic: 'Launch', startsAt: '2026-12-03T09:00:00Z' }]
        : [],
    largeMeeting: licensed ? random.largeMeeting : 0,
    meetingCapacity: licensed
      ? random.meetingCapacity
      : random.type === 4 && random.status === 'active'
        ? 0
        : 100,
    settings:
      random.status === 'active'
        ? { feature: Object.fromEntries(random.products.map((one) => [one, true])) }
        : {},
    phone:
      random.status === 'active' && random.numbers
        ? { numbers: random.numbers, plan: 'US/CA Unlimited' }
        : null,
    groups: random.groups,
    vanityName: licensed ? random.linkName : '',
    profile: licensed ? bundleOf(random) : {},
    assistants: licensed ? random.assistants.map(({ who }) => idOf(who)) : [],
    privateEvents: licensed
      ? random.assistants.flatMap((one) => (one.privateEvents ? [idOf(one.who)] : []))
      : [],
  });
  for (const user of account.users.filter((one) => one !== mia)) {
    const right = licensed ? random.schedulers.find(({ who }) => idOf(who) === user.id) : undefined;
    user.assistants = right ? [mia.id] : [];
    user.privateEvents = right?.privateEvents ? [mia.id] : [];
  }
}

function bundleOf({ workplace, bundle }: RandomAccount): Record<string, unknown> {
  if (workplace === 'base') return { zoom_one_type: BigInt(bundle === 'one' ? LONG : '16') };
  if (bundle === 'one' && workplace === 'add-on') return { zoom_one_type: BigInt(LONG) };
  if (bundle === 'united') return { plan_united_type: '4' };
  if (bundle !== 'list') return {};
  const licence = {
    license_type: 'ZOOM_WORKPLACE_BUNDLE',
    license_option: BigInt(LONGEST),
    subscription_id: 'sub-1',
  };
  return { license_info_list: [licence] };
}

/**
 * Everything that Zoom's API lets one read of an account: each thing by a name, with the label under which a preview names
 * it.
 */
export async function readable(zoom: Zoom, userId: string): Promise<Map<string, string>> {
  const [user, settings, inventory, webinars] = await Promise.all([
    zoom.users.get(userId),
    zoom.settings.get(userId),
    zoom.accounts.inventory(userId),
    zoom.accounts.upcomingWebinars(userId),
  ]);
  const { zoom_phone: phone, ...feature } = settings.feature ?? {};
  const text = (value: unknown) => JSON.stringify(value) ?? '';
  const entries: [string, unknown][] = [
    ...Object.entries(user).map(([name, value]): [string, unknown] => [`user.${name}`, value]),
    ...Object.entries(feature).map(([name, value]): [string, unknown] => [`feature.${name}`, value]),
    ...Object.entries({ ...settings, feature: undefined }).map(([name, value]): [string, unknown] => [
      `settings.${name}`,
      value,
    ]),
    ['phone', phone],
    ['Phone number', inventory.phone?.numbers ?? []],
    ['Zoom Phone', inventory.phone?.plans ?? []],
    ['assistants', inventory.assistants?.toSorted((a, b) => a.id.localeCompare(b.id))],
    ['schedulers', inventory.schedulers?.toSorted((a, b) => a.id.localeCompare(b.id))],
    ['Upcoming webinars', 'value' in webinars ? webinars.value : []],
  ];
  return new Map(entries.map(([name, value]) => [name, text(value)]));
}
