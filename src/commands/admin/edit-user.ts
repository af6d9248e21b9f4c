import { z } from 'zod';
import type { Licence } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { UserChanges } from '../../zoom/users.ts';
import { change } from '../define-command.ts';
import { licenceFor, typeOf, wordFor } from '../licence/licence-types.ts';
import { takeSeat } from '../licence/seats.ts';
import { personField } from './person-field.ts';
import {
  profileChanges,
  profileFields,
  profileInputs,
  profileNames,
  profileOf,
  profileValues,
  timeZoneProblem,
} from './profile-fields.ts';
import { readPairs } from './read-pairs.ts';

const fields = [personField, ...profileInputs] as const;

const editing = z.object({
  before: profileValues,
  after: profileValues,
  /** Zoom's types of licence; `null` when it stays as it is. */
  type: z.object({ before: z.literal([1, 2, 4]), after: z.literal([1, 2]) }).nullable(),
});

/** Changes somebody's profile. Only what is different is sent to Zoom. */
export const editUser = change({
  name: 'edit-user',
  title: 'Edit an account',
  summary: 'Change the names, job, time zone or licence of somebody’s account',
  examples: ['edit-user @mia department Sales', 'edit-user @mia job-title Head of Support licence basic'],
  fields,
  submit: 'Continue',
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'updateUser'],
  risk: 'reversible',
  data: editing,
  fromWords: (words) => readPairs(words, fields, aliases),
  prefill: async ({ zoom, subject }) => {
    const licence = wordFor(subject.licence);
    const values = profileOf(await zoom.users.get(subject.zoomId));
    return {
      values: { ...values, ...(licence ? { licence } : {}) },
      note: md`Only what you change is sent. An empty field stays as it is.`,
    };
  },
  check: ({ timezone }): Record<string, string> => {
    const problem = timeZoneProblem(timezone);
    return problem ? { timezone: problem } : {};
  },
  preview: async ({ values, zoom, subject }) => {
    const problem = timeZoneProblem(values.timezone);
    if (problem) throw new Refusal('input', { says: md`${problem}`, next: md`Nothing was changed.` });
    const now = profileOf(await zoom.users.get(subject.zoomId));
    const changed = profileNames.filter((name) => values[name] !== undefined && values[name] !== now[name]);
    const licence = values.licence === wordFor(subject.licence) ? undefined : values.licence;
    if (changed.length === 0 && !licence) {
      throw new Refusal('input', {
        says: md`The Zoom account of ${bold(subject.name)} says just that already.`,
        next: md`There is nothing to change.`,
      });
    }
    const seats = licence === 'licensed' ? await takeSeat(zoom) : [];
    return {
      changes: [
        ...changed.map((name) => ({
          label: profileFields[name].label,
          before: now[name],
          after: values[name] ?? '',
        })),
        ...(licence
          ? [{ label: 'Zoom licence', before: subject.licence, after: licenceFor(licence) }, ...seats]
          : []),
      ],
      data: {
        before: Object.fromEntries(changed.map((name) => [name, now[name]])),
        after: Object.fromEntries(changed.map((name) => [name, values[name] ?? ''])),
        type: licence ? { before: formerType(subject.licence), after: typeOf(licence) } : null,
      },
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, changesTo('after', plan.data), { signal }),
  verify: async ({ plan, zoom, signal }) => {
    const user = await zoom.users.get(plan.subject.zoomId, { signal });
    const now = profileOf(user);
    const { after: wanted, type } = plan.data;
    const licensed = !type || user.type === type.after;
    return licensed && profileNames.every((name) => wanted[name] === undefined || wanted[name] === now[name]);
  },
  undo: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, changesTo('before', plan.data), { signal }),
  describe: ({ subject }) => md`Change the Zoom profile of ${bold(subject.name)}`,
  done: ({ subject, changes }) => ({
    title: md`The Zoom profile of ${subject.name} is changed`,
    lines: changes.map(({ label, after }) => md`${label}: ${after}`),
    note: md`Zoom shows it after they sign in again.`,
  }),
});

const aliases = {
  title: 'jobTitle',
  dept: 'department',
  name: 'displayName',
  license: 'licence',
  zone: 'timezone',
};

/** The type to set on undo. */
function formerType(licence: Licence): 1 | 2 | 4 {
  return licence === 'Licensed' ? 2 : licence === 'Unassigned' ? 4 : 1;
}

function changesTo(when: 'before' | 'after', data: z.infer<typeof editing>): UserChanges {
  return { ...profileChanges(data[when]), ...(data.type ? { type: data.type[when] } : {}) };
}
