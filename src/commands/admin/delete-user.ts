import type { z } from 'zod';
import { code, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { doneTitle, ends, refuse, removal, removalWords, transferWords } from './delete-user-words.ts';
import { readDeletion } from './delete-words.ts';
import { existingUser } from './existing-user.ts';
import { personField } from './person-field.ts';
import { everything, labelsOf, partOptions, partsIn, transferLines, transferQuery } from './transfers.ts';

const fields = [
  personField,
  {
    name: 'action',
    label: 'What should become of the account?',
    kind: 'choice',
    options: [
      { value: 'disassociate', label: 'Disassociate: it leaves, the person keeps it as a free one' },
      { value: 'delete', label: 'Delete: gone for good' },
    ],
  },
  {
    name: 'heir',
    label: 'Who gets what it holds?',
    kind: 'person',
    optional: true,
    placeholder: 'Pick a colleague',
    hint: 'Without somebody here nothing is handed over.',
  },
  {
    name: 'transfer',
    label: 'What do they get?',
    kind: 'toggles',
    optional: true,
    options: partOptions,
  },
] as const;

/** Takes an account out of the organisation, or deletes it, and hands over what it holds. */
export const deleteUser = change({
  name: 'delete-user',
  title: 'Delete an account',
  summary: 'Remove somebody’s Zoom account, and hand over what it holds',
  examples: ['delete-user @mia disassociate', 'delete-user @mia delete @ben meetings recordings'],
  fields,
  submit: 'Continue',
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'deleteUser'],
  risk: 'destructive',
  takeover: true,
  data: removal,
  fromWords: (words) => readDeletion(words, fields),
  prefill: async ({ subject }) => ({
    values: { action: 'disassociate', transfer: everything },
    ...(subject.status === 'pending'
      ? {
          options: { action: [{ value: 'disassociate', label: 'Take the invitation back' }] },
          without: ['heir', 'transfer'],
        }
      : {}),
  }),
  check: ({ heir, transfer }): Record<string, string> =>
    heir && transfer === '' ? { transfer: 'Tick what they should get, or leave the person out.' } : {},
  preview: async ({ values, subject, own, find }) => {
    const { action, heir: transferTarget } = values;
    if (own) throw refuse('You cannot remove your own Zoom account.', 'Ask another admin to do it.');
    const pending = subject.status === 'pending';
    if (pending && action === 'delete') {
      throw refuse(
        `${subject.name} has not accepted the invitation yet, so there is nothing to delete.`,
        'Choose “disassociate”: it takes the invitation back.',
      );
    }
    const to = transferTarget && !pending ? await find(transferTarget) : null;
    if (to?.zoomId === subject.zoomId) {
      throw refuse('An account cannot be handed over to itself.', 'Choose somebody else.');
    }
    const chosen = to ? partsIn(values.transfer) : [];
    if (to && chosen.length === 0) {
      throw refuse(`Nothing is ticked that ${to.name} should get.`, 'Tick it, or leave the person out.');
    }
    const before = `${subject.licence}, ${subject.status}`;
    const after = pending ? 'invitation taken back' : ends[action];
    const otherwise = action === 'delete' ? 'lost for good' : 'not handed over';
    return {
      changes: [
        { label: 'Zoom account', before, after },
        ...(pending ? [] : transferLines(chosen, subject, to, otherwise)),
      ],
      data: {
        action,
        pending,
        transfer: to && { email: to.email, name: to.name, parts: chosen },
      },
    };
  },
  run: async ({ plan, zoom, signal }) => {
    const { action, pending, transfer } = plan.data;
    // Taking back an invitation asks nobody what should be handed over: it must not hit an account in use.
    if (pending && (await zoom.users.get(plan.subject.zoomId, { signal })).status !== 'pending') {
      throw refuse(`${plan.subject.name} has accepted the invitation in the meantime.`, 'Please ask again.');
    }
    const parts = pending ? {} : transferQuery(transfer?.parts ?? [], transfer?.email);
    await zoom.users.delete(plan.subject.zoomId, { ...parts, action }, { signal });
  },
  verify: async ({ plan, zoom, signal }) =>
    (await existingUser(zoom, plan.subject.zoomId, { signal })) === null,
  describe: (plan) => md`${removalWords(plan)}${transferWords(plan)}. This cannot be undone`,
  done: (plan) => ({
    title: doneTitle(plan),
    lines: transferLine(plan.data.transfer),
    note: md`If they had a licence, it is free again.`,
  }),
});

function transferLine(transfer: z.infer<typeof removal>['transfer']) {
  if (!transfer) return [];
  return [md`${labelsOf(transfer.parts)}: now with ${transfer.name} (${code(transfer.email)}).`];
}
