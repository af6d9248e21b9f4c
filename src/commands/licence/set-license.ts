import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { personField } from '../admin/person-fields.ts';
import { change } from '../define-command.ts';
import { allowedDuration } from './licence-duration.ts';
import {
  licenceFor,
  licenceOptions,
  licenceTypes,
  licenceWord,
  settableType,
  settableTypeFrom,
  wordFor,
} from './licence-types.ts';
import { takeSeat } from './seats.ts';

/** Gives somebody a licence or takes it back, permanently or for a limited time. */
export const setLicense = change({
  name: 'set-license',
  title: 'Set a licence',
  summary: 'Give somebody a Zoom licence, or take it back',
  examples: ['set-license @mia basic', 'set-license @ben licensed for 14d'],
  family: 'licences',
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
  changesSeats: true,
  risk: 'reversible',
  data: z.object({ licence: licenceWord, formerType: settableType }),
  preview: async ({ values, subject, zoom, maxDuration }) => {
    const { licence } = values;
    if (wordFor(subject.licence) === licence) {
      throw new Refusal('input', {
        says: md`${bold(subject.name)} is ${licenceFor(licence)} already.`,
        next: md`There is nothing to change.`,
      });
    }
    const duration = allowedDuration(values.duration, maxDuration, setLicense);
    const seats = licence === 'licensed' ? await takeSeat(zoom) : [];
    return {
      changes: [
        { label: 'Zoom licence', before: subject.licence, after: licenceFor(licence) },
        ...seats,
        ...(values.duration ? [{ label: 'Lasts', before: '–', after: values.duration }] : []),
      ],
      data: { licence, formerType: settableTypeFrom((await zoom.users.get(subject.zoomId)).type) },
      ...(duration ? { duration } : {}),
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, { type: licenceTypes[plan.data.licence] }, { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).type === licenceTypes[plan.data.licence],
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
