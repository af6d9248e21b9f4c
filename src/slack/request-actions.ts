import type { WebClient } from '@slack/web-api';
import type { ChangeCommand, Command } from '../commands/define-command.ts';
import type { Actor } from '../requests/actor.ts';
import type { Desk } from '../requests/desk.ts';
import type { Request } from '../requests/request.ts';
import { denyForm } from '../views/deny-form.ts';
import { breakGlassForm } from '../views/emergency.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import { problemView } from '../views/problem-view.ts';
import { ACK_AFTER, type ActionHandlers, replyToAction, type ViewSubmissions } from './actions.ts';

export interface RequestActionDeps {
  readonly desk: Pick<Desk, 'confirm' | 'drop' | 'approve' | 'undo' | 'cancel' | 'problem'> &
    Pick<Desk, 'mayDecide' | 'deny' | 'mayBreakGlass' | 'breakGlass'>;
  readonly commands: readonly Command[];
  readonly slack: WebClient;
}

/** Handles what people decide about a request: confirm, cancel, approve, deny, undo, break-glass. */
export function registerRequestActions(
  actions: ActionHandlers,
  submissions: ViewSubmissions,
  deps: RequestActionDeps,
): void {
  const { desk, slack, commands } = deps;

  actions.on('confirm:run', (action) => desk.confirm(action.value, action.actor, replyToAction(action)));
  actions.on('confirm:cancel', (action) => desk.drop(action.value, action.actor, replyToAction(action)));
  actions.on('request:approve', (action) => desk.approve(action.value, action.actor));
  actions.on('request:undo', (action) => desk.undo(action.value, action.actor, replyToAction(action)));
  actions.on('request:cancel', (action) =>
    desk.cancel(action.value, action.actor, action.ephemeral ? replyToAction(action) : null),
  );

  actions.on(
    'request:deny',
    async ({ value, actor, triggerId }) => {
      const request = await desk.mayDecide(value, actor);
      const description = describe(commands, request, false);
      if (!description || !request.plan) return;
      const view = denyForm(request.id, description, request.plan.requester.name);
      await slack.views.open({ trigger_id: triggerId, view });
    },
    ACK_AFTER,
  );
  actions.on(
    'request:break-glass',
    async ({ value, actor, triggerId }) => {
      const request = await desk.mayBreakGlass(value, actor);
      const description = describe(commands, request, true);
      if (!description) return;
      await slack.views.open({ trigger_id: triggerId, view: breakGlassForm(request.id, description) });
    },
    ACK_AFTER,
  );

  /** A form with a reason as its only field; its metadata is the request's id. */
  const onReason = (
    form: RegExp,
    failed: string,
    decide: (id: string, actor: Actor, reason: string) => Promise<void>,
  ) =>
    submissions.on(form, async ({ ack, body, view }) => {
      const reason = (view.state.values.reason?.reason?.value ?? '').trim();
      if (!reason) {
        await ack({ response_action: 'errors', errors: { reason: 'Please say why in a few words.' } });
        return;
      }
      try {
        const actor = { slackId: body.user.id, teamId: body.user.team_id ?? body.team?.id ?? '' };
        await decide(view.private_metadata, actor, reason);
        await ack();
      } catch (error) {
        const problem = desk.problem(error, body.user.id);
        await ack({ response_action: 'update', view: problemView(problem, failed) });
      }
    });
  onReason(/^deny$/, 'Not denied', desk.deny);
  onReason(/^break-glass$/, 'Not approved', desk.breakGlass);
}

/** @param own whether it is worded for the requester, if the account is their own */
function describe(commands: readonly Command[], { plan, command }: Request, own: boolean): Mrkdwn | null {
  const declared = commands.find((one) => one.name === command) as ChangeCommand | undefined;
  return plan && declared ? declared.describe({ ...plan, own: own && plan.own }) : null;
}
