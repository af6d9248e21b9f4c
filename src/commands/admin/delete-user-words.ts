import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { Plan } from '../plan.ts';
import { labelsOf, partsIn } from './transfers.ts';

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
export function deed({ data, subject }: Plan) {
  if (data.pending) return md`Take back the Zoom invitation of ${bold(subject.name)}`;
  return data.action === 'delete'
    ? md`Delete the Zoom account of ${bold(subject.name)} for good`
    : md`Take the Zoom account of ${bold(subject.name)} out of your organisation`;
}

/** " and hand over to Mia: meetings, notes" */
export function handover({ data }: Plan) {
  if (data.heir)
    return md` and hand over to ${bold(data.heirName ?? '')}: ${labelsOf(partsIn(data.transfer)).toLowerCase()}`;
  return data.pending ? md`` : md`, handing over nothing`;
}

/** What has happened. */
export function doneTitle({ data, subject }: Plan) {
  if (data.pending) return md`The Zoom invitation of ${subject.name} is taken back`;
  return data.action === 'delete'
    ? md`The Zoom account of ${subject.name} is deleted`
    : md`${subject.name} has left your Zoom account`;
}
