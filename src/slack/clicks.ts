import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Actor } from '../requests/actor.ts';
import type { ReplyTo } from '../requests/request.ts';
import type { MessageContent } from '../views/blocks.ts';
import { problemView } from '../views/problem.ts';
import type { ListenerDeps } from './deps.ts';

/** A click on one of our buttons, read from the payload. */
export interface Click {
  readonly actor: Actor;
  /** The opaque id that the button carries, or what was chosen in a menu. */
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
 * Slack waits three seconds for an acknowledgement. A deed that stores nothing, such as opening a form, may be finished
 * after it: it is given this long.
 */
export const ACK_SOON = 2_000;

/** The buttons and menus that somebody listens to. */
export interface Clicks {
  /**
   * Listens to a button: does the deed, then acknowledges, so that what was acknowledged is stored. Whatever goes wrong
   * is told to the person who clicked and to nobody else.
   *
   * @param ackAfter acknowledges after so many milliseconds although the deed goes on; for deeds that store nothing
   */
  on(actionId: string | RegExp, deed: (click: Click) => Promise<void>, ackAfter?: number): void;
}

interface Listening {
  readonly deed: (click: Click) => Promise<void>;
  readonly ackAfter: number | undefined;
}

/**
 * Hands each click to whoever listens to it. Bolt is told of one listener for all of them: it runs through every listener
 * that it knows for every payload.
 */
export function createClicks(app: App, deps: ListenerDeps): Clicks {
  const named = new Map<string, Listening>();
  const patterns: (readonly [RegExp, Listening])[] = [];
  const listeningTo = (action: string) =>
    named.get(action) ?? patterns.find(([pattern]) => pattern.test(action))?.[1];

  app.action<BlockAction>(/.*/, async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs) => {
    const click = readClick(args.body);
    const listening = listeningTo(click.action);
    if (listening) await answered(args.client, deps, click, listening);
    // What nobody listens to, such as a choice in a form, is acknowledged all the same.
    await args.ack();
  });

  return {
    on(actionId, deed, ackAfter) {
      const listening = { deed, ackAfter };
      if (typeof actionId === 'string') named.set(actionId, listening);
      else patterns.push([actionId, listening]);
    },
  };
}

/** Does the deed; resolves when it can be acknowledged. */
async function answered(
  slack: WebClient,
  deps: ListenerDeps,
  click: Click,
  { deed, ackAfter }: Listening,
): Promise<void> {
  const done = deed(click)
    .catch((error: unknown) => tell(slack, deps, click, deps.desk.problem(error, click.actor.slackId)))
    .finally(() => {
      // What was clicked on may be out of date, and a menu goes back to its first words.
      if (click.onHome) deps.desk.homes.opened(click.actor.slackId);
    });
  deps.desk.taskRunner.run(click.action, () => done);
  const enough = new AbortController();
  await Promise.race([
    done.catch(() => undefined),
    ...(ackAfter === undefined
      ? []
      : [sleep(ackAfter, undefined, { signal: enough.signal }).catch(() => undefined)]),
  ]);
  enough.abort();
}

/** Tells only the one who clicked: at the message, or over the Home tab, which has no place for words. */
async function tell(
  slack: WebClient,
  deps: ListenerDeps,
  click: Click,
  content: MessageContent,
): Promise<void> {
  if (click.onHome) {
    try {
      await slack.views.open({ trigger_id: click.triggerId, view: problemView(content) });
      return;
    } catch (error) {
      deps.logger.warn({ err: error }, 'a window over the Home tab could not be opened; a message says it');
    }
  }
  await deps.messenger.reply(click.actor.slackId, { url: click.url, replace: false }, content);
}

function readClick(body: BlockAction): Click {
  const [action] = body.actions;
  const chosen = action?.type === 'static_select' ? action : undefined;
  return {
    actor: { slackId: body.user.id, teamId: body.user.team_id ?? body.team?.id ?? '' },
    value: (action as ButtonAction | undefined)?.value ?? chosen?.selected_option?.value ?? '',
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
