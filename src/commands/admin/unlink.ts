import { z } from 'zod';
import { licenceOf } from '../../identity/account.ts';
import { LINKED_BY_BOT } from '../../identity/links.ts';
import { Refusal } from '../../identity/refusal.ts';
import { storedText, text } from '../../languages/text.ts';
import { address, md, mention, moment } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { existingUser } from './existing-user.ts';
import { slackPersonField } from './person-fields.ts';
import { emailIdentity, linkedTo } from './slack-identity.ts';

/** Removes a link: the account is found by the address in the Slack profile again. */
export const unlink = change({
  name: 'unlink',
  title: text`Unlink a Zoom account`,
  summary: text`Remove the link between somebody in Slack and a Zoom account`,
  examples: [text`unlink @mia`, text`unlink @ben`],
  family: 'administration',
  fields: [slackPersonField],
  submit: text`Continue`,
  subject: 'nobody',
  access: 'admin',
  operations: ['getUser'],
  risk: 'sensitive',
  verb: text`Unlink`,
  signIn: true,
  takeover: true,
  data: z.object({
    teamId: z.string(),
    slackId: z.string(),
    zoomId: z.string(),
    linkedBy: z.string(),
    linkedAt: z.number(),
    /** `null`: the account is gone. */
    email: z.string().nullable(),
    /** The account that the Slack profile's address leads to; `null` when there is none. */
    after: storedText.nullable(),
  }),
  preview: async ({ values, colleagues, links, zoom }) => {
    const { teamId } = colleagues;
    const slackId = values.person;
    const now = await links.look(teamId, slackId);
    if (!now) {
      throw new Refusal('input', {
        says: md`${mention(slackId)} isn’t linked to a Zoom account.`,
        next: md`There’s nothing to remove.`,
      });
    }
    // People who have left or become guests can be unlinked too, so the Slack user is not looked up.
    const user = await existingUser(zoom, now.zoomUserId);
    const email = user?.email ?? null;
    const after = (await emailIdentity(colleagues, slackId))?.says ?? null;
    return {
      changes: [{ label: text`Zoom account`, before: linkedTo(email), after: after ?? text`none` }],
      data: {
        teamId,
        slackId,
        zoomId: now.zoomUserId,
        linkedBy: now.linkedBy,
        linkedAt: now.linkedAt,
        email,
        after,
      },
      // An undo would give a right over the account: that takes a new link.
      irreversible: true,
      subject: {
        slackId,
        name: user?.display_name ?? email ?? GONE,
        email: email ?? GONE,
        zoomId: now.zoomUserId,
        licence: licenceOf(user?.type ?? 1),
        status: 'active',
      },
    };
  },
  run: async ({ plan: { data }, links }) => {
    await links.remove(data.teamId, data.slackId);
  },
  verify: async ({ plan: { data }, links }) => (await links.find(data.teamId, data.slackId)) === null,
  describe: ({ data }) => {
    const who = mention(data.slackId);
    const since = moment(data.linkedAt);
    if (data.linkedBy === LINKED_BY_BOT) {
      return data.email === null
        ? md`Unlink ${who} from a Zoom account that is gone, which stayed theirs when I changed its address ${since}`
        : md`Unlink ${who} from the Zoom account ${address(data.email)}, which stayed theirs when I changed its address ${since}`;
    }
    return data.email === null
      ? md`Unlink ${who} from a Zoom account that is gone, which ${mention(data.linkedBy)} linked ${since}`
      : md`Unlink ${who} from the Zoom account ${address(data.email)}, which ${mention(data.linkedBy)} linked ${since}`;
  },
  done: ({ data }) => ({
    title: md`The link is removed`,
    lines: [
      data.after === null
        ? md`I no longer know a Zoom account for ${mention(data.slackId)}.`
        : md`${mention(data.slackId)} now has this Zoom account: ${data.after}.`,
    ],
    note: md`\`link\` ties them to an account again.`,
  }),
});

/** Stands where an account has its name and its address. */
const GONE = 'an account that is gone';
