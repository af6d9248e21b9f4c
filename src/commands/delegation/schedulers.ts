import { text } from '../../languages/text.ts';
import { type Mrkdwn, md, plainAddress } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

/** Lists for whom the person may schedule meetings: the other end of an assistant. */
export const schedulers = read({
  name: 'schedulers',
  title: text`I schedule for`,
  summary: text`Show for whom you can schedule Zoom meetings`,
  examples: [text`schedulers`, text`schedulers for @mia`],
  family: 'delegation',
  fields: [],
  submit: text`Show`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'listSchedulers'],
  answer: async (context) => {
    const { account } = await context.subject();
    const found = await context.zoom.schedulers.list(account.zoomId);
    return {
      title: context.forOther ? theySchedule(account.name, found.length) : youSchedule(found.length),
      items: found.map((one) => plainAddress(one.email)),
      buttons:
        context.forOther || found.length === 0
          ? []
          : [{ label: text`Give one up`, action: 'command:remove-scheduler' }],
      note: context.forOther
        ? md`They choose who schedules for whom in their own account.`
        : md`In Zoom, choose them at *Schedule a meeting → Schedule for*. They add you with *add-assistant*.`,
    };
  },
});

function youSchedule(count: number): Mrkdwn {
  if (count === 0) return md`You don’t schedule for anyone yet`;
  return count === 1
    ? md`You schedule Zoom meetings for one person`
    : md`You schedule Zoom meetings for ${count} people`;
}

function theySchedule(name: string, count: number): Mrkdwn {
  if (count === 0) return md`${name} doesn’t schedule for anyone yet`;
  return count === 1
    ? md`${name} schedules Zoom meetings for one person`
    : md`${name} schedules Zoom meetings for ${count} people`;
}
