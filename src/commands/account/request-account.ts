import { z } from 'zod';
import { text } from '../../languages/text.ts';
import { address, md } from '../../views/mrkdwn.ts';
import { existingUser } from '../admin/existing-user.ts';
import { change } from '../define-command.ts';
import { reasonField } from '../field.ts';

const BASIC = 1;

/** Somebody without a Zoom account asks for one at the address of their Slack profile. */
export const requestAccount = change({
  name: 'request-account',
  title: text`Request an account`,
  summary: text`Ask for a Zoom account, if you have none yet`,
  examples: [text`request-account`, text`request-account I start meeting customers next week`],
  family: 'account',
  fields: [reasonField(text`What do you need it for?`)],
  submit: text`Continue`,
  subject: 'nobody',
  withoutAccount: true,
  access: 'approval',
  operations: ['getUser', 'createUser'],
  risk: 'sensitive',
  verb: text`Get`,
  data: z.object({ email: z.string(), firstName: z.string(), lastName: z.string() }),
  preview: async ({ requester }) => {
    const { name, email } = requester;
    const [firstName = name, ...rest] = name.split(' ');
    return {
      changes: [{ label: text`Zoom account`, before: '', after: text`Basic, invitation to ${email}` }],
      data: { email, firstName: firstName.slice(0, 64), lastName: rest.join(' ').slice(0, 64) },
      subject: { ...requester, zoomId: email },
    };
  },
  run: async ({ plan, zoom, signal }) => {
    const { email, firstName, lastName } = plan.data;
    // A second attempt may find that the first one got there.
    if (await existingUser(zoom, email, { signal })) return;
    const user = { email, first_name: firstName, last_name: lastName, type: BASIC } as const;
    await zoom.users.create({ action: 'create', user }, { signal });
  },
  verify: async ({ plan, zoom, signal }) => (await existingUser(zoom, plan.data.email, { signal })) !== null,
  describe: () => md`Get a Zoom account`,
  wish: (who) => md`${who} would like a Zoom account`,
  done: ({ data }) => ({
    title: md`You have a Zoom account`,
    lines: [md`Zoom has sent an invitation to ${address(data.email)}. Accept it, and you can start.`],
    note: md`It’s a Basic account. You can request a licence here once you’ve accepted.`,
  }),
});
