import type { KnownBlock } from '@slack/types';
import { context, header, section } from '../blocks.ts';
import { md } from '../mrkdwn.ts';
import { actionRow, groupRows } from './action-blocks.ts';
import type { HomeAdmin } from './page.ts';

/** How the account stands, what was changed last, and what admins can do. */
export function adminBlocks({ seats, changes, prominent, groups }: HomeAdmin): KnownBlock[] {
  return [
    { type: 'divider' },
    header('For admins'),
    section(md`*Licences*\n${seats}`),
    section(md`*Newest changes*`),
    ...(changes.length > 0 ? changes.map((one) => section(one)) : [context(md`Nothing was changed yet.`)]),
    ...actionRow(prominent),
    ...groupRows(groups),
  ];
}
