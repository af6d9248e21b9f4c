import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { personField } from '../admin/person-field.ts';
import { change } from '../define-command.ts';
import { lastsFor } from './lasting.ts';
import { licenceFor, licenceOptions, licenceWord, typeOf, wordFor } from './licence-types.ts';
import { takeSeat } from './seats.ts';

const words = { name: 'set-license', title: 'Set a licence' } as const;

/** Gives somebody a licence or takes it back, for good or for a time. */
export const setLicense = change({
  ...words,
  summary: 'Give somebody a Zoom licence, or take it back',
  examples: ['set-license @mia basic', 'set-license @ben licensed for 14d'],
  fields: [
    personField,
    { name: 'licence', label: 'Licence', kind: 'choice', options: licenceOptions },
    {
      name: 'duration',
      label: 'For how long?',
      kind: 'duration',
      optional: true,
      placeholder: '14d',
      hint: 'It goes back by itself afterwards. Leave it empty for good.',
    },
  ],
  submit: 'Continue',
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'updateUser'],
  risk: 'reversible',
  data: z.object({ licence: licenceWord, formerType: z.literal([1, 2, 4]) }),
  preview: async ({ values, subject, zoom, maxDuration }) => {
    const { licence } = values;
    if (wordFor(subject.licence) === licence) {
      throw new Refusal('input', {
        says: md`${bold(subject.name)} is ${licenceFor(licence)} already.`,
        next: md`There is nothing to change.`,
      });
    }
    const lasts = lastsFor(values.duration, maxDuration, words);
    const time = lasts ? { duration: lasts } : {};
    const seats = licence === 'licensed' ? await takeSeat(zoom) : [];
    return {
      changes: [
        { label: 'Zoom licence', before: subject.licence, after: licenceFor(licence) },
        ...seats,
        ...(values.duration ? [{ label: 'Lasts', before: '–', after: values.duration }] : []),
      ],
      data: { licence, formerType: settableType((await zoom.users.get(subject.zoomId)).type) },
      ...time,
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, { type: typeOf(plan.data.licence) }, { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).type === typeOf(plan.data.licence),
  undo: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, { type: plan.data.formerType }, { signal }),
  describe: ({ data, subject }) =>
    data.licence === 'licensed'
      ? md`Give ${bold(subject.name)} a Zoom licence`
      : md`Make ${bold(subject.name)} Basic in Zoom`,
  done: ({ data, subject }) =>
    data.licence === 'licensed'
      ? {
          title: md`${subject.name} has a Zoom licence`,
          note: md`Zoom shows it after a restart of the app.`,
        }
      : {
          title: md`${subject.name} is Basic in Zoom now`,
          lines: [md`The licence is free for somebody else.`],
          note: md`Group meetings end after 40 minutes, and assistants cannot plan for them any more.`,
        },
});

/** The type to set on undo: types that cannot be set (3 On-prem, 99 None) become Basic. */
function settableType(type: number): 1 | 2 | 4 {
  return type === 2 || type === 4 ? type : 1;
}
