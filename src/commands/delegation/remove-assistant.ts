import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { asIs, joined, type Text, text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';

/** Removes one assistant, or all of them. */
export const removeAssistant = change({
  name: 'remove-assistant',
  title: text`Remove an assistant`,
  summary: text`Stop somebody, or everybody, from scheduling for you`,
  examples: [text`remove-assistant @mia`, text`remove-assistant all`],
  family: 'delegation',
  fields: [
    {
      name: 'person',
      label: text`Who should no longer schedule for you?`,
      kind: 'person',
      words: ['all'],
      offered: true,
      hint: text`Meetings that they planned stay.`,
    },
  ],
  submit: text`Remove`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'listAssistants', 'deleteAssistant', 'deleteAssistants', 'addAssistants'],
  risk: 'reversible',
  verb: text`Remove`,
  data: z.object({
    ids: z.array(z.string()),
    name: z.string(),
    all: z.boolean(),
    /** Those of them who may manage the host's private events. */
    privateEvents: z.array(z.string()).exactOptional(),
  }),
  confirms: (values) => values.person === 'all',
  prefill: async ({ zoom, subject, own }) => {
    const present = await zoom.assistants.list(subject.zoomId);
    const options = present.flatMap((one) =>
      one.email ? [{ value: one.email, label: asIs(one.email) }] : [],
    );
    if (options.length === 0) {
      return {
        nothing: own
          ? md`Nobody schedules meetings for you, so there’s nobody to remove.`
          : md`Nobody schedules meetings for ${bold(subject.name)}, so there’s nobody to remove.`,
      };
    }
    const everybody = options.length > 1 ? [{ value: 'all', label: text`Everybody` }] : [];
    return { options: { person: [...options, ...everybody] } };
  },
  preview: async ({ values, subject, own, zoom, find }) => {
    const present = await zoom.assistants.list(subject.zoomId);
    if (present.length === 0) {
      throw new Refusal('input', {
        says: own
          ? md`Nobody schedules meetings for you.`
          : md`Nobody schedules meetings for ${bold(subject.name)}.`,
        next: md`There’s nobody to remove.`,
      });
    }
    if (values.person === 'all') {
      const ids = present.flatMap((one) => (one.id ? [one.id] : []));
      const names = present.map((one) =>
        withRights(one.email ?? one.id ?? '', one.can_manage_host_private_event === true),
      );
      return {
        changes: [{ label: text`Assistants`, before: joined(names), after: text`nobody` }],
        data: {
          ids,
          name: present.map((one) => one.email ?? one.id).join(', '),
          all: true,
          privateEvents: withPrivateEvents(present, ids),
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
        says: own
          ? md`${bold(person.name)} doesn’t schedule meetings for you.`
          : md`${bold(person.name)} doesn’t schedule meetings for ${bold(subject.name)}.`,
        next: md`There’s nothing to remove.`,
        buttons: [{ label: text`Show my assistants`, action: 'command:assistants' }],
      });
    }
    const mayPrivate = withPrivateEvents(present, [person.zoomId]).length > 0;
    const who = withRights(`${person.name} (${person.email})`, mayPrivate);
    return {
      changes: [{ label: text`Assistant`, before: who, after: text`not an assistant` }],
      data: {
        ids: [person.zoomId],
        name: person.name,
        all: false,
        privateEvents: withPrivateEvents(present, [person.zoomId]),
      },
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
    const { privateEvents = [] } = plan.data;
    const assistants = gone.map((id) => ({
      id,
      ...(privateEvents.includes(id) ? { can_manage_host_private_event: true } : {}),
    }));
    if (assistants.length > 0) await zoom.assistants.add(plan.subject.zoomId, assistants, { signal });
  },
  parts: async ({ plan, zoom, signal }) => {
    const present = await zoom.assistants.list(plan.subject.zoomId, { signal });
    const { ids, name, all, privateEvents = [] } = plan.data;
    const only = all ? text`the only assistant` : asIs(name);
    return ids.map((id) => {
      const there = present.find((one) => one.id === id);
      return {
        name: id,
        label: ids.length === 1 ? only : text`Assistant ${id}`,
        before: assistantWith(privateEvents.includes(id)),
        after: text`not an assistant`,
        now: there ? assistantWith(there.can_manage_host_private_event === true) : text`not an assistant`,
      };
    });
  },
  separable: true,
  describe: ({ data, own, subject }) => {
    const host = bold(subject.name);
    if (!data.all) {
      return own
        ? md`Remove ${bold(data.name)} as an assistant`
        : md`Remove ${bold(data.name)} as an assistant of ${host}`;
    }
    const count = data.ids.length;
    if (count <= 1) {
      return own ? md`Remove *the only assistant*` : md`Remove *the only assistant* of ${host}`;
    }
    return own ? md`Remove *all ${count} assistants*` : md`Remove *all ${count} assistants* of ${host}`;
  },
  done: ({ data, own, subject }) => ({
    title: data.all
      ? own
        ? md`Nobody schedules Zoom meetings for you any more`
        : md`Nobody schedules Zoom meetings for ${subject.name} any more`
      : own
        ? md`${data.name} no longer schedules Zoom meetings for you`
        : md`${data.name} no longer schedules Zoom meetings for ${subject.name}`,
    note: md`Meetings that were planned already stay as they are.`,
  }),
});

/** An assistant as a change names them. @param who name or address */
function withRights(who: string, mayPrivate: boolean): Text {
  return mayPrivate ? text`${who}, private events too` : asIs(who);
}

function assistantWith(mayPrivate: boolean): Text {
  return mayPrivate ? text`an assistant, private events too` : text`an assistant`;
}

/** Those of these people who may manage the host's private events. */
function withPrivateEvents(
  present: readonly { id?: string | undefined; can_manage_host_private_event?: boolean | undefined }[],
  ids: readonly string[],
): string[] {
  return present.flatMap(({ id, can_manage_host_private_event: may }) =>
    id && may && ids.includes(id) ? [id] : [],
  );
}
