import type { ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { members, refuseBasicSeat, refusePaidSeat, setType } from '../licences.ts';
import { invalidFields, Refusal } from '../refusal.ts';

/** Licences that a change of settings gives or takes; undefined leaves one as it is, 0 takes it away. */
export interface AddOns {
  readonly webinar: number | undefined;
  readonly largeMeeting: number | undefined;
  readonly meetingCapacity: number | undefined;
}

/** Names of the features that are licences: they are not kept among the settings. */
export const addOnFields = [
  'webinar',
  'webinar_capacity',
  'large_meeting',
  'large_meeting_capacity',
  'meeting_capacity',
];

/** Zoom's document has two numbers for these webinars: the second kind takes the same licence here. */
const webinarSizes = new Map([
  [501, 500],
  [1001, 1000],
]);

/** Reads the licences out of `feature`; the capacities without a number are guesses. */
export function readAddOns(user: ZoomAccountUser, feature: Readonly<Record<string, unknown>>): AddOns {
  const {
    webinar,
    webinar_capacity: webinarSize,
    large_meeting: large,
    large_meeting_capacity: largeSize,
  } = feature;
  const webinarSeats = webinarSizes.get(Number(webinarSize)) ?? webinarSize;
  const { meeting_capacity: capacity } = feature;
  const wrong = [
    ...(isFlag(webinar) ? [] : ['feature.webinar']),
    ...(isSize(webinarSeats, sizes.webinar) ? [] : ['feature.webinar_capacity']),
    ...(isFlag(large) ? [] : ['feature.large_meeting']),
    ...(isSize(largeSize, sizes.largeMeeting) ? [] : ['feature.large_meeting_capacity']),
    ...(isSize(capacity, sizes.meeting) ? [] : ['feature.meeting_capacity']),
  ];
  if (wrong.length > 0) throw invalidFields(...wrong);
  return {
    webinar: size(webinar, webinarSeats, user.webinar, 100),
    largeMeeting: size(large, largeSize, user.largeMeeting, 500),
    meetingCapacity: capacity as number | undefined,
  };
}

/** Sizes that Zoom sells; how many of each the account has is another matter. */
const sizes = {
  webinar: [100, 500, 1000, 3000, 5000, 10000],
  largeMeeting: [100, 200, 300, 500, 1000],
  meeting: [100, 300, 500, 1000],
};

const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean';

const isSize = (value: unknown, known: readonly number[]) =>
  value === undefined || value === 0 || known.includes(value as number);

/** A number alone changes the size of a licence, it does not give one. */
function size(flag: unknown, wanted: unknown, current: number, usual: number): number | undefined {
  if (flag === false) return 0;
  const number = typeof wanted === 'number' && wanted > 0 ? wanted : undefined;
  if (flag === true) return number ?? (current || usual);
  return current > 0 ? number : undefined;
}

/** Refuses a licence that the user may not have, or that the account has no more of. */
export function refuseAddOns(account: ZoomAccount, user: ZoomAccountUser, wanted: AddOns): void {
  const { webinar = 0, largeMeeting = 0, meetingCapacity = user.meetingCapacity } = wanted;
  if (webinar > 0 && user.type !== 2) {
    throw new Refusal(400, 1122, 'Only Pro or Corp user can enable Webinar feature.');
  }
  if (largeMeeting > 0 && user.type !== 2) {
    // Zoom's current document; the first one had no such row.
    const message = 'Only Licensed or On-prem users can enable the large meeting feature.';
    throw new Refusal(400, 1108, message);
  }
  const others = members(account).filter((other) => other !== user);
  const refuseFull = (size: number, seats: number, used: number, name: string) => {
    if (size > 0 && used >= seats) {
      throw new Refusal(400, 200, `You can add max ${seats} ${name} ${size} users.`);
    }
  };
  const webinars = others.filter((other) => other.webinar === webinar).length;
  refuseFull(webinar, account.webinarSeats[webinar] ?? 0, webinars, 'Webinar');
  const larges = others.filter((other) => other.largeMeeting === largeMeeting).length;
  refuseFull(largeMeeting, account.largeMeetingSeats[largeMeeting] ?? 0, larges, 'Large');

  const type = typeFor(user, meetingCapacity);
  if (type === user.type) return;
  if (type === 2) refusePaidSeat(account);
  else refuseBasicSeat(account);
}

/**
 * Zoom lists "You can add max … free users." and "… paid users." for settings without saying what counts as
 * adding one. The guess: a capacity is a meeting licence, up to 100 people a Basic one, beyond that a paid one.
 */
function typeFor(user: ZoomAccountUser, meetingCapacity: number): number {
  if (user.type === 2 || meetingCapacity === user.meetingCapacity) return user.type;
  return meetingCapacity > 100 ? 2 : 1;
}

/** Gives and takes checked licences; tells what changed. */
export function applyAddOns(account: ZoomAccount, user: ZoomAccountUser, wanted: AddOns): string[] {
  const { webinar, largeMeeting, meetingCapacity } = wanted;
  const what: string[] = [];
  if (meetingCapacity !== undefined && meetingCapacity !== user.meetingCapacity) {
    const type = typeFor(user, meetingCapacity);
    what.push(`meeting capacity ${user.meetingCapacity} → ${meetingCapacity}`);
    if (type !== user.type) what.push(setType(account, user, type));
    user.meetingCapacity = meetingCapacity;
  }
  if (webinar !== undefined && webinar !== user.webinar) {
    what.push(`webinar ${user.webinar || 'off'} → ${webinar || 'off'}`);
    user.webinar = webinar;
    // Documented for a licence that goes: its events may be lost.
    if (webinar === 0) user.webinars = [];
  }
  if (largeMeeting !== undefined && largeMeeting !== user.largeMeeting) {
    what.push(`large meeting ${user.largeMeeting || 'off'} → ${largeMeeting || 'off'}`);
    user.largeMeeting = largeMeeting;
  }
  return what;
}
