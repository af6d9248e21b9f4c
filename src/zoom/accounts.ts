import { text } from '../languages/text.ts';
import type { Client } from './client.ts';
import { giveBack, type Taken } from './give-back.ts';
import { type Inventory, PHONE_NUMBERS, phoneIn, type SchedulingRight } from './inventory.ts';
import { createQuestions, ifKnown, type Known } from './known.ts';
import { createLicences, type Licences, licensingOf } from './licensing.ts';
import { operations } from './operations.ts';
import type { CallOptions } from './options.ts';
import { flag, number } from './values.ts';

/** A meeting or a webinar. */
export interface ZoomEvent {
  readonly topic: string;
  /** ISO 8601; empty: none, or it runs right now. */
  readonly startsAt: string;
}

/** What an account holds and does; every method throws ZoomError when Zoom cannot be reached. */
export interface Accounts extends Licences {
  inventory(userId: string, options?: CallOptions): Promise<Inventory>;
  /** Meetings that the user hosts right now. */
  liveMeetings(userId: string, options?: CallOptions): Promise<Known<readonly ZoomEvent[]>>;
  upcomingWebinars(userId: string, options?: CallOptions): Promise<Known<readonly ZoomEvent[]>>;
  /**
   * Gives back what a change took: what was there before it, was gone after it, and still is as it was left. What somebody
   * has given since stays, also where it is less than before.
   *
   * @param taken what the change took
   * @returns what the account holds then
   */
  giveBack(userId: string, taken: Taken, options?: CallOptions): Promise<Inventory>;
}

/** Features that a user cannot be given: Zoom derives them. `zoom_phone` is a part of its own. */
const derived = ['cn_meeting', 'in_meeting', 'zoom_phone'];

/** The calls about what an account holds. */
export function createAccounts({ call }: Pick<Client, 'call'>): Accounts {
  const licences = createLicences({ call });

  async function inventory(userId: string, options?: CallOptions): Promise<Inventory> {
    const { ask, unknown } = createQuestions();
    const path = { userId };
    const user = await call('getUser', { path }, options);
    const of = { path: { userId: user.id ?? userId } };
    if (user.status === 'pending') return { ...nothing, licensing: licensingOf(user) };
    const [settings, assistants, schedulers] = await Promise.all([
      ask('getSettings', text`add-ons`, call('getSettings', of, options)),
      ask('listAssistants', text`assistants`, call('listAssistants', of, options)),
      ask('listSchedulers', text`people they schedule for`, call('listSchedulers', of, options)),
    ]);
    const { feature = {} } = settings ?? {};
    for (const [answer, what, operation] of [
      [assistants, text`some assistants`, 'listAssistants'],
      [schedulers, text`some people they schedule for`, 'listSchedulers'],
    ] as const) {
      if (answer?.skippedRows) unknown.push({ what, scopes: [...operations[operation].scopes] });
    }
    const [phone, groups, scheduling] = await Promise.all([
      feature.zoom_phone === true
        ? ask('getPhoneUser', PHONE_NUMBERS, call('getPhoneUser', of, options))
        : null,
      groupsOf(idsIn(user.group_ids), ask, () =>
        call('listGroups', { query: { page_size: '300' } }, options),
      ),
      Promise.all(
        (schedulers?.schedulers ?? []).flatMap((one) => (one.id ? [rightOver(one.id, one.email)] : [])),
      ),
    ]);

    /** What the user may do for somebody stands in that person's list only. */
    async function rightOver(id: string, email = ''): Promise<SchedulingRight> {
      const theirs = await ifKnown(
        'listAssistants',
        call('listAssistants', { path: { userId: id } }, options),
      );
      const entry =
        'value' in theirs ? theirs.value.assistants.find((one) => one.id === of.path.userId) : undefined;
      return { id, email, privateEvents: entry?.can_manage_host_private_event === true };
    }

    return {
      licensing: licensingOf(user),
      features:
        settings &&
        Object.fromEntries(
          Object.entries(feature).flatMap(([name, value]) =>
            derived.includes(name) ? [] : [[name, featureValue(value)]],
          ),
        ),
      phone: feature.zoom_phone === true ? phoneIn(phone) : null,
      groups,
      assistants:
        assistants?.assistants.flatMap(({ id, email, can_manage_host_private_event: privateEvents }) =>
          id ? [{ id, email: email ?? '', privateEvents: privateEvents === true }] : [],
        ) ?? null,
      schedulers: schedulers && scheduling,
      linkName: linkNameIn(user.vanity_url),
      unknown,
    };
  }

  const accounts: Accounts = {
    ...licences,
    inventory,
    liveMeetings: (userId, options) =>
      ifKnown(
        'listMeetings',
        call('listMeetings', { path: { userId }, query: { type: 'live' } }, options).then(
          ({ meetings, skippedRows }) => [...meetings.map(eventOf), ...unreadEvents(skippedRows)],
        ),
      ),
    upcomingWebinars: (userId, options) =>
      ifKnown(
        'listWebinars',
        call('listWebinars', { path: { userId }, query: { type: 'upcoming' } }, options).then(
          ({ webinars, skippedRows }) => [...webinars.map(eventOf), ...unreadEvents(skippedRows)],
        ),
      ),
    giveBack: (userId, taken, options) => giveBack({ call, accounts }, userId, taken, options),
  };
  return accounts;
}

/** An account that was never signed in to: an invitation holds a licence and nothing else. */
const nothing = {
  features: null,
  phone: null,
  groups: [],
  assistants: [],
  schedulers: [],
  linkName: '',
  unknown: [],
};

const eventOf = ({
  topic = '',
  start_time: startsAt = '',
}: {
  topic?: string | undefined;
  start_time?: string | undefined;
}): ZoomEvent => ({
  topic,
  startsAt,
});

/** A row that cannot be read is a meeting or a webinar all the same. */
const unreadEvents = (count = 0): ZoomEvent[] =>
  Array.from({ length: count }, () => ({ topic: '', startsAt: '' }));

/** Zoom's flags and numbers, which may come as text. What is given back later has to be what Zoom takes. */
function featureValue(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  for (const kind of [flag, number]) {
    const read = kind.safeParse(value);
    if (read.success) return read.data;
  }
  return value;
}

const idsIn = (ids: unknown): string[] =>
  Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string' && id !== '') : [];

async function groupsOf(
  ids: readonly string[],
  ask: ReturnType<typeof createQuestions>['ask'],
  list: () => Promise<{ groups: readonly { id: string; name?: string | undefined }[] }>,
): Promise<Inventory['groups']> {
  if (ids.length === 0) return [];
  const named = await ask('listGroups', text`names of groups`, list());
  return ids.map((id) => ({ id, name: named?.groups.find((one) => one.id === id)?.name ?? id }));
}

/** A link may carry a passcode behind its path: only the name is kept. */
function linkNameIn(url: unknown): string {
  const name = typeof url === 'string' ? /\/my\/([^/?#]+)/.exec(url)?.[1] : undefined;
  try {
    return name ? decodeURIComponent(name) : '';
  } catch {
    return name ?? '';
  }
}
