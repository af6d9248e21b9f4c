import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { type Text, text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { SettingsChanges, ZoomSettings } from '../../zoom/settings.ts';
import { change } from '../define-command.ts';
import { onlyParts } from '../parts.ts';
import { readNameValues } from './name-value-args.ts';
import { nameForField, personField } from './person-fields.ts';

/** The add-on licences, by field name. */
const kinds = {
  webinar: { label: text`Webinar`, sizes: [100, 500, 1000, 3000, 5000, 10000] },
  meeting: { label: text`Large meeting`, sizes: [100, 200, 300, 500, 1000] },
} as const;

type AddOn = keyof typeof kinds;

/** Sizes by add-on, as the values of the form's choices: `none` or a number. */
const addOnSizes = z.object({
  webinar: z.string().exactOptional(),
  meeting: z.string().exactOptional(),
});
type AddOnSizes = z.infer<typeof addOnSizes>;

const names: readonly AddOn[] = ['webinar', 'meeting'];

const fields = [
  personField,
  { name: 'webinar', label: text`Webinar`, kind: 'choice', optional: true, options: sizeOptions('webinar') },
  {
    name: 'meeting',
    label: text`Large meeting`,
    kind: 'choice',
    optional: true,
    options: sizeOptions('meeting'),
  },
] as const;

/** Gives and takes the licences for webinars and large meetings. */
export const addOns = change({
  name: 'add-ons',
  title: text`Set add-ons`,
  summary: text`Change what somebody has for webinars and large meetings`,
  examples: [text`add-ons @mia webinar 500`, text`add-ons @mia webinar none meeting 500`],
  family: 'licences',
  fields,
  submit: text`Continue`,
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'getSettings', 'updateSettings'],
  risk: 'reversible',
  verb: text`Change`,
  data: z.object({ before: addOnSizes, after: addOnSizes }),
  parseArgs: (words) => readNameValues(words, fields, { large: 'meeting' }),
  prefill: async ({ zoom, subject }) => {
    const settings = await zoom.settings.get(subject.zoomId);
    const hasSome = names.some((name) => sizeIn(settings, name) !== 'none');
    if (subject.licence !== 'Licensed' && !hasSome) throw needsLicence(subject.name);
    return { current: { webinar: sizeIn(settings, 'webinar'), meeting: sizeIn(settings, 'meeting') } };
  },
  preview: async ({ values, zoom, subject }) => {
    const settings = await zoom.settings.get(subject.zoomId);
    const changed = names.flatMap((name) => {
      const before = sizeIn(settings, name);
      const after = values[name];
      return after === undefined || after === before ? [] : [{ name, before, after }];
    });
    if (changed.length === 0) {
      throw new Refusal('input', {
        says: md`${bold(subject.name)} already has that.`,
        next: md`There’s nothing to change.`,
      });
    }
    if (subject.licence !== 'Licensed' && changed.some(({ after }) => after !== 'none')) {
      throw needsLicence(subject.name);
    }
    return {
      changes: changed.map(({ name, before, after }) => ({
        label: kinds[name].label,
        before: sizeMessage(before),
        after: sizeMessage(after),
      })),
      data: {
        before: Object.fromEntries(changed.map(({ name, before }) => [name, before])),
        after: Object.fromEntries(changed.map(({ name, after }) => [name, after])),
      },
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.settings.update(plan.subject.zoomId, addOnChanges(plan.data.after), { signal }),
  verify: async ({ plan, zoom, signal }) => {
    const settings = await zoom.settings.get(plan.subject.zoomId, { signal });
    const wanted = plan.data.after;
    return names.every((name) => wanted[name] === undefined || sizeIn(settings, name) === wanted[name]);
  },
  undo: ({ plan, zoom, signal, only }) =>
    zoom.settings.update(plan.subject.zoomId, addOnChanges(onlyParts(plan.data.before, only)), { signal }),
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const settings = await zoom.settings.get(subject.zoomId, { signal });
    return names.flatMap((name) => {
      const {
        before: { [name]: before = 'none' },
        after: { [name]: after },
      } = data;
      if (after === undefined) return [];
      return [
        {
          name,
          label: kinds[name].label,
          before: sizeMessage(before),
          after: sizeMessage(after),
          now: sizeMessage(sizeIn(settings, name)),
        },
      ];
    });
  },
  takes: ({ data }) => (isLess(data.before.webinar, data.after.webinar) ? 'webinars' : null),
  undoTakes: ({ data: { before, after } }) =>
    before.webinar === 'none' && isLess(after.webinar, before.webinar) ? 'webinars' : null,
  separable: true,
  askBack: ({ data, subject }) => ({
    command: 'add-ons',
    values: { person: nameForField(subject), ...data.before },
  }),
  describe: ({ subject }) => md`Change the Zoom add-ons of ${bold(subject.name)}`,
  done: ({ data, subject }) => ({
    title: md`The Zoom add-ons of ${subject.name} are changed`,
    lines: names.flatMap((name) => {
      const size = data.after[name];
      return size === undefined ? [] : [md`${kinds[name].label}: ${sizeMessage(size)}`];
    }),
    note: md`Zoom shows it after they sign in again.`,
  }),
});

function needsLicence(name: string): Refusal {
  return new Refusal('input', {
    says: md`${bold(name)} has no Zoom licence, and add-ons need one.`,
    next: md`Give them a licence with \`set-license\` first.`,
  });
}

/** Choices for a form: none, then the sizes. */
function sizeOptions(addOn: AddOn) {
  const sizes = kinds[addOn].sizes.map((size) => ({
    value: `${size}`,
    label: text`Up to ${`${size}`} people`,
  }));
  return [{ value: 'none', label: text`None` }, ...sizes];
}

/** What somebody has, as the value of a choice. */
function sizeIn(settings: ZoomSettings, addOn: AddOn): string {
  const { feature = {} } = settings;
  const has = addOn === 'webinar' ? feature.webinar : feature.large_meeting;
  const size = addOn === 'webinar' ? feature.webinar_capacity : feature.large_meeting_capacity;
  return has && size ? `${size}` : 'none';
}

/** The change that gives these sizes; an add-on that is missing stays as it is. */
function addOnChanges(sizes: AddOnSizes): SettingsChanges {
  const { webinar, meeting } = sizes;
  return {
    feature: {
      ...(webinar === undefined ? {} : { webinar: webinar !== 'none' }),
      ...(webinar === undefined || webinar === 'none' ? {} : { webinar_capacity: Number(webinar) }),
      ...(meeting === undefined ? {} : { large_meeting: meeting !== 'none' }),
      ...(meeting === undefined || meeting === 'none' ? {} : { large_meeting_capacity: Number(meeting) }),
    },
  };
}

/** Fewer people than before, or none. */
function isLess(before: string | undefined, after: string | undefined): boolean {
  const people = (size: string) => (size === 'none' ? 0 : Number(size));
  return before !== undefined && after !== undefined && people(after) < people(before);
}

function sizeMessage(size: string): Text {
  return size === 'none' ? text`none` : text`up to ${size} people`;
}
