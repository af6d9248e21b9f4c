import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { UserChanges } from '../../zoom/users.ts';
import { change } from '../define-command.ts';
import { licenceFor, typeOf, wordFor } from '../licence/licence-types.ts';
import { takeSeat } from '../licence/seats.ts';
import type { Plan } from '../plan.ts';
import { personField } from './person-field.ts';
import {
  type ProfileField,
  profileChanges,
  profileFields,
  profileInputs,
  profileNames,
  profileOf,
  timeZoneProblem,
} from './profile-fields.ts';
import { readPairs } from './read-pairs.ts';

const fields = [personField, ...profileInputs] as const;

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
    const after = Object.fromEntries(changed.map((name) => [`after.${name}`, values[name] ?? '']));
    const before = Object.fromEntries(changed.map((name) => [`before.${name}`, now[name]]));
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
      data: { ...after, ...before, ...(licence ? { licence, oldLicence: subject.licence } : {}) },
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, changesOf(plan, 'after'), { signal }),
  verify: async ({ plan, zoom, signal }) => {
    const user = await zoom.users.get(plan.subject.zoomId, { signal });
    const now = profileOf(user);
    const wanted = valuesOf(plan, 'after');
    const licensed = !plan.data.licence || user.type === typeOf(plan.data.licence);
    return licensed && profileNames.every((name) => wanted[name] === undefined || wanted[name] === now[name]);
  },
  undo: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, changesOf(plan, 'before'), { signal }),
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

function valuesOf({ data }: Plan, when: 'before' | 'after'): Partial<Record<ProfileField, string>> {
  const values = profileNames.map((name) => [name, data[`${when}.${name}`]]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function changesOf(plan: Plan, when: 'before' | 'after'): UserChanges {
  const { licence, oldLicence } = plan.data;
  const former = oldLicence === 'Licensed' ? 2 : oldLicence === 'Unassigned' ? 4 : 1;
  const type = when === 'after' ? typeOf(licence) : former;
  return { ...profileChanges(valuesOf(plan, when)), ...(licence ? { type } : {}) };
}
