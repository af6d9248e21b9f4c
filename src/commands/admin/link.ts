import { z } from 'zod';
import { LINKED_BY_BOT } from '../../identity/links.ts';
import { Refusal } from '../../identity/refusal.ts';
import { joined, text } from '../../languages/text.ts';
import { address, bold, md, mention } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { slackPersonField } from './person-fields.ts';
import { belongsTo, currentIdentity, pinChange } from './slack-identity.ts';

/** Links a Slack user to a Zoom account whose address is not the one in their Slack profile. */
export const link = change({
  name: 'link',
  title: text`Link a Zoom account`,
  summary: text`Set which Zoom account belongs to somebody in Slack`,
  examples: [text`link @mia mia.chen@example.com`, text`link @ben rosa@example.com`],
  family: 'administration',
  fields: [
    slackPersonField,
    {
      name: 'email',
      label: text`Email of their Zoom account`,
      kind: 'email',
      placeholder: text`name@example.com`,
      hint: text`From now on I act on this account for them. They can change it, so make sure it’s theirs.`,
    },
  ],
  submit: text`Continue`,
  subject: 'nobody',
  access: 'admin',
  operations: ['getUser'],
  risk: 'sensitive',
  verb: text`Link`,
  signIn: true,
  takeover: true,
  data: z.object({
    teamId: z.string(),
    slackId: z.string(),
    name: z.string(),
    zoomId: z.string(),
    /** The link that this one replaces. */
    before: z.object({ zoomId: z.string(), linkedBy: z.string() }).nullable(),
    /** The Slack user whom the account is pinned to, before and after. */
    pin: pinChange.exactOptional(),
  }),
  preview: async ({ values, requester, colleagues, links, zoom, find }) => {
    const { teamId } = colleagues;
    const member = await colleagues.member(values.person);
    if (member.id === requester.slackId) {
      throw new Refusal('input', {
        says: md`You can’t link yourself: it would let you act on any account.`,
        next: md`Ask another admin to do it.`,
      });
    }
    const account = await find(values.email);
    const now = await links.look(teamId, member.id);
    if (now?.zoomUserId === account.zoomId) {
      throw new Refusal('input', {
        says:
          now.linkedBy === LINKED_BY_BOT
            ? md`${bold(member.name)} is already linked to ${address(account.email)}, by me, when I changed its address.`
            : md`${bold(member.name)} is already linked to ${address(account.email)}, by ${mention(now.linkedBy)}.`,
        next: md`There’s nothing to change.`,
      });
    }
    const before = await currentIdentity({ colleagues, zoom, now, slackId: member.id });
    const { people, pin } = await belongsTo({ colleagues, links }, account, member);
    return {
      changes: [
        {
          label: text`In Slack`,
          before: '',
          after: member.email
            ? text`${member.name} (${member.email}) will control the account of ${account.name}`
            : text`${member.name} (no email) will control the account of ${account.name}`,
        },
        { label: text`Zoom account`, before: before.says, after: `${account.name} (${account.email})` },
        ...(people.length > 0
          ? [
              {
                label: text`Belongs to`,
                before: joined(people),
                after: text`${member.name} can change it too`,
              },
            ]
          : []),
      ],
      data: {
        teamId,
        slackId: member.id,
        name: member.name,
        zoomId: account.zoomId,
        before: now && { zoomId: now.zoomUserId, linkedBy: now.linkedBy },
        pin,
      },
      subject: { ...account, slackId: member.id },
      // An undo would give back a right over the account of the earlier link.
      ...(now ? { irreversible: true as const } : {}),
      beneficiaries: [
        {
          ...account,
          slackId: member.id,
          name: member.name,
          email: member.email ?? '',
          zoomId: before.zoomId,
        },
      ],
    };
  },
  run: async ({ plan: { data, requester }, links }) => {
    const { teamId, slackId, zoomId } = data;
    await links.save({ teamId, slackUserId: slackId, zoomUserId: zoomId, linkedBy: requester.slackId ?? '' });
    const { before, after, via } = data.pin ?? { before: null, after: slackId, via: 'link' };
    if (before === null) await links.pins.pin(teamId, zoomId, after, via);
    else if (before !== after) await links.pins.move(teamId, zoomId, before, after, via);
  },
  verify: async ({ plan: { data }, links }) => (await links.find(data.teamId, data.slackId)) === data.zoomId,
  undo: async ({ plan: { data }, links }) => {
    await links.remove(data.teamId, data.slackId);
    // Without an earlier one it ends with the link.
    const { pin, zoomId, teamId } = data;
    if (pin?.before && pin.before !== pin.after)
      await links.pins.move(teamId, zoomId, pin.after, pin.before, 'email');
  },
  parts: async ({ plan: { data, subject }, links }) => {
    const linked = await links.find(data.teamId, data.slackId);
    const now =
      linked === null ? text`no link` : linked === data.zoomId ? subject.email : text`another account`;
    return [
      { name: 'link', label: text`Link of ${data.name}`, before: text`no link`, after: subject.email, now },
    ];
  },
  describe: ({ data, subject }) =>
    md`Link ${bold(data.name)} (${mention(data.slackId)}) to the Zoom account ${address(subject.email)}`,
  done: ({ data, subject }) => ({
    title: md`${data.name} is linked to ${subject.email}`,
    lines: [md`From now on I use the Zoom account of ${subject.name} for ${mention(data.slackId)}.`],
    note: md`\`unlink\` goes back to the address in their Slack profile.`,
  }),
});
