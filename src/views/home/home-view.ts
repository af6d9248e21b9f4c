import type { HomeView, KnownBlock } from '@slack/types';
import { context, facts, header, limits, section } from '../blocks.ts';
import { code, join, type Mrkdwn, md, moment } from '../mrkdwn.ts';
import { actionRow, groupRows } from './action-blocks.ts';
import { adminBlocks } from './admin-blocks.ts';
import { decisionBlocks } from './decision-blocks.ts';
import type { HomeAccount, HomePage } from './page.ts';
import { requestBlocks } from './request-blocks.ts';

/** The Home tab: one's account, what waits, how one's requests stand, and what one can do. */
export function homeView(page: HomePage): HomeView {
  const blocks: KnownBlock[] = [
    header('My account'),
    ...accountBlocks(page.account),
    ...(page.decisions ? decisionBlocks(page.decisions) : []),
    { type: 'divider' },
    ...requestBlocks(page.requests),
    { type: 'divider' },
    header('What I can do'),
    ...actionRow(page.prominent),
    ...groupRows(page.groups),
    context(md`Or type ${code(`${page.slash} help`)} anywhere in Slack.`),
    ...(page.admin ? adminBlocks(page.admin) : []),
    { type: 'divider' },
    section(md`_As of ${moment(page.asOf)}_`, { label: 'Refresh', action: 'home:refresh' }),
  ];
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) };
}

/** For people whom the desk does not serve: a sentence, and nothing of what others see. */
export function outsiderView(says: Mrkdwn, next: Mrkdwn | undefined): HomeView {
  return {
    type: 'home',
    blocks: [header('Zoom account desk'), section(next ? join([says, next], '\n') : says)],
  };
}

function accountBlocks(account: HomeAccount): KnownBlock[] {
  if ('facts' in account) return facts(account.facts);
  return [section(account.next ? join([account.says, account.next], '\n') : account.says)];
}
