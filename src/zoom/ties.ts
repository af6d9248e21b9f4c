import { inEnglish, type Text, text } from '../languages/text.ts';
import type { Client } from './client.ts';
import { type Held, heldIn, phoneIn } from './inventory.ts';
import { createQuestions, ifKnown, type Known, type Unknown } from './known.ts';
import { bundleOf, licensingOf } from './licensing.ts';
import type { CallOptions } from './options.ts';
import { ZoomError } from './zoom-error.ts';

/** A meeting or a webinar to come. What Zoom does not tell is `null`. */
export interface ComingEvent {
  /** Milliseconds since the epoch. */
  readonly startsAt: number | null;
  readonly minutes: number | null;
}

/** What hangs on somebody's licence; a part is `null` where it could not be read, and `missing` says why. */
export interface LicenceTies {
  /** The user as Zoom answers it. */
  readonly user: Readonly<Record<string, unknown>>;
  readonly isLive: boolean | null;
  readonly meetings: readonly ComingEvent[] | null;
  readonly webinars: readonly ComingEvent[] | null;
  /** Email addresses of those who schedule for the person. */
  readonly assistants: readonly string[] | null;
  /** Email addresses of those for whom the person schedules. */
  readonly schedulers: readonly string[] | null;
  /** In words; empty: none. */
  readonly bundle: string;
  readonly hasPhone: boolean | null;
  /** What a downgrade takes beside the licence, in words. */
  readonly loses: readonly Text[];
  /** That of it which belongs to Zoom Phone. */
  readonly losesPhone: readonly Text[];
  readonly missing: readonly Unknown[];
}

/** Looks up what hangs on a licence, for those whose licence nobody seems to use. */
export interface Ties {
  /** @returns `null`: Zoom has no such user. @throws ZoomError when Zoom cannot be reached */
  of(userId: string, options?: CallOptions): Promise<LicenceTies | null>;
  /** The account's groups: name by id. @throws ZoomError when Zoom cannot be reached */
  groups(options?: CallOptions): Promise<Known<ReadonlyMap<string, string>>>;
}

/** More upcoming meetings than these pages hold nobody looks through: one of them needs the licence. */
const MOST_PAGES = 10;

function nameOf({ label, what }: Held): Text {
  return inEnglish(what) === 'yes' ? label : text`${label}: ${what}`;
}

/** The calls about what hangs on a licence. */
export function createTies({ call }: Client): Ties {
  async function comingMeetings(userId: string, options?: CallOptions): Promise<ComingEvent[]> {
    const found: ComingEvent[] = [];
    let token: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = { type: 'upcoming', page_size: '300', next_page_token: token };
      const answer = await call('listMeetings', { path: { userId }, query }, options);
      found.push(...answer.meetings.map(comingEvent), ...unreadEvents(answer.skippedRows));
      token = answer.next_page_token;
      if (!token) return found;
    }
    return [...found, ...unreadEvents(1)];
  }

  async function comingWebinars(userId: string, options?: CallOptions): Promise<ComingEvent[]> {
    try {
      const query = { type: 'upcoming', page_size: '300' };
      const answer = await call('listWebinars', { path: { userId }, query }, options);
      return [...answer.webinars.map(comingEvent), ...unreadEvents(answer.skippedRows)];
    } catch (error) {
      // Without a webinar licence there are no webinars.
      if (error instanceof ZoomError && /webinar plan is missing/i.test(error.zoomMessage ?? '')) return [];
      throw error;
    }
  }

  async function of(userId: string, options?: CallOptions): Promise<LicenceTies | null> {
    const { ask, unknown: missing } = createQuestions();
    const path = { userId };
    const user = await call('getUser', { path }, options).catch((error: unknown) => {
      if (error instanceof ZoomError && error.status === 404) return null;
      throw error;
    });
    if (!user) return null;
    const [live, meetings, settings, assistants, schedulers] = await Promise.all([
      ask(
        'listMeetings',
        text`the meeting that they may be in`,
        call('listMeetings', { path, query: { type: 'live' } }, options),
      ),
      ask('listMeetings', text`their upcoming meetings`, comingMeetings(userId, options)),
      ask('getSettings', text`their add-ons`, call('getSettings', { path }, options)),
      ask('listAssistants', text`their assistants`, call('listAssistants', { path }, options)),
      ask('listSchedulers', text`for whom they schedule`, call('listSchedulers', { path }, options)),
    ]);
    const feature = settings?.feature;
    const hasPhone = settings ? feature?.zoom_phone === true : null;
    const phone = hasPhone ? await phoneOf(userId, options) : null;
    const mayHaveWebinars = feature?.webinar !== false;
    const webinars = mayHaveWebinars
      ? await ask('listWebinars', text`their upcoming webinars`, comingWebinars(userId, options))
      : [];
    const licensing = licensingOf(user);
    const bundle = bundleOf(licensing);
    const held = heldIn({
      licensing,
      features: feature
        ? Object.fromEntries(Object.entries(feature).filter(([name]) => isAddOn(name)))
        : null,
      phone,
      groups: [],
      assistants: [],
      schedulers: [],
      linkName: '',
      unknown: [],
    });
    return {
      user,
      isLive: live && live.meetings.length + (live.skippedRows ?? 0) > 0,
      meetings,
      webinars,
      assistants: assistants && othersIn(assistants.assistants, assistants.skippedRows),
      schedulers: schedulers && othersIn(schedulers.schedulers, schedulers.skippedRows),
      bundle: bundle === 'none' ? '' : bundle,
      hasPhone,
      loses: held.map(nameOf),
      losesPhone: held.filter(({ key }) => key === 'phone' || key.startsWith('number:')).map(nameOf),
      missing,
    };
  }

  /** Numbers and plan, as far as the app may read them. */
  async function phoneOf(userId: string, options?: CallOptions) {
    const phone = await ifKnown('getPhoneUser', call('getPhoneUser', { path: { userId } }, options));
    return phoneIn('value' in phone ? phone.value : null);
  }

  return {
    of,
    groups: (options) =>
      ifKnown(
        'listGroups',
        (async () => {
          const names = new Map<string, string>();
          let token: string | undefined;
          do {
            const query = { page_size: '300', next_page_token: token };
            const answer = await call('listGroups', { query }, options);
            for (const { id, name = '' } of answer.groups) names.set(id, name);
            token = answer.next_page_token === token ? undefined : answer.next_page_token;
          } while (token);
          return names;
        })(),
      ),
  };
}

/** What a downgrade takes with the licence: add-on licences, not what Zoom derives or everybody has. */
function isAddOn(name: string): boolean {
  return /^(webinar|large_meeting|zoom_events|concurrent_meeting|license_info_list)/.test(name);
}

function comingEvent(event: { start_time?: string | undefined; duration?: number | undefined }): ComingEvent {
  const startsAt = Date.parse(event.start_time ?? '');
  return { startsAt: Number.isNaN(startsAt) ? null : startsAt, minutes: event.duration ?? null };
}

/** Rows that could not be read count as events of which nothing is known. */
function unreadEvents(count = 0): ComingEvent[] {
  return Array.from({ length: count }, () => ({ startsAt: null, minutes: null }));
}

function othersIn(list: readonly { email?: string | undefined }[], unread = 0): string[] {
  return [...list.map(({ email = '' }) => email), ...Array.from({ length: unread }, () => '')];
}
