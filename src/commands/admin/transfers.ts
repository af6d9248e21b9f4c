import { z } from 'zod';
import type { Account } from '../../identity/account.ts';
import { text } from '../../languages/text.ts';
import type { Deletion } from '../../zoom/users.ts';
import type { Change } from '../plan.ts';

/** What Zoom can transfer when an account is removed, by the word that is typed. */
const parts = {
  meetings: { key: 'transferMeeting', label: text`Meetings` },
  webinars: { key: 'transferWebinar', label: text`Webinars` },
  recordings: { key: 'transferRecording', label: text`Recordings` },
  whiteboards: { key: 'transferWhiteboard', label: text`Whiteboards` },
  clips: { key: 'transferClipfiles', label: text`Clips` },
  notes: { key: 'transferNotes', label: text`Notes` },
  visitors: { key: 'transferVisitors', label: text`Visitors` },
  docs: { key: 'transferDocs', label: text`Docs` },
  events: { key: 'transferEvents', label: text`Zoom Events` },
} as const satisfies Record<Part, { key: keyof Deletion; label: string }>;

export const part = z.enum([
  'meetings',
  'webinars',
  'recordings',
  'whiteboards',
  'clips',
  'notes',
  'visitors',
  'docs',
  'events',
]);
export type Part = z.infer<typeof part>;
export const partNames: readonly Part[] = part.options;
export const everything = partNames.join(',');

/** The toggles of the form. */
export const partOptions = partNames.map((value) => ({ value, label: parts[value].label }));

/** The toggles' value as parts. */
export function partsIn(value: string | undefined): Part[] {
  const chosen = value?.split(',') ?? [];
  return partNames.filter((name) => chosen.includes(name));
}

/** The query for Zoom. It names every part, because Zoom transfers Zoom Events unless told not to. */
export function transferQuery(chosen: readonly Part[], transferEmail: string | undefined): Deletion {
  const flags = partNames.map((name) => [
    parts[name].key,
    transferEmail !== undefined && chosen.includes(name),
  ]);
  return { ...(Object.fromEntries(flags) as Deletion), ...(transferEmail ? { transferEmail } : {}) };
}

/** "Meetings, notes" */
export function labelsOf(chosen: readonly Part[]): string {
  const [first = '', ...rest] = chosen.map((name) => parts[name].label);
  // Only the first label of the list begins with a capital, except for a product's name.
  return [first, ...rest.map((label) => (label.startsWith('Zoom') ? label : label.toLowerCase()))].join(', ');
}

/** Lines of the preview: what is transferred to whom, and what is not. */
export function transferLines(
  chosen: readonly Part[],
  owner: Account,
  to: Account | null,
  otherwise: string,
): Change[] {
  const moved = to ? chosen : [];
  const left = partNames.filter((name) => !moved.includes(name));
  const line = (list: readonly Part[], after: string) =>
    list.length === 0 ? [] : [{ label: labelsOf(list), before: owner.name, after }];
  return [...line(moved, to ? `${to.name} (${to.email})` : ''), ...line(left, otherwise)];
}
