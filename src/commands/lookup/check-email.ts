import { withErrorSubject } from '../../identity/identity-messages.ts';
import { text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import { address, md } from '../../views/mrkdwn.ts';
import { userOrNull } from '../../zoom/users.ts';
import type { ReadContext } from '../context.ts';
import { read } from '../define-command.ts';

const fields = [
  {
    name: 'email',
    label: text`Email address`,
    kind: 'email',
    placeholder: text`name@example.com`,
    hint: text`I check whether your organisation’s Zoom has it.`,
  },
] as const;

/**
 * Tells whether an address belongs to a Zoom account here. Zoom's own check says "no" for people who signed up with
 * Google or SSO, so the account itself is asked too. It names nobody: only whether the address is taken.
 */
export const checkEmail = read({
  name: 'check-email',
  title: text`Check an email`,
  summary: text`Check whether an email address already has a Zoom account here`,
  examples: [text`check-email ada@example.com`],
  family: 'lookup',
  fields,
  submit: text`Check`,
  subject: 'nobody',
  access: 'self-service',
  operations: ['checkEmail', 'getUser'],
  lookup: true,
  answer: async ({ values, zoom }: ReadContext<typeof fields>): Promise<Answer> => {
    // The answer is about the address, not about the requester.
    const about = { name: values.email, isAsker: false };
    const [exists, user] = await Promise.all([
      withErrorSubject(about, zoom.lookups.emailExists(values.email)),
      withErrorSubject(about, userOrNull(zoom, values.email)),
    ]);
    if (user?.status === 'pending') {
      return {
        title: md`${address(values.email)} is invited, but hasn’t joined yet`,
        lines: [md`The invitation from Zoom is waiting in that mailbox.`],
      };
    }
    if (exists || user) {
      return {
        title: md`${address(values.email)} has a Zoom account here`,
        lines: [md`Sign in with it, or pick another address.`],
      };
    }
    return {
      title: md`${address(values.email)} has no Zoom account here`,
      lines: [md`It’s free in your organisation.`],
      note: md`Zoom doesn’t tell me about accounts outside your organisation, so the address may still be in use elsewhere.`,
    };
  },
});
