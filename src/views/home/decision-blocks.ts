import type { KnownBlock } from '@slack/types';
import { buttons, context, header, section } from '../blocks.ts';
import { type BeforeAfter, changeSection } from '../changes.ts';
import { cutPlain, join, type Mrkdwn, md, mention, moment, quote } from '../mrkdwn.ts';
import type { HomeDecision, Part } from './page.ts';

/** The card in the channel shows the whole of it. */
const REASON_MAX = 500;
const CHANGES_MAX = 6;

const divider: KnownBlock = { type: 'divider' };

/** What waits for the viewer's decision, with the buttons that the approval card has. */
export function decisionBlocks({ shown, more }: Part<HomeDecision>): KnownBlock[] {
  const title: KnownBlock[] = [divider, header('Waiting for your decision')];
  if (shown.length === 0) return [...title, context(md`Nothing waits for you just now.`)];
  return [
    ...title,
    ...shown.flatMap((one, i) => (i === 0 ? decision(one) : [divider, ...decision(one)])),
    ...(more > 0 ? [context(md`and ${more} more. They move up here as you decide these.`)] : []),
  ];
}

function decision(one: HomeDecision): KnownBlock[] {
  const lines = [
    md`${mention(one.requesterSlackId)} asks: ${one.what}`,
    ...(one.reason ? [quote(cutPlain(one.reason, REASON_MAX))] : []),
  ];
  const notes = [
    ...moreChanges(one.changes),
    md`Account: ${one.account}`,
    ...(one.needed > 1 ? [approvals(one)] : []),
    ...(one.expiresAt === null ? [] : [md`Open until ${moment(one.expiresAt)}`]),
  ];
  return [
    section(join(lines, '\n')),
    ...changeSection(one.changes.slice(0, CHANGES_MAX)),
    context(join(notes, '  ·  ')),
    ...buttons([
      { label: 'Approve', action: 'request:approve', value: one.id, style: 'primary' },
      {
        label: 'Deny…',
        action: 'request:deny',
        value: one.id,
        style: 'danger',
        spoken: 'Deny this request and say why',
      },
    ]),
  ];
}

function moreChanges({ length }: readonly BeforeAfter[]): Mrkdwn[] {
  const more = length - CHANGES_MAX;
  return more > 0 ? [md`${more} more ${more === 1 ? 'change' : 'changes'}, on the card`] : [];
}

function approvals({ needed, approvedBy }: HomeDecision): Mrkdwn {
  const by = approvedBy.length > 0 ? md` (${join(approvedBy.map(mention), ', ')})` : md``;
  return md`${approvedBy.length} of ${needed} approvals${by}`;
}
