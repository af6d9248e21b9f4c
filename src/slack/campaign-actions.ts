import type { WebClient } from '@slack/web-api';
import { type AnswerDeps, answer, type GivenAnswer, ownQuestion } from '../campaigns/answer.ts';
import { type Control, type ControlDeps, control, decideOn, type Undecided } from '../campaigns/control.ts';
import type { Clock } from '../clock.ts';
import type { Command } from '../commands/define-command.ts';
import type { WhoActs } from '../identity/who-acts.ts';
import { text } from '../languages/text.ts';
import { loadProgress } from '../notifications/campaign-progress.ts';
import type { Messenger } from '../notifications/messenger.ts';
import { type ErrorMessageDeps, messageForClick } from '../requests/error-messages.ts';
import type { TaskRunner } from '../task-runner.ts';
import { campaignMessage, keepUntilForm } from '../views/campaign.ts';
import { problemMessage } from '../views/problem.ts';
import {
  ACK_AFTER,
  type Action,
  type ActionHandlers,
  replyToAction,
  type ViewSubmissions,
} from './actions.ts';
import { runFor } from './command-actions.ts';
import type { RunCommandDeps } from './run-command.ts';

export type CampaignActionDeps = AnswerDeps &
  ControlDeps &
  RunCommandDeps &
  ErrorMessageDeps & {
    readonly slack: WebClient;
    readonly clock: Clock;
    readonly commands: readonly Command[];
    readonly slash: { readonly current: string };
    readonly whoActs: WhoActs;
    readonly messenger: Messenger;
    readonly taskRunner: Pick<TaskRunner, 'run'>;
  };

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** For how long one answer can keep a licence out of campaigns at most. */
const LONGEST_KEEP = 366 * DAY;

/** Handles what people answer to a campaign, and what admins do with it. */
export function registerCampaignActions(
  actions: ActionHandlers,
  submissions: ViewSubmissions,
  deps: CampaignActionDeps,
): void {
  const say = async (action: Action, given: GivenAnswer) => {
    if ((await answer(deps, action.value, action.actor, given)) === 'request') await request(deps, action);
  };
  actions.on('campaign:keep', (action) => say(action, { kind: 'keep' }));
  actions.on('campaign:give-back', (action) => say(action, { kind: 'give-back' }));
  actions.on('campaign:again', (action) => say(action, { kind: 'again' }));
  actions.on(
    'campaign:keep-until',
    async ({ value, actor, triggerId }) => {
      await ownQuestion(deps, value, actor);
      const inAWeek = new Date(deps.clock.now() + WEEK).toISOString().slice(0, 10);
      await deps.slack.views.open({ trigger_id: triggerId, view: keepUntilForm(value, inAWeek) });
    },
    ACK_AFTER,
  );

  submissions.on(/^campaign-keep-until$/, async ({ ack, body, view }) => {
    const day = view.state.values.until?.until?.selected_date ?? '';
    // The whole of that day, wherever the person is.
    const until = Date.parse(`${day}T00:00:00Z`) + 1.5 * DAY;
    if (!(until > deps.clock.now() + DAY)) {
      await ack({
        response_action: 'errors',
        errors: { until: text`Please choose a day that is still to come.`.words },
      });
      return;
    }
    if (until > deps.clock.now() + LONGEST_KEEP + DAY) {
      await ack({
        response_action: 'errors',
        errors: { until: text`Please choose a day within a year. You’ll be asked again then.`.words },
      });
      return;
    }
    try {
      await answer(deps, view.private_metadata, await deps.whoActs(body), { kind: 'keep-until', until });
      await ack();
    } catch (error) {
      await ack();
      const content = problemMessage(messageForClick(deps, error, body.user.id));
      deps.taskRunner.run('campaign answer', () =>
        deps.messenger.reply(body.user.id, { url: null, replace: false }, content),
      );
    }
  });

  for (const what of ['pause', 'resume', 'stop'] as const satisfies readonly Control[]) {
    actions.on(`campaign:${what}`, async (action) => {
      await control(deps, action.value, action.actor, what);
      await showChange(deps, action);
    });
  }
  for (const group of ['silent', 'unreachable'] as const satisfies readonly Undecided[]) {
    for (const verdict of ['take', 'leave'] as const) {
      actions.on(`campaign:${verdict}-${group}`, async (action) => {
        await decideOn(deps, action.value, action.actor, group, verdict);
        await showChange(deps, action);
      });
    }
  }
}

/** The message in the channel changes by itself; what only the admin sees, after they asked for it, is answered. */
async function showChange(deps: CampaignActionDeps, action: Action): Promise<void> {
  const campaign = await deps.campaignStore.find(action.value);
  if (!campaign || !(action.ephemeral || action.viewId !== null)) return;
  const content = campaignMessage(await loadProgress(deps, campaign));
  deps.taskRunner.run('show a campaign', () =>
    deps.messenger.reply(action.actor.slackId, replyToAction(action), content),
  );
}

/** None is free, or it is too long ago: the person requests one like everybody else. */
async function request(deps: CampaignActionDeps, action: Action): Promise<void> {
  const command = deps.commands.find(({ name }) => name === 'request-license');
  if (command) await runFor(deps, action, command, { replace: true });
}
