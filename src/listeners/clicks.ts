import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Actor } from '../desk/decide.ts';
import type { ReplyTo } from '../desk/request.ts';
import type { ListenerDeps } from './deps.ts';

/** A click on one of our buttons, read from the payload. */
export interface Click {
  readonly actor: Actor;
  /** The opaque id that the button carries. */
  readonly value: string;
  readonly action: string;
  readonly triggerId: string;
  /** Answers at the message; `null` on the Home tab. */
  readonly url: string | null;
  /** Only the person who clicked sees the message, so it can be replaced by the answer. */
  readonly ephemeral: boolean;
  readonly onHome: boolean;
}

/**
 * Listens to a button: acknowledges at once, then does the deed. Whatever goes wrong is told to the person who clicked
 * and to nobody else.
 */
export function onClick(
  app: App,
  deps: ListenerDeps,
  actionId: string | RegExp,
  deed: (click: Click) => Promise<void>,
): void {
  app.action<BlockAction>(
    actionId,
    async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs) => {
      await args.ack();
      const click = readClick(args.body);
      deps.desk.background.run(click.action, async () => {
        try {
          await deed(click);
        } catch (error) {
          const content = deps.desk.problem(error, click.actor.slackId);
          await deps.messenger.reply(click.actor.slackId, { url: click.url, replace: false }, content);
        }
      });
    },
  );
}

function readClick(body: BlockAction): Click {
  const [action] = body.actions;
  return {
    actor: { slackId: body.user.id, teamId: body.user.team_id ?? body.team?.id ?? '' },
    value: (action as ButtonAction | undefined)?.value ?? '',
    action: action?.action_id ?? '',
    triggerId: body.trigger_id,
    url: body.response_url ?? null,
    ephemeral: body.container?.is_ephemeral === true,
    onHome: body.view?.type === 'home',
  };
}

/** Where the answer to a click goes: in place of the message where only they see it. */
export function replyToClick(click: Click): ReplyTo {
  return { url: click.url, replace: click.ephemeral };
}
