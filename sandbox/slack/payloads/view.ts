import type { StateValues } from '../desktop.ts';
import type { Rec } from '../json.ts';
import type { StoredView, Workspace } from '../workspace.ts';

/** A view as Slack tells it, in payloads and in the answers of `views.*`. */
export function viewObject(workspace: Workspace, stored: StoredView, values: StateValues = {}): Rec {
  const { view } = stored;
  return {
    id: stored.id,
    team_id: workspace.team.id,
    type: view.type,
    blocks: stored.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash: stored.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: stored.previousId,
    root_view_id: stored.rootId,
    app_id: workspace.app.id,
    external_id: view.external_id ?? '',
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
  };
}
