import { campaignPlan, type Silence, type Terms } from '../../campaigns/campaign.ts';
import type { Proposal } from '../../campaigns/campaigns.ts';
import { text } from '../../languages/text.ts';
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
      hint: text`They’re reminded once, half-way. Empty: 2 weeks.`,
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
  describe: ({ data }) => md`Ask ${people(data.people.length)} whether they still need their Zoom licence`,
  done: ({ data }) => ({
    title: md`I’m asking ${people(data.people.length)} about their Zoom licence`,
    lines: [
      md`Each gets one message, and one reminder half-way. You’ll see how it goes where Zoom news is posted.`,
    ],
  }),
});

/** What an admin reads before they start it, and the approver on the card. Only the terms make it another request. */
function linesOf({ plan: { terms, people: asked }, licensed, leftOut, basis }: Proposal): Change[] {
  const line = (label: string, after: string): Change => ({ label, before: '', after, informational: true });
  const idle = durationWords(terms.idleAfter);
  const use =
    basis === 'host reports'
      ? `no meeting over 40 minutes in ${idle}`
      : `not signed in for ${idle} (Zoom tells it up to 3 days late)`;
  const saves = savingWords(terms, asked.length);
  return [
    line('Asked', `${people(asked.length)} of ${licensed} with a licence`),
    line('Idle', use),
    ...(saves ? [line('May save', saves)] : []),
    ...(leftOut.length > 0 ? [line('Left out', leftOutWords(leftOut))] : []),
    line('Reminder', `after ${durationWords(terms.length / 2)}`),
    { label: text`End`, before: '', after: text`after ${durationWords(terms.length)}` },
    { label: text`Without an answer`, before: '', after: silenceWords[terms.onSilence] },
  ];
}

const silenceWords: Readonly<Record<Silence, string>> = {
  'take-back': 'the licence goes back, with an undo for 30 days',
  'ask-admin': 'the admins decide',
  nothing: 'they keep it',
};

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** "7,560 EUR a year"; empty where policy gives no price. */
export function savingWords(
  { price, currency }: Pick<Terms, 'price' | 'currency'>,
  licences: number,
): string {
  if (price === null) return '';
  const sum = Math.round(price * licences).toLocaleString('en-US');
  return `${currency ? `${currency} ` : ''}${sum} a year`;
}

function leftOutWords(leftOut: Proposal['leftOut']): string {
  const named = leftOut.slice(0, REASONS).map(([why, count]) => `${count} ${why}`);
  const others = leftOut.slice(REASONS).reduce((sum, [, count]) => sum + count, 0);
  return [...named, ...(others > 0 ? [`${others} for other reasons`] : [])].join(', ');
}
