import { Refusal } from '../../people/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../command.ts';

const BASIC = 1;
const LICENSED = 2;

/** Asks for a licence for an account that has none. */
export const requestLicense = change({
  name: 'request-license',
  title: 'Request a licence',
  summary: 'Ask for a Zoom licence: longer meetings, assistants, recordings',
  examples: ['request-license', 'request-license weekly customer workshops'],
  fields: [
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
  preview: async ({ subject, own }) => {
    if (subject.licence === 'Licensed' || subject.licence === 'On-prem') {
      throw new Refusal('input', {
        says: own
          ? md`You already have a Zoom licence.`
          : md`${bold(subject.name)} already has a Zoom licence.`,
        next: md`There is nothing to request.`,
      });
    }
    return {
      changes: [{ label: 'Zoom licence', before: subject.licence, after: 'Licensed' }],
      data: {},
    };
  },
  run: ({ plan, zoom, signal }) => zoom.users.update(plan.subject.zoomId, { type: LICENSED }, { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).type === LICENSED,
  undo: ({ plan, zoom, signal }) => zoom.users.update(plan.subject.zoomId, { type: BASIC }, { signal }),
  describe: ({ own, subject }) =>
    own ? md`Get a Zoom licence` : md`Give ${bold(subject.name)} a Zoom licence`,
  done: ({ own, subject }) => ({
    title: own ? md`You have a Zoom licence` : md`${subject.name} has a Zoom licence`,
    lines: [md`Meetings no longer end after 40 minutes, and assistants can be added.`],
    note: md`Restart the Zoom app if it still shows “Basic”.`,
  }),
});
