import { z } from 'zod';
import type { Account } from '../../identity/account.ts';
import { joined, type Text, text } from '../../languages/text.ts';
import type { Deletion } from '../../zoom/users.ts';
import type { Change } from '../plan.ts';

/** What Zoom can transfer when an account is removed, by the word that is typed; `inside` of a sentence or a list. */
const parts = {
  meetings: { key: 'transferMeeting', label: text`Meetings`, inside: text`meetings` },
  webinars: { key: 'transferWebinar', label: text`Webinars`, inside: text`webinars` },
  recordings: { key: 'transferRecording', label: text`Recordings`, inside: text`recordings` },
  whiteboards: { key: 'transferWhiteboard', label: text`Whiteboards`, inside: text`whiteboards` },
  clips: { key: 'transferClipfiles', label: text`Clips`, inside: text`clips` },
  notes: { key: 'transferNotes', label: text`Notes`, inside: text`notes` },
  visitors: { key: 'transferVisitors', label: text`Visitors`, inside: text`visitors` },
  docs: { key: 'transferDocs', label: text`Docs`, inside: text`docs` },
  events: { key: 'transferEvents', label: text`Zoom Events`, inside: text`Zoom Events` },
} as const satisfies Record<Part, { key: keyof Deletion; label: Text; inside: Text }>;

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
export function labelsOf(chosen: readonly Part[]): Text {
  return joined(chosen.map((name, i) => (i === 0 ? parts[name].label : parts[name].inside)));
}

/** "meetings, notes", after the beginning of a sentence. */
export function labelsInside(chosen: readonly Part[]): Text {
  return joined(chosen.map((name) => parts[name].inside));
}

/** Lines of the preview: what is transferred to whom, and what is not. */
export function transferLines(
  chosen: readonly Part[],
  owner: Account,
  to: Account | null,
  otherwise: Text,
): Change[] {
  const moved = to ? chosen : [];
  const left = partNames.filter((name) => !moved.includes(name));
  const line = (list: readonly Part[], after: Text | string) =>
    list.length === 0 ? [] : [{ label: labelsOf(list), before: owner.name, after }];
  return [...line(moved, to ? `${to.name} (${to.email})` : ''), ...line(left, otherwise)];
}
