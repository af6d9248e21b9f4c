import type { KnownBlock } from '@slack/types';
import { type Button, buttons, context, header, section } from '../blocks.ts';
import { md } from '../mrkdwn.ts';
import type { HomeRequest, Part } from './page.ts';

/** The viewer's own requests; what still can be taken back has a button for it. */
export function requestBlocks({ shown, more }: Part<HomeRequest>): KnownBlock[] {
  if (shown.length === 0) return [header('My requests'), context(md`You have not asked for anything yet.`)];
  return [
    header('My requests'),
    ...shown.map((one) => section(md`${one.what}\n${one.state}`, backButton(one))),
    ...(more > 0 ? [context(md`and ${more} more`)] : []),
    ...buttons([{ label: 'Show all', action: 'command:my-requests', spoken: 'Show all my requests' }]),
  ];
}

function backButton({ id, can }: HomeRequest): Button | undefined {
  if (can === 'undo') return { label: 'Undo', action: 'request:undo', value: id };
  if (can !== 'withdraw') return undefined;
  return {
    label: 'Withdraw',
    action: 'request:cancel',
    value: id,
    confirm: {
      title: 'Withdraw this request?',
      text: 'Nobody needs to decide it then, and nothing is changed. You can ask again at any time.',
      yes: 'Withdraw',
      no: 'Keep it',
    },
  };
}
