import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { durationWords } from '../parse/duration.ts';
import { allowedDuration } from './licence-duration.ts';
import { hasLicence, licenceGrant, licenceTypes, unlicensedTypeFrom } from './licence-types.ts';
import { freeSeats, seatChange } from './seats.ts';

const MINUTE = 60_000;

/** Requests a licence, permanent or for a limited time, or an extension of a limited one. */
export const requestLicense = change({
  name: 'request-license',
  title: 'Request a licence',
  summary: 'Ask for a Zoom licence: longer meetings, assistants, recordings',
  examples: ['request-license', 'request-license for 14d weekly customer workshops'],
  family: 'licence',
  fields: [
    {
      name: 'duration',
      label: 'For how long?',
      kind: 'duration',
      optional: true,
      placeholder: '14d',
      maxLength: 20,
      hint: 'Such as 14d or 2w; then it goes back by itself. Empty: for good.',
    },
    {
      name: 'reason',
      label: 'What do you need it for?',
      kind: 'text',
      optional: true,
      multiline: true,
      maxLength: 500,
      hint: 'The approver reads it.',
    },
  ],
  submit: 'Continue',
  subject: 'self',
  access: 'approval',
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'sensitive',
  data: licenceGrant,
  ends: 'request-license',
  endsData: licenceGrant,
  prefill: async ({ zoom, subject, maxDuration }) => {
    const hints = maxDuration
      ? { duration: `Such as 14d or 2w, at most ${durationWords(maxDuration)}; then it goes back by itself.` }
      : {};
    if (hasLicence(subject)) return { hints };
    const free = await freeSeats(zoom);
    if (free === null) return { hints };
    if (free === 0) {
      return { nothing: md`No licence is free just now. Ask your Zoom admins to free or buy one.` };
    }
    return { hints, note: md`${free === 1 ? 'One licence is' : `${free} licences are`} free.` };
  },
  preview: async ({ values, subject, own, zoom, maxDuration, holding }) => {
    const asked = allowedDuration(values.duration, maxDuration, requestLicense);
    // Without a duration, the limit of policy applies.
    const duration = asked ?? maxDuration ?? undefined;
    const timed = duration ? { duration } : {};
    if (hasLicence(subject)) {
      if (!holding) throw hasOne(own, subject.name);
      const left = Math.round((holding.endsAt - Date.now()) / MINUTE) * MINUTE;
      return {
        changes: [
          {
            label: 'Keep the licence',
            before: `for ${durationWords(Math.max(MINUTE, left))} more`,
            after: `${lengthOf(duration)}, from the approval on`,
            informational: true,
          },
        ],
        data: { formerType: holding.data.formerType, extension: true },
        irreversible: true,
        ...timed,
      };
    }
    const [user, free] = await Promise.all([zoom.users.get(subject.zoomId), freeSeats(zoom)]);
    if (free === 0) throw noneFree();
    const after = duration ? `Licensed ${lengthOf(duration)}` : 'Licensed';
    return {
      changes: [
        { label: 'Zoom licence', before: subject.licence, after },
        ...(free === null ? [] : [seatChange(free)]),
      ],
      data: { formerType: unlicensedTypeFrom(user.type), extension: false },
      ...timed,
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, { type: licenceTypes.licensed }, { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).type === licenceTypes.licensed,
  undo: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, { type: plan.data.formerType }, { signal }),
  describe: ({ data, own, subject, duration }) => {
    if (data.extension) {
      return own
        ? md`Keep my Zoom licence ${lengthOf(duration)}`
        : md`Let ${bold(subject.name)} keep the Zoom licence ${lengthOf(duration)}`;
    }
    const time = duration ? ` ${lengthOf(duration)}` : '';
    return own ? md`Get a Zoom licence${time}` : md`Give ${bold(subject.name)} a Zoom licence${time}`;
  },
  done: ({ data, own, subject, duration }) => ({
    title: data.extension
      ? md`${own ? 'You keep your' : `${subject.name} keeps the`} Zoom licence ${lengthOf(duration)}`
      : md`${own ? 'You have' : `${subject.name} has`} a Zoom licence`,
    lines: [md`Meetings no longer end after 40 minutes, and assistants can be added.`],
    note: md`Restart the Zoom app if it still shows “Basic”.`,
    buttons: own
      ? [
          { label: 'Add an assistant', action: 'command:add-assistant' },
          ...(duration ? [{ label: 'Return the licence', action: 'command:return-license' }] : []),
        ]
      : [],
  }),
});

function lengthOf(duration: number | undefined): string {
  return duration ? `for ${durationWords(duration)}` : 'for good';
}

function hasOne(own: boolean, name: string): Refusal {
  return new Refusal('input', {
    says: own ? md`You already have a Zoom licence.` : md`${bold(name)} already has a Zoom licence.`,
    next: md`There is nothing to request.`,
  });
}

function noneFree(): Refusal {
  return new Refusal('input', {
    says: md`No Zoom licence is free just now.`,
    next: md`Ask your Zoom admins to free or buy one, then try again.`,
    buttons: [{ label: 'Try again', action: 'command:request-license' }],
  });
}
