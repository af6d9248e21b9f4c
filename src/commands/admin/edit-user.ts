import { z } from 'zod';
import { licenceName, licenceOf } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { Job } from '../context.ts';
import { change } from '../define-command.ts';
import type { AnyValues } from '../field.ts';
import { licenceBack, setLicence } from '../licence/change-licence.ts';
import { endOfHolding, licencePart } from '../licence/held-licence.ts';
import {
  licenceAliases,
  licenceFor,
  licenceOptions,
  licenceTypes,
  settableType,
  settableTypeFrom,
  wordFor,
} from '../licence/licence-types.ts';
import { seatChanges } from '../licence/seats.ts';
import { onlyParts } from '../parts.ts';
import {
  beforeAndAfter,
  changedFields,
  labelOf,
  profileOf,
  profileParts,
  someProfileValues,
  textInput,
  timeZoneInput,
  toZoom,
} from '../profile/profile-fields.ts';
import { readNameValues } from './name-value-args.ts';
import { nameForField, personField } from './person-fields.ts';

const fields = [
  personField,
  { ...textInput('firstName'), section: text`Name` },
  textInput('lastName'),
  textInput('displayName'),
  { ...textInput('jobTitle'), section: text`Work` },
  textInput('department'),
  { ...timeZoneInput, name: 'timezone', section: text`Time zone and licence` },
  {
    name: 'licence',
    label: text`Licence`,
    kind: 'choice',
    optional: true,
    options: licenceOptions,
    alsoCalled: licenceAliases,
  },
] as const;

const aliases = {
  title: 'jobTitle',
  dept: 'department',
  name: 'displayName',
  surname: 'lastName',
  license: 'licence',
  zone: 'timezone',
  tz: 'timezone',
};

const editData = z.object({
  before: someProfileValues,
  after: someProfileValues,
  /** Zoom's types of licence; `null` when it stays as it is. */
  type: z.object({ before: settableType, after: settableType }).nullable(),
});

/** Changes somebody's profile. Only what is different is sent to Zoom. */
export const editUser = change({
  name: 'edit-user',
  title: text`Edit an account`,
  summary: text`Change the names, job, time zone or licence of somebody’s account`,
  examples: [
    text`edit-user @mia department Sales`,
    text`edit-user @mia job-title Head of Support licence basic`,
  ],
  family: 'accounts',
  fields,
  submit: text`Continue`,
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'reversible',
  verb: text`Change`,
  data: editData,
  parseArgs: (words) => readNameValues(words, fields, aliases),
  prefill: async ({ zoom, subject }) => {
    const licence = wordFor(subject.licence);
    const { timeZone: timezone, ...values } = profileOf(await zoom.users.get(subject.zoomId));
    return {
      current: { ...values, timezone, ...(licence ? { licence } : {}) },
      note: md`Only what you change is sent. An empty field stays as it is.`,
    };
  },
  resource: 'licence',
  changesResource: ({ data }) => data.type !== null,
  preview: async ({ values, zoom, seats, subject, holding }) => {
    const { licence: wanted, timezone: timeZone, ...others } = values;
    const user = await zoom.users.get(subject.zoomId);
    const now = profileOf(user);
    const given: AnyValues = { ...others, timeZone };
    const names = changedFields(now, given);
    const licence = wanted === wordFor(subject.licence) ? undefined : wanted;
    if (names.length === 0 && !licence) {
      throw new Refusal('input', {
        says: md`The Zoom account of ${bold(subject.name)} already says that.`,
        next: md`There’s nothing to change.`,
      });
    }
    const takesSeat = licence === 'licensed' ? await seats.look() : null;
    const profile = beforeAndAfter(names, now, given);
    return {
      changes: [
        ...names.map((name) => ({ label: labelOf(name), before: now[name], after: given[name] ?? '' })),
        ...(licence
          ? [
              {
                label: text`Zoom licence`,
                before: licenceName(subject.licence),
                after: licenceName(licenceFor(licence)),
              },
              ...(takesSeat ? seatChanges(takesSeat) : []),
              ...endOfHolding(holding),
            ]
          : []),
      ],
      data: {
        ...profile,
        type: licence ? { before: settableTypeFrom(user.type), after: licenceTypes[licence] } : null,
      },
      ...(takesSeat ? { takesSeat } : {}),
      // A licence for a time would come back for good.
      ...(licence && holding ? { irreversible: true as const } : {}),
    };
  },
  takes: ({ data: { type } }) =>
    type?.before === licenceTypes.licensed && type.after !== licenceTypes.licensed ? 'licence' : null,
  undoTakes: ({ data: { type } }) => (type && type.before !== licenceTypes.licensed ? 'licence' : null),
  run: async (job) => {
    const { after, type } = job.plan.data;
    await updateProfile(job, after);
    if (type) await setLicence(job, type.after);
  },
  verify: async ({ plan, zoom, signal }) => {
    const user = await zoom.users.get(plan.subject.zoomId, { signal });
    const { after, type } = plan.data;
    return (!type || user.type === type.after) && changedFields(profileOf(user), after).length === 0;
  },
  undo: async (job) => {
    const { only, plan } = job;
    const { before, type } = plan.data;
    await updateProfile(job, onlyParts(before, only));
    if (type && (!only || only.has('licence'))) await licenceBack(job, type.before);
  },
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const user = await zoom.users.get(subject.zoomId, { signal });
    return [...profileParts(data, user), ...(data.type ? [licencePart(data.type, user.type)] : [])];
  },
  separable: true,
  askBack: ({ data, subject }) => {
    const { timeZone, ...others } = data.before;
    const licence = data.type && wordFor(licenceOf(data.type.before));
    return {
      command: 'edit-user',
      values: {
        person: nameForField(subject),
        ...others,
        ...(timeZone ? { timezone: timeZone } : {}),
        ...(licence ? { licence } : {}),
      },
    };
  },
  describe: ({ subject }) => md`Change the Zoom profile of ${bold(subject.name)}`,
  done: ({ subject, changes }) => ({
    title: md`The Zoom profile of ${subject.name} is changed`,
    lines: changes.map(({ label, after }) => md`${label}: ${after}`),
    note: md`Zoom shows it after they sign in again.`,
  }),
});

async function updateProfile(
  { plan, zoom, signal }: Job,
  values: Parameters<typeof toZoom>[0],
): Promise<void> {
  const changes = toZoom(values);
  if (Object.keys(changes).length > 0) await zoom.users.update(plan.subject.zoomId, changes, { signal });
}
