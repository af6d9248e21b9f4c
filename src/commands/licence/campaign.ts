import type { Control } from '../../campaigns/control.ts';
import { money, number } from '../../languages/formats.ts';
import { text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import { campaignAnswer, stopQuestion } from '../../views/campaign.ts';
import { md } from '../../views/mrkdwn.ts';
import type { PastCampaign } from '../context.ts';
import { read } from '../define-command.ts';
import { readOneWord } from '../parse/one-word.ts';

/** What can be done with a campaign, as people type it. */
const controls: Readonly<Record<string, Control | 'history'>> = {
  history: 'history',
  earlier: 'history',
  past: 'history',
  previous: 'history',
  pause: 'pause',
  halt: 'pause',
  hold: 'pause',
  resume: 'resume',
  continue: 'resume',
  unpause: 'resume',
  restart: 'resume',
  stop: 'stop',
  cancel: 'stop',
  end: 'stop',
  abort: 'stop',
};

/** Words around it. */
const AROUND =
  /^(the|it|a|this|now|please|and|how|is|does|go|goes|going|show|me|status|progress|result|results|ones?|campaigns?|licen[cs]es?)$/;

/** How the campaign for idle licences goes; admins pause, resume and stop it by words as with its buttons. */
export const campaign = read({
  name: 'campaign',
  title: text`Licence campaign`,
  summary: text`Show how the campaign for idle licences is going; pause, resume or stop it`,
  examples: [
    text`campaign`,
    text`campaign pause`,
    text`campaign resume`,
    text`campaign stop`,
    text`campaign history`,
  ],
  family: 'licences',
  // Not a choice: a button answers with the progress at once, without a form.
  fields: [
    {
      name: 'do',
      label: text`What to do`,
      kind: 'text',
      optional: true,
      maxLength: 40,
      hint: text`status, history, pause, resume or stop.`,
    },
  ],
  submit: text`Show`,
  subject: 'nobody',
  access: 'admin',
  operations: [],
  parseArgs: (words) => readOneWord(words, 'do', controls, AROUND),
  answer: async ({ values, campaign, catalogue }) => {
    const what = controls[values.do ?? ''];
    if (what === 'history') return historyOf(await campaign.past());
    if (what === 'pause' || what === 'resume') await campaign.control(what);
    const progress = await campaign.latest();
    if (!progress) return noneYet(catalogue.some(({ command }) => command.name === 'reclaim-licences'));
    const isOpen = progress.endedAt === null;
    if (what === 'stop') return isOpen ? stopQuestion(progress) : { title: md`No campaign is under way` };
    return campaignAnswer(progress);
  },
});

function noneYet(mayStart: boolean): Answer {
  return {
    title: md`Nobody has been asked about their licence yet`,
    buttons: mayStart ? [{ label: text`Reclaim idle licences`, action: 'command:reclaim-licences' }] : [],
  };
}

/** What each has saved, and all of them together where they were counted in one currency. */
function historyOf(past: readonly PastCampaign[]): Answer {
  if (past.length === 0) return { title: md`No campaign is over yet` };
  const licences = past.reduce((sum, one) => sum + one.returned, 0);
  const [currency, ...others] = new Set(
    past.filter(({ saves }) => saves !== null).map((one) => one.currency),
  );
  const sum = past.reduce((total, { saves }) => total + (saves ?? 0), 0);
  const isOne = currency !== undefined && others.length === 0;
  return {
    title:
      licences === 1
        ? md`Earlier campaigns have brought back 1 licence`
        : md`Earlier campaigns have brought back ${licences} licences`,
    lines: isOne ? [md`That saves ${currency ? money(sum, currency) : number(sum)} a year.`] : [],
    table: {
      caption: text`What came of each campaign`,
      columns: [
        { title: text`Ended`, type: 'text' },
        { title: text`Asked`, type: 'number' },
        { title: text`Answered`, type: 'number' },
        { title: text`Licences back`, type: 'number' },
        { title: currency && isOne ? text`${currency} a year` : text`Saved a year`, type: 'number' },
      ],
      rows: past.map((one) => [
        new Date(one.endedAt).toISOString().slice(0, 10),
        one.asked,
        one.answered,
        one.returned,
        one.saves,
      ]),
    },
    note: md`At the price in policy.yml when each began. Licences that people took again are left out.`,
  };
}
