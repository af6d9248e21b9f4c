import type { Control } from '../../campaigns/control.ts';
import type { Answer } from '../../views/answer.ts';
import { campaignAnswer, stopQuestion } from '../../views/campaign.ts';
import { md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';
import type { ParsedArgs } from '../field.ts';

/** What can be done with a campaign, as people type it. */
const controls: Readonly<Record<string, Control>> = {
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

/** How the campaign for idle licences goes; admins pause, resume and stop it by words as with its buttons. */
export const campaign = read({
  name: 'campaign',
  title: 'Licence campaign',
  summary: 'Show how the campaign for idle licences goes; pause, resume or stop it',
  examples: ['campaign', 'campaign pause', 'campaign resume', 'campaign stop'],
  family: 'licences',
  // Not a choice: a button answers with the progress at once, without a form.
  fields: [
    {
      name: 'do',
      label: 'What to do',
      kind: 'text',
      optional: true,
      maxLength: 40,
      hint: 'status, pause, resume or stop.',
    },
  ],
  submit: 'Show',
  subject: 'nobody',
  access: 'admin',
  operations: [],
  parseArgs: readControl,
  answer: async ({ values, campaign, catalogue }) => {
    const what = controls[values.do ?? ''];
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
    buttons: mayStart ? [{ label: 'Reclaim idle licences', action: 'command:reclaim-licences' }] : [],
  };
}

function readControl(words: readonly string[]): ParsedArgs {
  const found = words.map((word) => word.toLowerCase().replace(/[,.?!]$/, ''));
  const what = found.find((word) => Object.hasOwn(controls, word));
  const around =
    /^(the|it|a|this|now|please|and|how|is|does|go|goes|going|show|me|status|progress|result|campaign|licen[cs]es?)$/;
  return {
    values: what ? { do: what } : {},
    problems: {},
    unread: words.filter((_, i) => found[i] !== what && !around.test(found[i] ?? '')),
  };
}
