import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { cleanText } from '../clean-text.ts';
import { withEmoji } from '../emoji.ts';
import type { Actor, WhoActs } from '../identity/who-acts.ts';
import { listed } from '../languages/formats.ts';
import { type Text, text } from '../languages/text.ts';
import { wishOfBatch } from '../notifications/batch-card.ts';
import type { Messenger, ReplyTo } from '../notifications/messenger.ts';
import { closeMessagesOf, rememberMessage } from '../notifications/posted-messages.ts';
import { type ApproveDeps, approve } from '../requests/approve.ts';
import { requireMay } from '../requests/authorize.ts';
import {
  approveBatch,
  type BatchDeps,
  confirmBatch,
  denyBatch,
  dropBatch,
  requireMayDenyBatch,
  undoBatch,
  withdrawBatch,
} from '../requests/batch.ts';
import { isBatchId } from '../requests/batch-store.ts';
import { type BreakGlassDeps, breakGlass } from '../requests/break-glass.ts';
import {
  type ChangeWaitingListDeps,
  removeFromLine,
  requireMayRemoveFromLine,
} from '../requests/change-waiting-list.ts';
import { type ConfirmDeps, confirm } from '../requests/confirm.ts';
import { type DenyDeps, deny } from '../requests/deny.ts';
import { type ErrorMessageDeps, messageForClick } from '../requests/error-messages.ts';
import { type ReportDeps, report } from '../requests/report.ts';
import { changeCommandOf, type Request } from '../requests/request.ts';
import { questionOf, wishOf } from '../requests/request-log.ts';
import { type SuggestDeps, suggestAccount, suggestLicence } from '../requests/suggest-licence.ts';
import { type UndoDeps, undo } from '../requests/undo.ts';
import { drop, withdraw } from '../requests/withdraw.ts';
import type { TaskRunner } from '../task-runner.ts';
import { breakGlassForm, decidedView, denyForm, removeForm, workingView } from '../views/decision-forms.ts';
import { join, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { problemMessage, problemView } from '../views/problem.ts';
import { reportedMessage } from '../views/subject-notice.ts';
import { suggestedMessage } from '../views/suggestions.ts';
import {
  ACK_AFTER,
  type Action,
  type ActionHandlers,
  replyToAction,
  type ViewSubmissions,
} from './actions.ts';
import { updateIfOpen } from './web-api.ts';

export type RequestActionDeps = ConfirmDeps &
  ApproveDeps &
  DenyDeps &
  BreakGlassDeps &
  UndoDeps &
  ReportDeps &
  ChangeWaitingListDeps &
  SuggestDeps &
  BatchDeps &
  ErrorMessageDeps & {
    readonly slack: WebClient;
    readonly whoActs: WhoActs;
    readonly messenger: Pick<Messenger, 'reply' | 'direct'>;
    readonly taskRunner: Pick<TaskRunner, 'run'>;
  };

/** What a click does to a request or a batch; the answer goes to `replyTo`. */
type Decide = (deps: RequestActionDeps, id: string, actor: Actor, replyTo: ReplyTo) => Promise<void>;

/** Handles what people decide about a request: confirm, cancel, approve, deny, undo, break-glass. */
export function registerRequestActions(
  actions: ActionHandlers,
  submissions: ViewSubmissions,
  deps: RequestActionDeps,
): void {
  const { slack } = deps;

  /** Does it to a request, or to all of a batch: the button says which. */
  const either = (one: Decide, all: Decide) => (action: Action) =>
    (isBatchId(action.value) ? all : one)(deps, action.value, action.actor, replyToAction(action));
  actions.on('confirm:run', either(confirm, confirmBatch));
  actions.on('confirm:cancel', either(drop, dropBatch));
  actions.on('request:approve', either(approve, approveBatch));
  actions.on('request:undo', either(undo, undoBatch));
  actions.on('request:undo-rest', (action) =>
    undo(deps, action.value, action.actor, replyToAction(action), 'rest'),
  );
  actions.on('request:cancel', (action) => {
    const { value, actor, ephemeral, viewId } = action;
    const replyTo = replyToAction(action);
    if (isBatchId(value)) return withdrawBatch(deps, value, actor, replyTo);
    const isSeenByOne = ephemeral || viewId !== null;
    return withdraw(deps, value, actor, isSeenByOne ? replyTo : null);
  });

  const suggestions = { licence: suggestLicence, account: suggestAccount } as const;
  for (const what of ['licence', 'account'] as const) {
    actions.on(`request:suggest-${what}`, async (action) => {
      const { value, actor } = action;
      const name = await suggestions[what](deps, value, actor);
      deps.taskRunner.run('suggestion', () =>
        deps.messenger.reply(actor.slackId, replyToAction(action), suggestedMessage(name, what)),
      );
    });
  }

  actions.on('subject:report', async (action) => {
    const content = reportedMessage(await report(deps, action.value, action.actor));
    const replyTo = { url: action.responseUrl, replace: false };
    deps.taskRunner.run('reported message', () => closeReported(deps, action));
    deps.taskRunner.run('report answer', () => deps.messenger.reply(action.actor.slackId, replyTo, content));
  });

  actions.on(
    'request:deny',
    async ({ value, actor, triggerId }) => {
      const asked = isBatchId(value)
        ? await requireMayDenyBatch(deps, value, actor)
        : [await requireMay(deps, value, actor, 'deny')];
      const wish = wishOfAll(deps, asked);
      if (wish) await slack.views.open({ trigger_id: triggerId, view: denyForm(value, wish) });
    },
    ACK_AFTER,
  );
  actions.on(
    'waiting:remove',
    async ({ value, actor, triggerId }) => {
      const request = await requireMayRemoveFromLine(deps, value, actor);
      const wish = wishOfAll(deps, [request]);
      if (wish) await slack.views.open({ trigger_id: triggerId, view: removeForm(request.id, wish) });
    },
    ACK_AFTER,
  );
  actions.on(
    'request:break-glass',
    async ({ value, actor, triggerId }) => {
      const request = await requireMay(deps, value, actor, 'break-glass');
      const view = breakGlassForm(request.id, questionOf(deps, request));
      await slack.views.open({ trigger_id: triggerId, view });
    },
    ACK_AFTER,
  );

  /**
   * A form with a reason as its only field; its metadata is the request's id. What takes longer than Slack waits goes on
   * behind a view that says so.
   */
  const onReason = (
    form: RegExp,
    failed: Text,
    decide: (deps: RequestActionDeps, id: string, actor: Actor, reason: string) => Promise<void>,
  ) =>
    submissions.on(form, async ({ ack, body, view }) => {
      const reason = cleanText(withEmoji(view.state.values.reason?.reason?.value ?? '')).trim();
      if (!reason) {
        await ack({
          response_action: 'errors',
          errors: { reason: text`Please say why in a few words.`.words },
        });
        return;
      }
      const deciding = deps
        .whoActs(body)
        .then((actor) => decide(deps, view.private_metadata, actor, reason))
        .then(
          () => null,
          (error: unknown) => problemView(problemMessage(messageForClick(deps, error, body.user.id)), failed),
        );
      deps.taskRunner.run(`form ${view.callback_id}`, () => deciding.then(() => undefined));
      const result = await Promise.race([deciding, soon()]);
      if (result !== 'late') return ack(result ? { response_action: 'update', view: result } : undefined);
      await ack({ response_action: 'update', view: workingView() });
      await updateIfOpen(slack, view.id, (await deciding) ?? decidedView());
    });
  onReason(/^deny$/, text`Not denied`, (given, id, actor, reason) =>
    (isBatchId(id) ? denyBatch : deny)(given, id, actor, reason),
  );
  onReason(/^break-glass$/, text`Not approved`, breakGlass);
  onReason(/^waiting-remove$/, text`Not removed`, removeFromLine);
}

/** Takes the buttons off. A quick click may come before the bot has noted where the message is, so it is noted here too. */
async function closeReported(deps: RequestActionDeps, { value, actor, message }: Action): Promise<void> {
  if (message) {
    const about = { requestIds: [value], kind: 'subject' as const, slackId: actor.slackId };
    await rememberMessage(deps.store, about, message);
  }
  await closeMessagesOf(deps, value);
}

/** Resolves when Slack has to be acknowledged, even if work is still running. */
async function soon(): Promise<'late'> {
  await sleep(ACK_AFTER, undefined, { ref: false });
  return 'late';
}

/** What is asked for, as a sentence with the requester's name, and for whom where it is several people. */
function wishOfAll(deps: RequestActionDeps, asked: readonly Request[]): Mrkdwn | undefined {
  const [first] = asked;
  if (!first?.plan) return undefined;
  const command = changeCommandOf(deps, first.command);
  const who = md`${first.plan.requester.name}`;
  if (asked.length === 1) return wishOf(command, first, who);
  const names = asked.flatMap(({ plan }) => plan?.subject.name ?? []);
  return join([wishOfBatch(command, asked.length, who), md`${listed(names)}`], '\n');
}
