import type { WebClient } from '@slack/web-api';
import { cleanText } from '../clean-text.ts';
import { type ApproveDeps, approve } from '../requests/approve.ts';
import type { Actor } from '../requests/authorize.ts';
import { type BreakGlassDeps, breakGlass, checkBreakGlass } from '../requests/break-glass.ts';
import { type ConfirmDeps, confirm } from '../requests/confirm.ts';
import { checkDeny, type DenyDeps, deny } from '../requests/deny.ts';
import { type ErrorMessageDeps, messageForClick } from '../requests/error-messages.ts';
import { describeRequest } from '../requests/request-log.ts';
import { type UndoDeps, undo } from '../requests/undo.ts';
import { drop, withdraw } from '../requests/withdraw.ts';
import { breakGlassForm, denyForm } from '../views/decision-forms.ts';
import { problemMessage, problemView } from '../views/problem.ts';
import { ACK_AFTER, type ActionHandlers, replyToAction, type ViewSubmissions } from './actions.ts';

export type RequestActionDeps = ConfirmDeps &
  ApproveDeps &
  DenyDeps &
  BreakGlassDeps &
  UndoDeps &
  ErrorMessageDeps & { readonly slack: WebClient };

/** Handles what people decide about a request: confirm, cancel, approve, deny, undo, break-glass. */
export function registerRequestActions(
  actions: ActionHandlers,
  submissions: ViewSubmissions,
  deps: RequestActionDeps,
): void {
  const { slack } = deps;

  actions.on('confirm:run', (action) => confirm(deps, action.value, action.actor, replyToAction(action)));
  actions.on('confirm:cancel', (action) => drop(deps, action.value, action.actor, replyToAction(action)));
  actions.on('request:approve', (action) => approve(deps, action.value, action.actor));
  actions.on('request:undo', (action) => undo(deps, action.value, action.actor, replyToAction(action)));
  actions.on('request:undo-rest', (action) =>
    undo(deps, action.value, action.actor, replyToAction(action), 'rest'),
  );
  actions.on('request:cancel', (action) =>
    withdraw(deps, action.value, action.actor, action.ephemeral ? replyToAction(action) : null),
  );

  actions.on(
    'request:deny',
    async ({ value, actor, triggerId }) => {
      const request = await checkDeny(deps, value, actor);
      if (!request.plan) return;
      const description = describeRequest(deps, request, false);
      const view = denyForm(request.id, description, request.plan.requester.name);
      await slack.views.open({ trigger_id: triggerId, view });
    },
    ACK_AFTER,
  );
  actions.on(
    'request:break-glass',
    async ({ value, actor, triggerId }) => {
      const request = await checkBreakGlass(deps, value, actor);
      const description = describeRequest(deps, request, true);
      await slack.views.open({ trigger_id: triggerId, view: breakGlassForm(request.id, description) });
    },
    ACK_AFTER,
  );

  /** A form with a reason as its only field; its metadata is the request's id. */
  const onReason = (
    form: RegExp,
    failed: string,
    decide: (deps: RequestActionDeps, id: string, actor: Actor, reason: string) => Promise<void>,
  ) =>
    submissions.on(form, async ({ ack, body, view }) => {
      const reason = cleanText(view.state.values.reason?.reason?.value ?? '').trim();
      if (!reason) {
        await ack({ response_action: 'errors', errors: { reason: 'Please say why in a few words.' } });
        return;
      }
      try {
        const actor = { slackId: body.user.id, teamId: body.user.team_id ?? body.team?.id ?? '' };
        await decide(deps, view.private_metadata, actor, reason);
        await ack();
      } catch (error) {
        const problem = problemMessage(messageForClick(deps, error, body.user.id));
        await ack({ response_action: 'update', view: problemView(problem, failed) });
      }
    });
  onReason(/^deny$/, 'Not denied', deny);
  onReason(/^break-glass$/, 'Not approved', breakGlass);
}
