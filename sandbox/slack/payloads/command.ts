import { payloadName } from '../channels.ts';
import type { Delivery } from '../delivery.ts';
import type { ChannelState, Workspace, WorkspaceUser } from '../workspace.ts';
import { escapeText } from './escape.ts';

interface Typed {
  readonly user: WorkspaceUser;
  readonly channel: ChannelState;
  /** The command, such as `/zoom`. */
  readonly name: string;
  /** What follows the command's name, as typed. */
  readonly text: string;
  readonly triggerId: string;
  readonly responseUrl: string;
}

/** A slash command as a form, with `should_escape` on. `is_enterprise_install` is the string "false". */
export function commandPayload(workspace: Workspace, typed: Typed): Delivery {
  return {
    kind: 'slash_commands',
    payload: {
      token: 'verification-token',
      team_id: typed.user.teamId,
      team_domain: typed.user.teamId === workspace.team.id ? workspace.team.domain : 'partner',
      channel_id: typed.channel.id,
      channel_name: payloadName(typed.channel),
      user_id: typed.user.id,
      user_name: typed.user.handle,
      command: typed.name,
      text: escapeText(workspace, typed.user.id, typed.text),
      api_app_id: workspace.app.id,
      is_enterprise_install: 'false',
      response_url: typed.responseUrl,
      trigger_id: typed.triggerId,
    },
  };
}
