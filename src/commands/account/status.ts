import type { Account } from '../../identity/account.ts';
import type { Identity } from '../../identity/identities.ts';
import { text } from '../../languages/text.ts';
import type { Button } from '../../views/blocks.ts';
import { link, md, moment, plainAddress } from '../../views/mrkdwn.ts';
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
    const [ends, place] = await Promise.all([
      context.licenceEnds(account.zoomId),
      context.placeInLine(account.zoomId),
    ]);
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
        [
          text`Licence`,
          md`${account.licence}${capacity ? md`, up to ${capacity} people` : md``}${ends === null ? md`` : md`, until ${moment(ends)}`}`,
        ],
        ...(place ? [['Waiting for a licence', placeWords(place)] as const] : []),
        ['State', stateMessage(account.status)],
        [text`Last sign-in`, Number.isNaN(lastLogin) ? md`not known` : md`${await timeSince(lastLogin)}`],
        ...(user.pic_url ? [['Picture', link(user.pic_url, 'Show it')] as const] : []),
        ['Assistants', count(assistants.length, 'person schedules', 'people schedule', context.forOther)],
        [context.forOther ? 'Schedules for' : 'You schedule for', people(schedulers.length)],
      ],
      buttons: nextSteps(account, context, place !== null),
      note: md`${licenceMessage(account.licence)} ${reasons[via][context.forOther ? 'other' : 'own']}`,
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

/**
 * "2 months ago". The library is loaded on first use: Node hands out its package.json of 200 KB with each of its files,
 * which would take a seventh of the start and 25 MiB.
 */
async function timeSince(at: number): Promise<string> {
  const { formatDistanceStrict } = await import('date-fns/formatDistanceStrict');
  return formatDistanceStrict(at, Date.now(), { addSuffix: true });
}

function count(n: number, one: string, many: string, forOther: boolean) {
  const whom = forOther ? 'them' : 'you';
  return md`${n === 0 ? 'none' : `${n} ${n === 1 ? one : many} for ${whom}`}`;
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
  const first = (label: string, name: string): Button[] =>
    may(name) ? [{ label, action: `command:${name}`, style: 'primary' }] : [];
  if (status === 'pending') return first('Send the invitation again', 'resend-invitation');
  if (status !== 'active') return first('Ask to be activated', 'request-activation');
  return [
    { label: text`Assistants`, action: 'command:assistants' },
    { label: text`Profile`, action: 'command:profile' },
    { label: text`Settings`, action: 'command:settings' },
    ...(isInLine || (licence !== 'Basic' && licence !== 'Unassigned')
      ? []
      : first('Request a licence', 'request-license')),
  ];
}
