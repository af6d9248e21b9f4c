import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { number } from '../../languages/formats.ts';
import { type Text, text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { ChangeContext } from '../context.ts';
import { change } from '../define-command.ts';

const another = { label: text`Choose another picture`, action: 'command:picture', style: 'primary' } as const;

/** Replaces the picture of a Zoom profile. Zoom does not keep the former one. */
export const picture = change({
  name: 'picture',
  title: text`My Zoom picture`,
  summary: text`Change the picture that others see of you in Zoom`,
  examples: [text`picture`],
  family: 'account',
  fields: [
    {
      name: 'picture',
      label: text`New picture`,
      kind: 'picture',
      hint: text`JPEG, PNG or GIF, at most 2 MB. A square one looks best.`,
    },
  ],
  submit: text`Continue`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'uploadPicture'],
  risk: 'sensitive',
  verb: text`Change`,
  data: z.object({
    /** Slack's id of the uploaded file. */
    file: z.string(),
    /** The address of the former picture. */
    before: z.string().nullable(),
  }),
  prefill: async ({ zoom, subject, own }) => {
    const { pic_url: address } = await zoom.users.get(subject.zoomId);
    if (!address) return { note: md`There’s no picture in Zoom yet.` };
    return {
      note: own
        ? md`Your current picture will be replaced. Zoom doesn’t keep it, so save it first if you want it back.`
        : md`The current picture will be replaced. Zoom doesn’t keep it, so save it first if you want it back.`,
    };
  },
  preview: async ({ values, files, zoom, requester, subject }) => {
    const [chosen, user] = await Promise.all([
      load(files, values.picture, requester.slackId),
      zoom.users.get(subject.zoomId),
    ]);
    return {
      changes: [
        {
          label: text`Zoom picture`,
          before: user.pic_url ? text`the current one (it can’t come back)` : text`none`,
          after: text`${chosen.name}, ${sizeOf(chosen.content)}`,
        },
      ],
      data: { file: values.picture, before: user.pic_url || null },
    };
  },
  run: async ({ plan, files, zoom, signal }) => {
    const chosen = await load(files, plan.data.file, plan.requester.slackId);
    await zoom.users.uploadPicture(plan.subject.zoomId, chosen, { signal });
  },
  // A new picture has a new address.
  verify: async ({ plan, zoom, signal }) =>
    ((await zoom.users.get(plan.subject.zoomId, { signal })).pic_url || null) !== plan.data.before,
  describe: ({ own, subject }, my = 'my') =>
    own ? md`Change ${my} Zoom picture` : md`Change the Zoom picture of ${bold(subject.name)}`,
  done: ({ own, subject }) => ({
    title: own ? md`Your Zoom picture is changed` : md`The Zoom picture of ${subject.name} is changed`,
    note: md`This can’t be undone. To change it again, upload another one.`,
    buttons: own ? [{ label: text`Show my account`, action: 'command:status' }] : [],
  }),
});

/** Reads the file. Refusals get a button that opens the form again. */
async function load(files: ChangeContext['files'], id: string, uploader: string | null) {
  try {
    return await files.picture(id, uploader);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.buttons) throw error;
    throw new Refusal(error.reason, { ...error.problem, buttons: [another] });
  }
}

function sizeOf(content: Uint8Array): Text {
  const kilobytes = content.length / 1024;
  if (kilobytes < 1000) return text`${Math.ceil(kilobytes)} KB`;
  return text`${number(kilobytes / 1024, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}
