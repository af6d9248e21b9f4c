import { setTimeout as sleep } from 'node:timers/promises';
import type { App, BlockAction, ButtonAction, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { HomeTabPublisher } from '../home/publisher.ts';
import type { Actor, WhoActs } from '../identity/who-acts.ts';
import { text } from '../languages/text.ts';
import type { Logger } from '../log.ts';
import type { Messenger, Posted, ReplyTo } from '../notifications/messenger.ts';
import { type ErrorMessageDeps, messageForClick } from '../requests/error-messages.ts';
import { isLate } from '../slack-errors.ts';
import type { TaskRunner } from '../task-runner.ts';
import { noteView, type OpenForm } from '../views/form.ts';
import { md } from '../views/mrkdwn.ts';
import { type Problem, problemMessage, problemView, slackTooLate } from '../views/problem.ts';

/** A click on a button or a choice from a menu, read from the payload. */
export interface Action {
  readonly actor: Actor;
  readonly actionId: string;
  /** The button's opaque value or the chosen option. */
  readonly value: string;
  readonly triggerId: string;
  /** The `response_url` of the message; `null` on the Home tab. */
  readonly responseUrl: string | null;
  /** Only this person sees the message, so that the answer can replace it. */
  readonly ephemeral: boolean;
  /** The message that holds the button, if it stays in the conversation. */
  readonly message: Posted | null;
  readonly onHome: boolean;
  /** The modal that holds the button. */
  readonly viewId: string | null;
  /** The same modal, as Slack showed it when the button was clicked. */
  readonly form: OpenForm | null;
}

/**
 * For handlers that store nothing, such as those that open a form: the action is acknowledged after so many milliseconds
 * although the handler still runs. Slack waits three seconds.
 */
export const ACK_AFTER = 2_000;

type ActionHandler = (action: Action) => Promise<void>;

/** The handlers of buttons and menus. */
export interface ActionHandlers {
  /**
   * Adds a handler. The action is acknowledged when the handler has ended, so that what was acknowledged is stored. An
   * error is shown to the person who clicked and to nobody else.
   *
   * @param ackAfter see {@link ACK_AFTER}
   */
  on(actionId: string | RegExp, handler: ActionHandler, ackAfter?: number): void;
}

export interface ActionDeps extends ErrorMessageDeps {
  readonly homes: Pick<HomeTabPublisher, 'opened'>;
  readonly taskRunner: Pick<TaskRunner, 'run'>;
  readonly messenger: Pick<Messenger, 'reply'>;
  readonly slack: WebClient;
  readonly whoActs: WhoActs;
  readonly logger: Logger;
}

interface Registered {
  readonly actionId: string | RegExp;
  readonly handler: ActionHandler;
  readonly ackAfter: number | undefined;
}

/** Registers one listener for all actions with Bolt, which tries every listener for every payload. */
export function createActionHandlers(app: App, deps: ActionDeps): ActionHandlers {
  const all: Registered[] = [];
  const find = (name: string) =>
    all.find(({ actionId }) => (typeof actionId === 'string' ? actionId === name : actionId.test(name)));

  app.action<BlockAction>(/.*/, async ({ body, ack }) => {
    const registered = find(body.actions[0]?.action_id ?? '');
    if (registered) await handle(deps, readAction(body), registered);
    // Also without a handler, such as a choice in a form.
    await ack();
  });

  return { on: (actionId, handler, ackAfter) => void all.push({ actionId, handler, ackAfter }) };
}

/** Runs the handler. Resolves when the action can be acknowledged, and never rejects. */
async function handle(
  deps: ActionDeps,
  { body, ...seen }: SeenAction,
  { handler, ackAfter }: Registered,
): Promise<void> {
  // The error of somebody who could not be looked up is shown to them like any other.
  let action: Action = { ...seen, actor: { slackId: body.user.id, teamId: '' } };
  const known = deps.whoActs(body).then((actor) => {
    action = { ...action, actor };
    return handler(action);
  });
  const handled = known
    .catch((error: unknown) => showProblem(deps, action, error))
    .finally(() => {
      // What was clicked may be out of date, and a menu has to show its placeholder again.
      if (action.onHome) deps.homes.opened(action.actor.slackId);
    });
  deps.taskRunner.run(action.actionId, () => handled);
  const ended = handled.catch(() => undefined);
  if (ackAfter === undefined) return ended;
  const timer = new AbortController();
  const early = sleep(ackAfter, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([ended, early]);
  timer.abort();
}

/** Shows a problem at the message, or in a modal over the Home tab, where there is no message. */
async function showProblem(deps: ActionDeps, action: Action, error: unknown): Promise<void> {
  const late = isLate(error);
  const content = problemMessage(
    late ? clickAgain(action) : messageForClick(deps, error, action.actor.slackId),
  );
  if (action.onHome && !late) {
    try {
      await deps.slack.views.open({ trigger_id: action.triggerId, view: problemView(content) });
      return;
    } catch (error) {
      deps.logger.warn({ err: error }, 'a modal could not be opened over the Home tab; sending a message');
    }
  }
  if (action.viewId !== null) {
    await deps.slack.views.push({ trigger_id: action.triggerId, view: problemView(content) });
    return;
  }
  await deps.messenger.reply(action.actor.slackId, { url: action.responseUrl, replace: false }, content);
}

/** The same click once more, because a form opens only within three seconds after one. */
function clickAgain({ actionId, value }: Pick<Action, 'actionId' | 'value'>): Problem {
  return {
    ...slackTooLate(),
    buttons: [{ label: text`Open the form`, action: actionId, value, style: 'primary' }],
  };
}

/** An action before it is known who acts. */
type SeenAction = Omit<Action, 'actor'> & { readonly body: BlockAction };

function readAction(body: BlockAction): SeenAction {
  const [action] = body.actions;
  const ephemeral = body.container?.is_ephemeral === true;
  const chosen = action?.type === 'static_select' || action?.type === 'overflow';
  const selected = chosen ? action.selected_option?.value : undefined;
  return {
    body,
    actionId: action?.action_id ?? '',
    value: (action as ButtonAction | undefined)?.value ?? selected ?? '',
    triggerId: body.trigger_id,
    responseUrl: body.response_url ?? null,
    ephemeral,
    message:
      body.container?.type === 'message' && !ephemeral
        ? { channel: body.container.channel_id, ts: body.container.message_ts }
        : null,
    onHome: body.view?.type === 'home',
    viewId: body.view?.type === 'modal' ? body.view.id : null,
    form: body.view?.type === 'modal' ? body.view : null,
  };
}

/** Where the answer to an action goes: in place of its message if only this person sees it, or of what its modal shows. */
export function replyToAction(action: Action): ReplyTo {
  const view = action.viewId === null ? {} : { view: action.viewId };
  return { url: action.responseUrl, replace: action.ephemeral, ...view };
}

type ViewSubmission = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** The handlers of submitted modals. */
export interface ViewSubmissions {
  /** Adds a handler; what it acknowledges with closes the modal, updates it or shows errors at its fields. */
  on(callbackId: RegExp, handler: (submission: ViewSubmission) => Promise<void>): void;
}

/** Registers one listener for all submissions with Bolt, as for actions. */
export function createViewSubmissions(app: App): ViewSubmissions {
  const all: (readonly [RegExp, (submission: ViewSubmission) => Promise<void>])[] = [];
  app.view<ViewSubmitAction>(/.*/, async (submission) => {
    const handler = all.find(([pattern]) => pattern.test(submission.view.callback_id))?.[1];
    if (handler) return handler(submission);
    // A form of an earlier version: an empty answer would close it as if it were saved.
    const note = md`This form is out of date. Close it and start again.`;
    await submission.ack({ response_action: 'update', view: noteView(text`Please start again`, note) });
  });
  return { on: (callbackId, handler) => void all.push([callbackId, handler]) };
}
