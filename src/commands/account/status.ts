import { type Account, licenceName } from '../../identity/account.ts';
import type { Identity } from '../../identity/identities.ts';
import { relative } from '../../languages/formats.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Button } from '../../views/blocks.ts';
import { link, type Mrkdwn, md, moment, plainAddress } from '../../views/mrkdwn.ts';
import { placeWords } from '../../views/place.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import type { ReadContext } from '../context.ts';
import { read } from '../define-command.ts';
import { licenceMessage, reasons, stateMessage } from './account-messages.ts';

/** An overview of the person's Zoom account: licence, meetings, who schedules for whom. */
export const status = read({
  name: 'status',
  title: text`My Zoom account`,
  summary: text`Show your Zoom account: licence, limits, assistants`,
  examples: [text`status`],
  family: 'account',
  fields: [],
  submit: text`Show`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'getSettings', 'listAssistants', 'listSchedulers'],
  answer: async (context) => {
    const identity = context.subject();
    const likely = context.likelyZoomId();
    // Prefetch for the likely account while Zoom is asked whose it is; used only if both are the same.
    const prefetched = likely === null ? undefined : details(context.zoom, likely, identity);
    prefetched?.catch(() => {});
    const { account, user, via } = await identity;
    const { endsAt, place } = await context.licenceTerms(account.zoomId);
    const [capacity, assistants, schedulers] =
      account.status === 'pending'
        ? nothing
        : await (prefetched && likely === account.zoomId
            ? prefetched
            : details(context.zoom, account.zoomId, identity));
    const lastLogin = user.last_login_time ? Date.parse(user.last_login_time) : Number.NaN;
    return {
      title: context.forOther ? md`The Zoom account of ${account.name}` : md`Your Zoom account`,
      facts: [
        [text`Account`, md`${account.name}\n${plainAddress(account.email)}`],
        [text`Licence`, licenceWords(licenceName(account.licence), capacity, endsAt)],
        ...(place ? [[text`Waiting for a licence`, placeWords(place)] as const] : []),
        [text`State`, stateMessage(account.status)],
        [text`Last sign-in`, Number.isNaN(lastLogin) ? md`not known` : md`${timeSince(lastLogin)}`],
        ...(user.pic_url ? [[text`Picture`, link(user.pic_url, text`Show it`)] as const] : []),
        [text`Assistants`, assistantWords(assistants.length, context.forOther)],
        [context.forOther ? text`Schedules for` : text`You schedule for`, people(schedulers.length)],
      ],
      buttons: nextSteps(account, context, place !== null),
      note: md`${reasons[via][context.forOther ? 'other' : 'own']} ${licenceMessage(account.licence)}`,
    };
  },
});

/** Zoom refuses settings and assistants of people who have not accepted the invitation. */
const nothing = [undefined, [], []] as const;

function details(zoom: Zoom, zoomId: string, identity: Promise<Identity>) {
  return Promise.all([
    zoom.settings.meetingCapacity(
      zoomId,
      identity.then(({ user }) => user.type),
    ),
    zoom.assistants.list(zoomId),
    zoom.schedulers.list(zoomId),
  ]);
}

/** "Licensed, up to 300 people, until Friday" */
function licenceWords(licence: Text, capacity: number | undefined, ends: number | null): Mrkdwn {
  if (ends === null) return capacity ? md`${licence}, up to ${capacity} people` : md`${licence}`;
  return capacity
    ? md`${licence}, up to ${capacity} people, until ${moment(ends)}`
    : md`${licence}, until ${moment(ends)}`;
}

const DAY = 86_400_000;

/** Units of time, and from when on they are used; 12 months are a year. */
const units = [
  { unit: 'year', from: 345 * DAY, size: 365 * DAY },
  { unit: 'month', from: 30 * DAY, size: 30 * DAY },
  { unit: 'day', from: DAY, size: DAY },
  { unit: 'hour', from: 3_600_000, size: 3_600_000 },
  { unit: 'minute', from: 60_000, size: 60_000 },
] as const;

/** "2 months ago" */
function timeSince(at: number): Text {
  const ago = Date.now() - at;
  const { unit, size } = units.find(({ from }) => ago >= from) ?? { unit: 'second', size: 1000 };
  return relative(-Math.round(ago / size), unit);
}

function assistantWords(n: number, forOther: boolean): Mrkdwn {
  if (n === 0) return md`none`;
  if (forOther) return n === 1 ? md`1 person schedules for them` : md`${n} people schedule for them`;
  return n === 1 ? md`1 person schedules for you` : md`${n} people schedule for you`;
}

function people(n: number) {
  if (n === 0) return md`nobody`;
  return n === 1 ? md`1 person` : md`${n} people`;
}

/** What helps first, by the state of the account; only what the person may use. */
function nextSteps(
  { licence, status }: Account,
  { forOther, catalogue }: Pick<ReadContext, 'forOther' | 'catalogue'>,
  isInLine: boolean,
): Button[] {
  if (forOther) return [];
  const may = (name: string) => catalogue.some(({ command }) => command.name === name);
  const first = (label: Text, name: string): Button[] =>
    may(name) ? [{ label, action: `command:${name}`, style: 'primary' }] : [];
  if (status === 'pending') return first(text`Send the invitation again`, 'resend-invitation');
  if (status !== 'active') return first(text`Ask to be activated`, 'request-activation');
  return [
    { label: text`Assistants`, action: 'command:assistants' },
    { label: text`Profile`, action: 'command:profile' },
    { label: text`Settings`, action: 'command:settings' },
    ...(isInLine || (licence !== 'Basic' && licence !== 'Unassigned')
      ? []
      : first(text`Request a licence`, 'request-license')),
  ];
}
