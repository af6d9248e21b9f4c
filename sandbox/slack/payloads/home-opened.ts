import { makeTs } from '../ids.ts';
import type { Rec } from '../json.ts';
import type { ChannelState, StoredView, Workspace } from '../workspace.ts';
import { viewObject } from './view.ts';

/** The event `app_home_opened` for the Home tab; it carries the view when one is published. */
export function homeOpened(workspace: Workspace, im: ChannelState, user: string, home?: StoredView): Rec {
  const view = home ? { view: viewObject(workspace, home) } : {};
  return { type: 'app_home_opened', user, channel: im.id, tab: 'home', ...view, event_ts: makeTs() };
}
