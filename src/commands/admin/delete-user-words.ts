import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { Plan } from '../plan.ts';
import { labelsOf, part } from './transfers.ts';

/** What a plan of `delete-user` holds. */
export const removal = z.object({
  action: z.enum(['disassociate', 'delete']),
  /** The invitation was not accepted yet, so it is taken back. */
  pending: z.boolean(),
  /** Who gets what the account holds. */
  transfer: z.object({ email: z.string(), name: z.string(), parts: z.array(part) }).nullable(),
});
type RemovalPlan = Plan<z.infer<typeof removal>>;

/** What becomes of the account, for the preview. */
export const ends = {
  disassociate: 'leaves your organisation, lives on as a free account of their own',
  delete: 'deleted for good, with all that is not handed over',
} as const;

/** The desk says no; nothing has happened. */
export function refuse(says: string, next: string): Refusal {
  return new Refusal('input', { says: md`${says}`, next: md`${next} Nothing was changed.` });
}

/** "Delete the Zoom account of Ben for good" */
export function removalWords({ data, subject }: RemovalPlan) {
  if (data.pending) return md`Take back the Zoom invitation of ${bold(subject.name)}`;
  return data.action === 'delete'
    ? md`Delete the Zoom account of ${bold(subject.name)} for good`
    : md`Take the Zoom account of ${bold(subject.name)} out of your organisation`;
}

/** " and hand over to Mia: meetings, notes" */
export function transferWords({ data: { pending, transfer } }: RemovalPlan) {
  if (transfer)
    return md` and hand over to ${bold(transfer.name)}: ${labelsOf(transfer.parts).toLowerCase()}`;
  return pending ? md`` : md`, handing over nothing`;
}

/** What has happened. */
export function doneTitle({ data, subject }: RemovalPlan) {
  if (data.pending) return md`The Zoom invitation of ${subject.name} is taken back`;
  return data.action === 'delete'
    ? md`The Zoom account of ${subject.name} is deleted`
    : md`${subject.name} has left your Zoom account`;
}
