import type { HomeView } from '@slack/types';
import { type Button, buttons, context, header, section } from './blocks.ts';
import { code, type Mrkdwn, md } from './mrkdwn.ts';

export interface HomePage {
  readonly slash: string;
  readonly requests: readonly {
    readonly id: string;
    readonly what: Mrkdwn;
    readonly state: Mrkdwn;
    readonly canWithdraw: boolean;
  }[];
  readonly actions: readonly { readonly command: string; readonly label: string }[];
}

/** The Home tab: what one can do here, and how one's own requests stand. */
export function homeView(page: HomePage): HomeView {
  return {
    type: 'home',
    blocks: [
      header('Your Zoom account desk'),
      section(
        md`Look after your own Zoom account without a ticket. Pick something, or type ${code(`${page.slash} help`)} anywhere.`,
      ),
      ...actionRows(page.actions),
      { type: 'divider' },
      header('Your requests'),
      ...(page.requests.length === 0
        ? [context(md`You have not asked for anything yet.`)]
        : page.requests.map((one) =>
            section(
              md`${one.what}\n${one.state}`,
              one.canWithdraw ? { label: 'Withdraw', action: 'request:cancel', value: one.id } : undefined,
            ),
          )),
    ],
  };
}

function actionRows(actions: HomePage['actions']) {
  const all: Button[] = actions.map((one) => ({ label: one.label, action: `command:${one.command}` }));
  const rows = [];
  for (let i = 0; i < all.length; i += 5) rows.push(...buttons(all.slice(i, i + 5)));
  return rows;
}
