import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { asIs, text } from '../../languages/text.ts';
import { bold, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';

/** Stops scheduling for one person, or for everybody. */
export const removeScheduler = change({
  name: 'remove-scheduler',
  title: text`Stop scheduling for`,
  summary: text`Stop scheduling Zoom meetings for somebody, or for everybody`,
  examples: [text`remove-scheduler @mia`, text`remove-scheduler all`],
  family: 'delegation',
  fields: [
    {
      name: 'person',
      label: text`For whom do you want to stop scheduling?`,
      kind: 'person',
      words: ['all'],
      offered: true,
      hint: text`Meetings that are planned already stay.`,
    },
  ],
  submit: text`Stop`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'listSchedulers', 'deleteScheduler', 'deleteSchedulers'],
  risk: 'sensitive',
  verb: text`Stop`,
  data: z.object({
    ids: z.array(z.string()),
    /** In the order of `ids`; requests of earlier versions have none. */
    emails: z.array(z.string()).exactOptional(),
    name: z.string(),
    all: z.boolean(),
  }),
  prefill: async ({ zoom, subject, own }) => {
    const present = await zoom.schedulers.list(subject.zoomId);
    if (present.length === 0) return { nothing: nobody(own, subject.name) };
    const options = present.map((one) => ({ value: one.email, label: asIs(one.email) }));
    const everybody = options.length > 1 ? [{ value: 'all', label: text`Everybody` }] : [];
    return { options: { person: [...options, ...everybody] } };
  },
  preview: async ({ values, subject, own, zoom, find }) => {
    const present = await zoom.schedulers.list(subject.zoomId);
    if (present.length === 0) {
      throw new Refusal('input', { says: nobody(own, subject.name), next: md`There’s nobody to remove.` });
    }
    const all = values.person === 'all';
    const chosen = all ? present : present.filter((one) => one.email.toLowerCase() === values.person);
    if (chosen.length === 0) {
      const person = await find(values.person);
      const one = present.find(({ id }) => id === person.zoomId);
      if (!one) throw notFor(own, subject.name, person.name);
      chosen.push(one);
    }
    const emails = chosen.map((one) => one.email).join(', ');
    return {
      changes: [{ label: text`Schedules for`, before: emails, after: text`nobody of them` }],
      data: {
        ids: chosen.map((one) => one.id),
        emails: chosen.map((one) => one.email),
        name: emails,
        all,
      },
      // The right is one over their accounts, so only they can give it again.
      irreversible: true,
    };
  },
  run: async ({ plan, zoom, signal }) => {
    const { ids, all } = plan.data;
    if (all) return zoom.schedulers.removeAll(plan.subject.zoomId, { signal });
    for (const id of ids) await zoom.schedulers.remove(plan.subject.zoomId, id, { signal });
  },
  verify: async ({ plan, zoom, signal }) => {
    const present = await zoom.schedulers.list(plan.subject.zoomId, { signal });
    return !present.some((one) => plan.data.ids.includes(one.id));
  },
  alsoTell: ({ data }) => data.ids.map((zoomId, i) => ({ zoomId, email: data.emails?.[i] ?? '' })),
  describe: ({ data, own, subject }) => {
    const count = data.ids.length;
    if (data.all && count > 1) {
      return own
        ? md`Stop scheduling for *all ${count} people*`
        : md`Stop ${bold(subject.name)} from scheduling for *all ${count} people*`;
    }
    return own
      ? md`Stop scheduling for ${bold(data.name)}`
      : md`Stop ${bold(subject.name)} from scheduling for ${bold(data.name)}`;
  },
  done: ({ data, own, subject }) => ({
    title: stopped(data, own ? null : subject.name),
    buttons: own ? [{ label: text`For whom do I schedule?`, action: 'command:schedulers' }] : [],
    note: md`Meetings that are planned already stay. Only they can give the right back, with *add-assistant*.`,
  }),
});

/** @param who schedules no longer; `null`: the reader */
function stopped(
  { ids, all, name }: { readonly ids: readonly string[]; readonly all: boolean; readonly name: string },
  who: string | null,
): Mrkdwn {
  const count = ids.length;
  if (all && count > 1) {
    return who === null
      ? md`You no longer schedule Zoom meetings for all ${count} people`
      : md`${who} no longer schedules Zoom meetings for all ${count} people`;
  }
  return who === null
    ? md`You no longer schedule Zoom meetings for ${name}`
    : md`${who} no longer schedules Zoom meetings for ${name}`;
}

function nobody(own: boolean, name: string): Mrkdwn {
  return own ? md`You don’t schedule for anyone yet.` : md`${bold(name)} doesn’t schedule for anyone yet.`;
}

function notFor(own: boolean, who: string, name: string): Refusal {
  return new Refusal('input', {
    says: own
      ? md`You don’t schedule meetings for ${bold(name)}.`
      : md`${bold(who)} doesn’t schedule meetings for ${bold(name)}.`,
    next: md`There’s nothing to remove.`,
    buttons: [{ label: text`For whom do I schedule?`, action: 'command:schedulers' }],
  });
}
