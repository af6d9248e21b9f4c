import { bold, type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import type { Whose } from '../define-command.ts';
import { durationWords } from '../parse/duration.ts';
import type { Preview } from '../plan.ts';

/** How long a licence lasts: `endsAt` where a date was asked for; without either it has no end. */
type Length = Pick<Preview, 'duration' | 'endsAt'>;

/** Somebody asks for a licence. */
export function getLicence({ duration, endsAt }: Length): Mrkdwn {
  if (endsAt) return md`Get a Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`Get a Zoom licence for ${durationWords(duration)}`
    : md`Get a Zoom licence with no end date`;
}

/** The same, to others. */
export function wouldLikeLicence(who: Mrkdwn, { duration, endsAt }: Length): Mrkdwn {
  if (endsAt) return md`${who} would like a Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`${who} would like a Zoom licence for ${durationWords(duration)}`
    : md`${who} would like a Zoom licence with no end date`;
}

/** Somebody else gets a licence. */
export function giveLicence(name: string, { duration, endsAt }: Length): Mrkdwn {
  const who = bold(name);
  if (endsAt) return md`Give ${who} a Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`Give ${who} a Zoom licence for ${durationWords(duration)}`
    : md`Give ${who} a Zoom licence with no end date`;
}

/** Somebody asks to keep the licence longer. */
export function keepOwnLicence(my: Whose, { duration, endsAt }: Length): Mrkdwn {
  if (endsAt) return md`Keep ${my} Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`Keep ${my} Zoom licence for ${durationWords(duration)}`
    : md`Keep ${my} Zoom licence with no end date`;
}

/** Somebody else is to keep the licence longer. */
export function letKeepLicence(name: string, { duration, endsAt }: Length): Mrkdwn {
  const who = bold(name);
  if (endsAt) return md`Let ${who} keep the Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`Let ${who} keep the Zoom licence for ${durationWords(duration)}`
    : md`Let ${who} keep the Zoom licence with no end date`;
}

/** It is done: the person keeps their own licence longer. */
export function youKeepLicence({ duration, endsAt }: Length): Mrkdwn {
  if (endsAt) return md`You keep your Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`You keep your Zoom licence for ${durationWords(duration)}`
    : md`You keep your Zoom licence with no end date`;
}

/** It is done: somebody else keeps the licence longer. */
export function keepsLicence(name: string, { duration, endsAt }: Length): Mrkdwn {
  if (endsAt) return md`${name} keeps the Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`${name} keeps the Zoom licence for ${durationWords(duration)}`
    : md`${name} keeps the Zoom licence with no end date`;
}

/** It is done: somebody else has a licence. */
export function hasLicenceNow(name: string, { duration, endsAt }: Length): Mrkdwn {
  if (endsAt) return md`${name} has a Zoom licence until ${date(endsAt)}`;
  return duration
    ? md`${name} has a Zoom licence for ${durationWords(duration)}`
    : md`${name} has a Zoom licence with no end date`;
}

/** As each reader's Slack writes it. */
function date(at: number): Mrkdwn {
  return moment(at, '{date_long}');
}
