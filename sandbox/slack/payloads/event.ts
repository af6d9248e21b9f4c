import type { Delivery } from '../delivery.ts';
import { makeId } from '../ids.ts';
import type { Rec } from '../json.ts';
import type { Workspace } from '../workspace.ts';

/** An event in the envelope that Slack sends every event in. */
export function eventDelivery({ app, team }: Workspace, event: Rec): Delivery {
  const authorization = { enterprise_id: null, team_id: team.id, user_id: app.userId };
  return {
    kind: 'events_api',
    payload: {
      token: 'verification-token',
      team_id: team.id,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: makeId('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ ...authorization, is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: false,
      event_context: makeId('4-'),
    },
  };
}
