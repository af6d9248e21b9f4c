import type { Delivery } from '../delivery.ts';
import { makeId, makeTs } from '../ids.ts';
import type { ChannelState, StoredView, Workspace } from '../workspace.ts';
import { viewObject } from './view.ts';

/** The event `app_home_opened` for the Home tab; it carries the view when one is published. */
export function homeOpened(
  workspace: Workspace,
  im: ChannelState,
  user: string,
  home?: StoredView,
): Delivery {
  const { app, team } = workspace;
  const view = home ? { view: viewObject(workspace, home) } : {};
  const authorization = { enterprise_id: null, team_id: team.id, user_id: app.userId };
  return {
    kind: 'events_api',
    payload: {
      token: 'verification-token',
      team_id: team.id,
      api_app_id: app.id,
      event: { type: 'app_home_opened', user, channel: im.id, tab: 'home', ...view, event_ts: makeTs() },
      type: 'event_callback',
      event_id: makeId('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ ...authorization, is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: false,
      event_context: makeId('4-'),
    },
  };
}
