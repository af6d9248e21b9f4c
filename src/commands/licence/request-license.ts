import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { durationWords } from '../parse/duration.ts';
import { lastsFor } from './lasting.ts';
import { licenceGrant, licenceTypes, unlicensedTypeFrom } from './licence-types.ts';
import { hasOne, noneFree } from './refusals.ts';
import { freeSeats } from './seats.ts';

const words = { name: 'request-license', title: 'Request a licence' } as const;

/** Asks for a licence for an account that has none, for good or for a time; or for more time. */
export const requestLicense = change({
  ...words,
  summary: 'Ask for a Zoom licence: longer meetings, assistants, recordings',
  examples: ['request-license', 'request-license for 14d weekly customer workshops'],
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
  risk: 'sensitive',
  data: licenceGrant,
  ends: 'request-license',
  endsData: licenceGrant,
  prefill: async ({ zoom, subject, maxDuration }) => {
    const hints = maxDuration
      ? { duration: `Such as 14d or 2w, at most ${durationWords(maxDuration)}; then it goes back by itself.` }
      : {};
    if (subject.licence === 'Licensed' || subject.licence === 'On-prem') return { hints };
    const free = await freeSeats(zoom);
    if (free === 0)
      return { nothing: md`No licence is free just now. Ask your Zoom admins to free or buy one.` };
    return {
      hints,
      ...(free === null ? {} : { note: md`${free === 1 ? 'One licence is' : `${free} licences are`} free.` }),
    };
  },
  preview: async ({ values, subject, own, zoom, maxDuration, holding }) => {
    // Where nothing was said, policy's limit holds.
    const lasts = lastsFor(values.duration, maxDuration, words) ?? maxDuration ?? undefined;
    const length = lengthWords(lasts);
    const timed = lasts ? { duration: lasts } : {};
    if (subject.licence === 'Licensed' || subject.licence === 'On-prem') {
      if (!holding) throw hasOne(own, subject.name);
      const left = durationWords(
        Math.max(60_000, Math.round((holding.endsAt - Date.now()) / 60_000) * 60_000),
      );
      return {
        changes: [
          {
            label: 'Keep the licence',
            before: `for ${left} more`,
            after: `${length}, from the approval on`,
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
    return {
      changes: [
        { label: 'Zoom licence', before: subject.licence, after: lasts ? `Licensed ${length}` : 'Licensed' },
        ...(free === null
          ? []
          : [
              {
                label: 'Free licences',
                before: `${free}`,
                after: `${free - 1}`,
                informational: true as const,
              },
            ]),
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
    const length = lengthWords(duration);
    if (data.extension) {
      return own
        ? md`Keep my Zoom licence ${length}`
        : md`Let ${bold(subject.name)} keep the Zoom licence ${length}`;
    }
    const time = duration ? ` ${length}` : '';
    return own ? md`Get a Zoom licence${time}` : md`Give ${bold(subject.name)} a Zoom licence${time}`;
  },
  done: ({ data, own, subject, duration }) => ({
    title: data.extension
      ? md`${own ? 'You keep your' : `${subject.name} keeps the`} Zoom licence ${lengthWords(duration)}`
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

function lengthWords(duration: number | undefined): string {
  return duration ? `for ${durationWords(duration)}` : 'for good';
}
