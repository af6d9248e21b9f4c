import type { WebClient } from '@slack/web-api';
import type { ChangeCommand } from '../commands/define-command.ts';
import type { Actor } from '../requests/actor.ts';
import type { Request } from '../requests/request.ts';
import { breakGlassForm, denyForm } from '../views/decision-forms.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import { problemView } from '../views/problem.ts';
import { ACK_SOON, type Click, type Clicks, replyToClick } from './clicks.ts';
import type { ListenerDeps } from './deps.ts';
import type { Submissions } from './submissions.ts';

/** Listens to what people decide: confirm, approve, deny, withdraw, undo. */
export function registerDecisions(
  deps: ListenerDeps,
  slack: WebClient,
  { clicks, submissions }: { readonly clicks: Clicks; readonly submissions: Submissions },
): void {
  const { desk } = deps;
  clicks.on('confirm:run', (click) => desk.confirm(click.value, click.actor, replyToClick(click)));
  clicks.on('confirm:cancel', (click) => desk.drop(click.value, click.actor, replyToClick(click)));
  clicks.on('request:approve', (click) => desk.approve(click.value, click.actor));
  clicks.on('request:undo', (click) => desk.undo(click.value, click.actor, replyToClick(click)));
  clicks.on('request:cancel', (click) =>
    desk.cancel(click.value, click.actor, click.ephemeral ? replyToClick(click) : null),
  );
  const openDenial = async (click: Click) => {
    const request = await desk.mayDecide(click.value, click.actor);
    const what = describe(deps, request, false);
    if (!what || !request.plan) return;
    const view = denyForm(request.id, what, request.plan.requester.name);
    await slack.views.open({ trigger_id: click.triggerId, view });
  };
  clicks.on('request:deny', openDenial, ACK_SOON);

  const openEmergency = async (click: Click) => {
    const request = await desk.mayBreakGlass(click.value, click.actor);
    const what = describe(deps, request, true);
    if (what) await slack.views.open({ trigger_id: click.triggerId, view: breakGlassForm(request.id, what) });
  };
  clicks.on('request:break-glass', openEmergency, ACK_SOON);

  onReason(submissions, deps, /^deny$/, 'Not denied', desk.deny);
  onReason(submissions, deps, /^break-glass$/, 'Not approved', desk.breakGlass);
}

/** Listens to a form that asks for nothing but a reason; its metadata is the request's id. */
function onReason(
  submissions: Submissions,
  deps: ListenerDeps,
  form: RegExp,
  failed: string,
  deed: (id: string, actor: Actor, reason: string) => Promise<void>,
): void {
  submissions.on(form, async ({ ack, body, view }) => {
    const reason = (view.state.values.reason?.reason?.value ?? '').trim();
    if (!reason) {
      await ack({ response_action: 'errors', errors: { reason: 'Please say why in a few words.' } });
      return;
    }
    try {
      const actor = { slackId: body.user.id, teamId: body.user.team_id ?? body.team?.id ?? '' };
      await deed(view.private_metadata, actor, reason);
      await ack();
    } catch (error) {
      const words = deps.desk.problem(error, body.user.id);
      await ack({ response_action: 'update', view: problemView(words, failed) });
    }
  });
}

function describe(deps: ListenerDeps, { plan, command }: Request, own: boolean): Mrkdwn | null {
  const declared = deps.commands.find((one) => one.name === command) as ChangeCommand | undefined;
  return plan && declared ? declared.describe({ ...plan, own: own && plan.own }) : null;
}
