import { z } from 'zod';
import type { Account } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { address, bold, code, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { hasLicence } from '../licence/licence-types.ts';

/** Lets another person schedule meetings in one's name. */
export const addAssistant = change({
  name: 'add-assistant',
  title: text`Add an assistant`,
  summary: text`Let somebody schedule Zoom meetings for you`,
  examples: [text`add-assistant @mia`, text`add-assistant mia@example.com`],
  family: 'delegation',
  fields: [
    {
      name: 'person',
      label: text`Who should schedule for you?`,
      kind: 'person',
      placeholder: text`Pick a colleague`,
      hint: text`They can plan, change and start Zoom meetings in your name. Both of you need a licence.`,
    },
  ],
  submit: text`Add`,
  subject: 'self',
  needsLicence: true,
  access: 'self-service',
  operations: ['getUser', 'listAssistants', 'addAssistants', 'deleteAssistant'],
  risk: 'reversible',
  verb: text`Add`,
  data: z.object({
    assistantId: z.string(),
    name: z.string(),
    email: z.string(),
    byAddress: z.boolean().exactOptional(),
  }),
  prefill: async ({ subject, own }) => {
    if (hasLicence(subject)) return {};
    throw needsLicence(own, subject);
  },
  preview: async ({ values, subject, own, zoom, find }) => {
    if (!hasLicence(subject)) throw needsLicence(own, subject);
    const assistant = await find(values.person);
    const present = await zoom.assistants.list(subject.zoomId);
    if (present.some((one) => one.id === assistant.zoomId)) {
      throw new Refusal('input', {
        says: own
          ? md`${bold(assistant.name)} already schedules meetings for you.`
          : md`${bold(assistant.name)} already schedules meetings for ${bold(subject.name)}.`,
        next: md`There’s nothing to add.`,
      });
    }
    // Zoom accepts inactive and locked users as assistants, but they could not schedule.
    if (assistant.status === 'inactive' || assistant.status === 'locked') {
      throw new Refusal('input', {
        ...cannotSchedule(assistant.name, assistant.status),
        nextForAdmin: md`Let them in again with ${code('activate')}, or choose somebody else.`,
      });
    }
    return {
      changes: [
        {
          label: text`Assistant`,
          before: text`not an assistant`,
          after: `${assistant.name} (${assistant.email})`,
        },
      ],
      data: {
        assistantId: assistant.zoomId,
        name: assistant.name,
        email: assistant.email,
        byAddress: values.person.includes('@'),
      },
      beneficiaries: [assistant],
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.assistants.add(plan.subject.zoomId, [{ id: plan.data.assistantId }], { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.assistants.list(plan.subject.zoomId, { signal })).some(
      (one) => one.id === plan.data.assistantId,
    ),
  undo: ({ plan, zoom, signal }) =>
    zoom.assistants.remove(plan.subject.zoomId, plan.data.assistantId, { signal }),
  parts: async ({ plan, zoom, signal }) => {
    const { assistantId, name, email } = plan.data;
    const present = await zoom.assistants.list(plan.subject.zoomId, { signal });
    const isPresent = present.some((one) => one.id === assistantId);
    return [
      {
        name: assistantId,
        label: text`${name} (${email})`,
        before: text`not an assistant`,
        after: text`an assistant`,
        now: isPresent ? text`an assistant` : text`not an assistant`,
      },
    ];
  },
  alsoTell: ({ data }) => [{ zoomId: data.assistantId, email: data.email }],
  describe: ({ data, own, subject }) =>
    own
      ? md`Add ${bold(data.name)} as an assistant`
      : md`Add ${bold(data.name)} as an assistant of ${bold(subject.name)}`,
  done: ({ data, own, subject }) => ({
    title: own
      ? md`${data.name} can now schedule Zoom meetings for you`
      : md`${data.name} can now schedule Zoom meetings for ${subject.name}`,
    // A mention tells who it is; an address that was typed is shown back.
    lines: data.byAddress ? [md`Their Zoom account is ${address(data.email)}.`] : [],
    note: md`They find it in Zoom under *Schedule a meeting → Schedule for*, perhaps only after signing in again.`,
  }),
});

/** The refusal where the new assistant's own account is not active, so that they could not sign in. */
function cannotSchedule(
  name: string,
  status: 'inactive' | 'locked',
): { readonly says: Mrkdwn; readonly next: Mrkdwn } {
  return status === 'inactive'
    ? {
        says: md`The Zoom account of ${bold(name)} is inactive, so they couldn’t schedule for anybody.`,
        next: md`Ask your Zoom admins to activate it, or choose somebody else.`,
      }
    : {
        says: md`The Zoom account of ${bold(name)} is locked, so they couldn’t schedule for anybody.`,
        next: md`Ask your Zoom admins to unlock it, or choose somebody else.`,
      };
}

/** Zoom would refuse it after the form was filled in. */
function needsLicence(own: boolean, { name }: Account): Refusal {
  return new Refusal('input', {
    says: own
      ? md`You have no Zoom licence, and only people with one can have assistants.`
      : md`${bold(name)} has no Zoom licence, and only people with one can have assistants.`,
    next: own ? md`Ask for a licence first.` : md`Give them a licence first.`,
    buttons: own
      ? [{ label: text`Request a licence`, action: 'command:request-license', style: 'primary' }]
      : [],
  });
}
