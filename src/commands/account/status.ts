import { formatDistanceStrict } from 'date-fns/formatDistanceStrict';
import type { Button } from '../../views/blocks.ts';
import { code, link, md } from '../../views/mrkdwn.ts';
import { licenceWords, stateWords } from '../account-words.ts';
import { read } from '../command.ts';

/** The person's Zoom account at a glance: licence, meetings, who schedules for whom. */
export const status = read({
  name: 'status',
  title: 'My Zoom account',
  summary: 'Show your Zoom account: licence, limits, assistants',
  examples: ['status'],
  fields: [],
  submit: 'Show',
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'getSettings', 'listAssistants', 'listSchedulers'],
  answer: async (context) => {
    const { account } = await context.subject();
    const pending = account.status === 'pending';
    // Zoom refuses settings and assistants of people who have not accepted the invitation.
    const [user, settings, assistants, schedulers] = await Promise.all([
      context.zoom.users.get(account.zoomId),
      pending ? undefined : context.zoom.settings.get(account.zoomId),
      pending ? [] : context.zoom.assistants.list(account.zoomId),
      pending ? [] : context.zoom.schedulers.list(account.zoomId),
    ]);
    const capacity = settings?.feature?.meeting_capacity;
    const lastLogin = user.last_login_time ? Date.parse(user.last_login_time) : Number.NaN;
    return {
      title: context.forOther ? md`The Zoom account of ${account.name}` : md`Your Zoom account`,
      facts: [
        ['Account', md`${account.name}\n${code(account.email)}`],
        ['Licence', md`${account.licence}${capacity ? md`, up to ${capacity} people` : md``}`],
        ['State', stateWords(account.status)],
        [
          'Last sign-in',
          Number.isNaN(lastLogin)
            ? md`not known`
            : md`${formatDistanceStrict(lastLogin, Date.now(), { addSuffix: true })}`,
        ],
        ...(user.pic_url ? [['Picture', link(user.pic_url, 'Show it')] as const] : []),
        ['Assistants', count(assistants.length, 'person schedules', 'people schedule', context.forOther)],
        [context.forOther ? 'Schedules for' : 'You schedule for', people(schedulers.length)],
      ],
      buttons: nextSteps(account.licence, context.forOther),
      note: md`${licenceWords(account.licence)}`,
    };
  },
});

function count(n: number, one: string, many: string, forOther: boolean) {
  const whom = forOther ? 'them' : 'you';
  return md`${n === 0 ? 'none' : `${n} ${n === 1 ? one : many} for ${whom}`}`;
}

function people(n: number) {
  if (n === 0) return md`nobody`;
  return n === 1 ? md`1 person` : md`${n} people`;
}

function nextSteps(licence: string, forOther: boolean): Button[] {
  if (forOther) return [];
  return [
    { label: 'Assistants', action: 'command:assistants' },
    { label: 'Profile', action: 'command:profile' },
    { label: 'Settings', action: 'command:settings' },
    ...(licence === 'Basic' ? [{ label: 'Request a licence', action: 'command:request-license' }] : []),
  ];
}
