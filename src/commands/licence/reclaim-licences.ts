import { campaignPlan, type Silence, type Terms } from '../../campaigns/campaign.ts';
import type { Proposal } from '../../campaigns/campaigns.ts';
import { listed, money, number } from '../../languages/formats.ts';
import { type Text, text } from '../../languages/text.ts';
import { md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { durationWords } from '../parse/duration.ts';
import type { Change } from '../plan.ts';

const DAY = 86_400_000;
const DEFAULT_DAYS = '14';
/** More reasons than these are summed up. */
const REASONS = 4;

/** Asks everybody with an idle licence whether they still need it. */
export const reclaimLicences = change({
  name: 'reclaim-licences',
  title: text`Reclaim idle licences`,
  summary: text`Ask everybody with an idle licence whether they still need it`,
  examples: [text`reclaim-licences`, text`reclaim-licences 7`],
  family: 'licences',
  fields: [
    {
      name: 'days',
      label: text`How long do they have to answer?`,
      kind: 'choice',
      optional: true,
      options: [
        { value: '7', label: text`1 week` },
        { value: '14', label: text`2 weeks` },
        { value: '28', label: text`4 weeks` },
      ],
      alsoCalled: { '7d': '7', '14d': '14', '28d': '28', '1w': '7', '2w': '14', '4w': '28' },
      hint: text`They’re reminded once, halfway. Leave it empty for 2 weeks.`,
    },
  ],
  submit: text`Continue`,
  subject: 'nobody',
  access: 'admin',
  changesOthers: true,
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'sensitive',
  verb: text`Ask them`,
  data: campaignPlan,
  preview: async ({ values, campaigns }) => {
    const proposal = await campaigns.propose(Number(values.days ?? DEFAULT_DAYS) * DAY);
    return { changes: linesOf(proposal), data: proposal.plan };
  },
  run: ({ plan, campaigns, requestId }) =>
    campaigns.begin({ id: requestId, runBy: plan.requester.slackId ?? '' }, plan.data),
  verify: ({ plan, campaigns }) => campaigns.exists(plan.data.campaignId),
  describe: ({ data: { people } }) =>
    people.length === 1
      ? md`Ask 1 person whether they still need their Zoom licence`
      : md`Ask ${people.length} people whether they still need their Zoom licence`,
  done: ({ data: { people } }) => ({
    title:
      people.length === 1
        ? md`I’m asking 1 person about their Zoom licence`
        : md`I’m asking ${people.length} people about their Zoom licence`,
    lines: [
      md`Each gets one message, and one reminder halfway. You’ll see how it goes where Zoom news is posted.`,
    ],
  }),
});

/** What an admin reads before they start it, and the approver on the card. Only the terms make it another request. */
function linesOf({ plan: { terms, people: asked }, licensed, leftOut, basis }: Proposal): Change[] {
  const line = (label: Text, after: Text): Change => ({ label, before: '', after, informational: true });
  const idle = durationWords(terms.idleAfter);
  const use =
    basis === 'host reports'
      ? text`no meeting over 40 minutes in ${idle}`
      : text`not signed in for ${idle} (Zoom tells it up to 3 days late)`;
  const saves = savingWords(terms, asked.length);
  const who =
    asked.length === 1
      ? text`1 person of ${licensed} with a licence`
      : text`${asked.length} people of ${licensed} with a licence`;
  return [
    line(text`Asked`, who),
    line(text`Idle`, use),
    ...(saves ? [line(text`May save`, saves)] : []),
    ...(leftOut.length > 0 ? [line(text`Left out`, leftOutWords(leftOut))] : []),
    line(text`Reminder`, text`after ${durationWords(terms.length / 2)}`),
    { label: text`End`, before: '', after: text`after ${durationWords(terms.length)}` },
    { label: text`Without an answer`, before: '', after: silenceWords[terms.onSilence] },
  ];
}

const silenceWords: Readonly<Record<Silence, Text>> = {
  'take-back': text`the licence goes back, with an undo for 30 days`,
  'ask-admin': text`the admins decide`,
  nothing: text`they keep it`,
};

/** "€7,560 a year"; `null` where policy gives no price. */
export function savingWords(
  { price, currency }: Pick<Terms, 'price' | 'currency'>,
  licences: number,
): Text | null {
  if (price === null) return null;
  const sum = Math.round(price * licences);
  return text`${currency ? money(sum, currency) : number(sum)} a year`;
}

function leftOutWords(leftOut: Proposal['leftOut']): Text {
  const named = leftOut.slice(0, REASONS).map(({ says }) => says);
  const others = leftOut.slice(REASONS).reduce((sum, { count }) => sum + count, 0);
  return listed([...named, ...(others > 0 ? [text`${others} for other reasons`] : [])], 'unit');
}
