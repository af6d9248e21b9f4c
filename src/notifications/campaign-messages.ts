import {
  AGAIN_TIME,
  type Campaign,
  type CampaignPerson,
  type Evidence,
  isOver,
  silenceNow,
} from '../campaigns/campaign.ts';
import { text } from '../languages/text.ts';
import type { Policy } from '../policy/policy.ts';
import type { MessageContent } from '../views/blocks.ts';
import { againButton, askMessage, closedMessage, wentBackMessage } from '../views/campaign.ts';
import { join, type Mrkdwn, md, moment } from '../views/mrkdwn.ts';

const DATE = '{date}';

/** The question, or the reminder of it. */
export function question(
  person: CampaignPerson,
  campaign: Campaign,
  step: 'ask' | 'again',
  policy: Pick<Policy, 'licences'>,
): MessageContent {
  return askMessage({
    personId: person.id,
    step,
    // The first message may not have arrived.
    isReminder: step === 'again' && person.messages.ask !== null,
    firstName: person.name.split(' ')[0] ?? person.name,
    evidence: evidenceWords(person.evidence),
    endsAt: campaign.endsAt,
    silence: silenceForPerson(campaign, policy),
  });
}

function silenceForPerson(campaign: Campaign, { licences }: Pick<Policy, 'licences'>): Mrkdwn {
  const words = {
    'take-back': md`Without an answer it goes back, and one click brings it back to you.`,
    'ask-admin': md`Without an answer your admins decide.`,
    nothing: md`Without an answer you keep it.`,
  };
  return words[silenceNow(campaign, licences)];
}

/** When the licence was used last, as a sentence to its holder. */
function evidenceWords({ at, what, precision, idleDays }: Evidence): Mrkdwn {
  if (what === 'signed in') {
    return at === null
      ? md`I can’t see that you have signed in to Zoom lately.`
      : md`You last signed in to Zoom around ${moment(at, DATE)}.`;
  }
  if (at === null) {
    return idleDays === null
      ? md`I see no meeting of yours over 40 minutes.`
      : md`I see no meeting of yours over 40 minutes in the last ${idleDays} days.`;
  }
  return precision === 'span'
    ? md`You last hosted a meeting over 40 minutes some time before ${moment(at, DATE)}.`
    : md`You last hosted a meeting over 40 minutes on ${moment(at, DATE)}.`;
}

/** The outcome for somebody whose licence went back although they did not say so. */
export function wentBack(person: CampaignPerson): MessageContent {
  return wentBackMessage({
    personId: person.id,
    why: md`It wasn’t used, and I didn’t hear from you.`,
    until: (person.returnedAt ?? 0) + AGAIN_TIME,
  });
}

/**
 * What stands in place of the question now; `null`: it is still open.
 *
 * @param different a sentence for each thing that is not as it was before the licence went back
 */
export function closed(
  person: CampaignPerson,
  campaign: Campaign,
  different: readonly Mrkdwn[],
): MessageContent | null {
  const said = (title: Mrkdwn, line: Mrkdwn, button?: Parameters<typeof closedMessage>[0]['button']) =>
    closedMessage({ title, line, ...(button ? { button } : {}) });
  const keep = md`:white_check_mark: You keep your Zoom licence`;
  const request = { label: text`Request a licence`, action: 'command:request-license' };
  switch (person.state) {
    case 'listed':
    case 'asking':
    case 'asked':
      return null;
    case 'kept':
      return person.keepUntil === null
        ? said(keep, md`Thanks for telling me.`)
        : said(keep, md`Thanks! Nobody asks you again before ${moment(person.keepUntil, DATE)}.`);
    case 'spared':
      return said(keep, md`Something has changed since I asked, so it stays with you.`);
    case 'silent':
    case 'unreachable':
      return isOver(campaign)
        ? said(keep, md`The time to answer is over, and nothing was taken from you.`)
        : null;
    case 'left':
      return campaign.state === 'stopped'
        ? said(keep, md`Your admins have stopped asking. There’s nothing left to do.`)
        : said(keep, md`Your admins have looked at it, and you keep it.`);
    case 'taking':
    case 'returning':
      return said(
        md`:hourglass_flowing_sand: Thanks! Your Zoom licence is going back`,
        md`I’ll change this message when it’s done.`,
      );
    case 'returned': {
      if (person.why !== null) {
        return said(md`:warning: I couldn’t bring your licence back`, person.why, request);
      }
      const until = moment((person.returnedAt ?? 0) + AGAIN_TIME, DATE);
      return person.answer === 'give-back'
        ? said(
            md`:white_check_mark: Thanks! Your Zoom licence is free for somebody else`,
            md`Need it after all? One click brings it back, with everything that was on it, until ${until}.`,
            againButton(person.id),
          )
        : said(
            md`Your Zoom licence has gone back`,
            md`One click brings it back, with everything that was on it, until ${until}.`,
            againButton(person.id),
          );
    }
    case 'restoring':
      return said(md`:hourglass_flowing_sand: Your Zoom licence is coming back`, md`It takes a few seconds.`);
    case 'restored': {
      return said(
        md`:white_check_mark: You have your Zoom licence back`,
        different.length > 0
          ? md`Not as it was before: ${join(different, ' ')} Your Zoom admins can help.`
          : md`Everything that was on it is back too. Restart the Zoom app if it still shows “Basic”.`,
      );
    }
    case 'failed':
      return said(
        md`:warning: Your Zoom licence couldn’t go back`,
        md`You still have it, and your admins know. There’s nothing to do for you.`,
      );
  }
}
