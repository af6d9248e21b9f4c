import type { App, ViewOutput } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { ChangeCommand } from '../commands/command.ts';
import { Refusal } from '../people/refusal.ts';
import { denyForm } from '../views/deny-form.ts';
import { noteView } from '../views/form.ts';
import { join, md } from '../views/mrkdwn.ts';
import { onClick, replyToClick } from './clicks.ts';
import type { ListenerDeps } from './deps.ts';

/** Listens to what people decide: confirm, approve, deny, withdraw, undo. */
export function registerDecisions(app: App, deps: ListenerDeps, slack: WebClient): void {
  const { desk } = deps;
  onClick(app, deps, 'confirm:run', (click) => desk.confirm(click.value, click.actor, replyToClick(click)));
  onClick(app, deps, 'confirm:cancel', (click) => desk.drop(click.value, click.actor, replyToClick(click)));
  onClick(app, deps, 'request:approve', (click) => desk.approve(click.value, click.actor));
  onClick(app, deps, 'request:undo', (click) => desk.undo(click.value, click.actor, replyToClick(click)));
  onClick(app, deps, 'request:cancel', (click) =>
    desk.cancel(click.value, click.actor, click.ephemeral ? replyToClick(click) : null),
  );
  onClick(app, deps, 'request:deny', async (click) => {
    const request = await desk.mayDecide(click.value, click.actor);
    const command = deps.commands.find((one) => one.name === request.command) as ChangeCommand | undefined;
    if (!request.plan || !command) return;
    const what = command.describe({ ...request.plan, own: false });
    const view = denyForm(request.id, what, request.plan.requester.name);
    await slack.views.open({ trigger_id: click.triggerId, view });
  });

  app.view({ type: 'view_submission', callback_id: 'deny' }, async ({ ack, body, view }) => {
    const reason = reasonOf(view);
    if (!reason) {
      await ack({ response_action: 'errors', errors: { reason: 'Please say why in a few words.' } });
      return;
    }
    try {
      const actor = { slackId: body.user.id, teamId: body.user.team_id ?? body.team?.id ?? '' };
      await desk.deny(view.private_metadata, actor, reason);
      await ack();
    } catch (error) {
      await ack({
        response_action: 'update',
        view: noteView('Not denied', sentence(deps, error, body.user.id)),
      });
    }
  });
}

function reasonOf(view: ViewOutput): string {
  return (view.state.values.reason?.reason?.value ?? '').trim();
}

function sentence(deps: ListenerDeps, error: unknown, slackId: string) {
  if (error instanceof Refusal) {
    const { says, next } = error.problem;
    return next ? join([says, next], '\n') : says;
  }
  deps.desk.problem(error, slackId);
  return md`Something went wrong on my side, so nothing was decided. Please try again in a minute.`;
}
