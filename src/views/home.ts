import type { HomeView, KnownBlock } from '@slack/types';
import { buttons, context, header, limits, section } from './blocks.ts';
import { code, type Mrkdwn, md } from './mrkdwn.ts';

export interface HomeAction {
  readonly command: string;
  readonly label: string;
}

export interface HomePage {
  readonly slash: string;
  readonly requests: readonly {
    readonly id: string;
    readonly what: Mrkdwn;
    readonly state: Mrkdwn;
    readonly canWithdraw: boolean;
  }[];
  readonly actions: readonly HomeAction[];
  /** What only admins may do. */
  readonly adminActions: readonly HomeAction[];
}

/** The Home tab: what one can do here, and how one's own requests stand. */
export function homeView(page: HomePage): HomeView {
  const blocks: KnownBlock[] = [
    header('Your Zoom account desk'),
    section(
      md`Look after your own Zoom account without a ticket. Pick something, or type ${code(`${page.slash} help`)} anywhere.`,
    ),
    ...actionRows(page.actions),
    ...(page.adminActions.length > 0 ? [header('For admins'), ...actionRows(page.adminActions)] : []),
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
  ];
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) };
}

function actionRows(actions: readonly HomeAction[]) {
  return buttons(
    actions.map((one) => ({ label: one.label, action: `command:${one.command}` })),
    5,
  );
}
