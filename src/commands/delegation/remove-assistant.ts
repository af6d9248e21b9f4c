import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';

/** Removes one assistant, or all of them. */
export const removeAssistant = change({
  name: 'remove-assistant',
  title: 'Remove an assistant',
  summary: 'Stop somebody, or everybody, from scheduling for you',
  examples: ['remove-assistant @mia', 'remove-assistant all'],
  family: 'delegation',
  fields: [
    {
      name: 'person',
      label: 'Who should no longer schedule for you?',
      kind: 'person',
      words: ['all'],
      offered: true,
      hint: 'Meetings that they planned stay.',
    },
  ],
  submit: 'Remove',
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'listAssistants', 'deleteAssistant', 'deleteAssistants', 'addAssistants'],
  risk: 'reversible',
  data: z.object({ ids: z.array(z.string()), name: z.string(), all: z.boolean() }),
  confirms: (values) => values.person === 'all',
  prefill: async ({ zoom, subject, own }) => {
    const present = await zoom.assistants.list(subject.zoomId);
    const options = present.flatMap((one) => (one.email ? [{ value: one.email, label: one.email }] : []));
    if (options.length === 0) {
      return {
        nothing: own
          ? md`Nobody schedules meetings for you, so there is nobody to remove.`
          : md`Nobody schedules meetings for ${bold(subject.name)}, so there is nobody to remove.`,
      };
    }
    const everybody = options.length > 1 ? [{ value: 'all', label: 'Everybody' }] : [];
    return { options: { person: [...options, ...everybody] } };
  },
  preview: async ({ values, subject, own, zoom, find }) => {
    const present = await zoom.assistants.list(subject.zoomId);
    const whom = own ? md`you` : bold(subject.name);
    if (present.length === 0) {
      throw new Refusal('input', {
        says: md`Nobody schedules meetings for ${whom}.`,
        next: md`There is nobody to remove.`,
      });
    }
    if (values.person === 'all') {
      const ids = present.flatMap((one) => (one.id ? [one.id] : []));
      const names = present.map((one) => one.email ?? one.id ?? '').join(', ');
      return {
        changes: [{ label: 'Assistants', before: names, after: 'nobody' }],
        data: {
          ids,
          name: present.length === 1 ? 'the only assistant' : `all ${present.length} assistants`,
          all: true,
        },
        ...(own ? {} : { irreversible: true as const }),
      };
    }
    // Compare addresses first: assistants may no longer have an account that could be looked up.
    const byEmail = present.find((one) => one.email?.toLowerCase() === values.person);
    const person = byEmail?.id
      ? { zoomId: byEmail.id, name: byEmail.email ?? values.person, email: byEmail.email ?? '' }
      : await find(values.person);
    if (!present.some((one) => one.id === person.zoomId)) {
      throw new Refusal('input', {
        says: md`${bold(person.name)} doesn’t schedule meetings for ${whom}.`,
        next: md`There is nothing to remove.`,
        buttons: [{ label: 'Show my assistants', action: 'command:assistants' }],
      });
    }
    return {
      changes: [
        { label: 'Assistant', before: `${person.name} (${person.email})`, after: 'not an assistant' },
      ],
      data: { ids: [person.zoomId], name: person.name, all: false },
      // An undo would give a right over somebody else's account.
      ...(own ? {} : { irreversible: true as const }),
    };
  },
  run: async ({ plan, zoom, signal }) => {
    const { ids, all } = plan.data;
    if (all) return zoom.assistants.removeAll(plan.subject.zoomId, { signal });
    for (const id of ids) await zoom.assistants.remove(plan.subject.zoomId, id, { signal });
  },
  verify: async ({ plan, zoom, signal }) => {
    const { ids, all } = plan.data;
    const present = await zoom.assistants.list(plan.subject.zoomId, { signal });
    return !present.some(({ id }) => (id ? ids.includes(id) : all));
  },
  // Zoom rejects a user who is an assistant already, so a second attempt adds only those who are missing.
  undo: async ({ plan, zoom, signal, only }) => {
    const present = await zoom.assistants.list(plan.subject.zoomId, { signal });
    const wanted = plan.data.ids.filter((id) => !only || only.has(id));
    const gone = wanted.filter((id) => !present.some((one) => one.id === id));
    const assistants = gone.map((id) => ({ id }));
    if (assistants.length > 0) await zoom.assistants.add(plan.subject.zoomId, assistants, { signal });
  },
  parts: async ({ plan, zoom, signal }) => {
    const present = await zoom.assistants.list(plan.subject.zoomId, { signal });
    return plan.data.ids.map((id) => ({
      name: id,
      label: plan.data.ids.length === 1 ? plan.data.name : `Assistant ${id}`,
      before: 'an assistant',
      after: 'not an assistant',
      now: present.some((one) => one.id === id) ? 'an assistant' : 'not an assistant',
    }));
  },
  separable: true,
  describe: ({ data, own, subject }) => {
    const what = data.all ? bold(data.name) : md`${bold(data.name)} as an assistant`;
    return own ? md`Remove ${what}` : md`Remove ${what} of ${bold(subject.name)}`;
  },
  done: ({ data, own, subject }) => {
    const whom = own ? md`you` : md`${subject.name}`;
    return {
      title: data.all
        ? md`Nobody schedules Zoom meetings for ${whom} any more`
        : md`${data.name} no longer schedules Zoom meetings for ${whom}`,
      note: md`Meetings that were planned already stay as they are.`,
    };
  },
});
