import { text } from '../../languages/text.ts';
import { answerMessage } from '../../views/answer.ts';
import type { Button, MessageContent } from '../../views/blocks.ts';
import { code, join, type Mrkdwn, md, mention } from '../../views/mrkdwn.ts';
import { dateWords } from '../days.ts';
import type { LicenceReview } from '../review.ts';
import { renewalWords } from './figure-messages.ts';
import type { Figures } from './figures.ts';
import { reportButton } from './report-answer.ts';

/** Those who can do something about it. They are mentioned: otherwise Slack notifies nobody. */
type Admins = readonly string[];

/** Fewer licences are free than the policy wants. */
export function fewFreeNotice(view: {
  readonly admins: Admins;
  readonly free: number;
  readonly alertBelow: number;
  /** How many may go back; `null`: not counted. */
  readonly idle: number | null;
}): MessageContent {
  const { admins, free, alertBelow, idle } = view;
  const few =
    free === 0
      ? md`No Zoom licence is free`
      : free === 1
        ? md`Only 1 Zoom licence is free`
        : md`Only ${free} Zoom licences are free`;
  return answerMessage({
    title: md`:warning: ${mentions(admins)}${few}`,
    lines: [
      idle === null || idle === 0
        ? md`Nobody’s licence can go back right now, so you may have to buy more in Zoom.`
        : md`*${idle} may go back*: nobody uses them. Ask for them before you buy more.`,
    ],
    buttons: [reportButton, ...(idle ? [reclaim] : [])],
    note: md`You asked to hear when fewer than ${alertBelow} are free (${code('alert_below')}). I’ll only say it again once there have been enough in between.`,
  });
}

const reclaim: Button = {
  label: text`Ask for them back…`,
  action: 'command:reclaim-licences',
  style: 'primary',
};

export function enoughFreeNotice(free: number): MessageContent {
  return answerMessage({
    title:
      free === 1
        ? md`:white_check_mark: 1 Zoom licence is free again`
        : md`:white_check_mark: ${free} Zoom licences are free again`,
  });
}

/** The renewal is near. */
export function renewalNotice(view: {
  readonly admins: Admins;
  readonly day: string;
  readonly daysLeft: number;
  /** `null`: not counted yet. */
  readonly figures: Figures | null;
}): MessageContent {
  const { admins, day, daysLeft, figures } = view;
  const date = dateWords(day);
  const renewed =
    daysLeft === 0
      ? md`Your Zoom contract is renewed today, on ${date}`
      : daysLeft === 1
        ? md`Your Zoom contract is renewed tomorrow, on ${date}`
        : md`Your Zoom contract is renewed in ${daysLeft} days, on ${date}`;
  return answerMessage({
    title: md`:calendar: ${mentions(admins)}${renewed}`,
    lines: [
      figures?.renewal
        ? renewalWords(figures.renewal, figures.price)
        : md`I haven’t counted your licences yet, so I can’t say how many to buy.`,
    ],
    buttons: [reportButton],
  });
}

/** No scan was finished for days. */
export function staleNotice(view: { readonly admins: Admins; readonly days: number }): MessageContent {
  const notCounted = md`I haven’t been able to count your licences for ${view.days} days`;
  return answerMessage({
    title: md`:warning: ${mentions(view.admins)}${notCounted}`,
    lines: [
      md`The report and what it says about idle licences is as old as that. ${code('npm run doctor')} says what Zoom refuses; the log has the rest.`,
    ],
    buttons: [reportButton],
  });
}

/** Zoom wants a scope for what was to be read. */
export function scopesNotice(view: {
  readonly admins: Admins;
  readonly scopes: readonly string[];
  readonly basis: LicenceReview['basis'];
}): MessageContent {
  const { admins, scopes, basis } = view;
  return answerMessage({
    title: md`:warning: ${mentions(admins)}${md`I can’t read everything about your licences`}`,
    lines: [
      scopes.length === 1
        ? md`The Zoom app lacks ${join(scopes.map(code), ', ')}. Add it at marketplace.zoom.us, in your app under Scopes.`
        : md`The Zoom app lacks ${join(scopes.map(code), ', ')}. Add them at marketplace.zoom.us, in your app under Scopes.`,
      basis === 'sign-in'
        ? md`Until then the last sign-in counts, which Zoom tells up to three days late.`
        : md`Until then whoever I can’t check keeps the licence.`,
    ],
    buttons: [reportButton],
  });
}

function mentions(admins: Admins): Mrkdwn {
  return admins.length === 0 ? md`` : md`${join(admins.map(mention), ' ')} `;
}
