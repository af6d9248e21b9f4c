import type { Command } from '../commands/define-command.ts';
import type { Messenger } from '../notifications/messenger.ts';
import { closed } from '../requests/decide.ts';
import type { TimeAway } from '../stand-ins/time-away.ts';
import { answerMessage } from '../views/answer.ts';
import { md, mention } from '../views/mrkdwn.ts';
import { welcomeBack } from '../views/stand-in.ts';
import { ACK_AFTER, type Action, type ActionHandlers, replyToAction } from './actions.ts';
import { openFormFor } from './command-actions.ts';
import type { Forms } from './open-form.ts';

export interface StandInActionDeps {
  readonly timeAway: TimeAway;
  readonly commands: readonly Command[];
  readonly forms: Pick<Forms, 'open'>;
  readonly slash: { readonly current: string };
  readonly messenger: Pick<Messenger, 'reply'>;
  readonly homeTeamId: string;
}

/** Handles the buttons for people who are away, and for those who stand in for them. */
export function registerStandInActions(actions: ActionHandlers, deps: StandInActionDeps): void {
  const { timeAway, homeTeamId, messenger } = deps;

  const fromHome = (action: Action) => {
    if (action.actor.teamId !== homeTeamId) throw closed(md`Only members of this workspace can do that.`);
  };

  actions.on(
    'away:form',
    async (action) => {
      const command = deps.commands.find(({ name }) => name === 'away');
      if (command) await openFormFor(deps, action, command);
    },
    ACK_AFTER,
  );

  actions.on('away:back', async (action) => {
    fromHome(action);
    const was = await timeAway.back(action.actor.slackId);
    // Home shows it by itself.
    if (action.onHome) return;
    const content = answerMessage(
      was ? welcomeBack(was) : { title: md`You’re back already`, lines: [md`Requests come to you.`] },
    );
    await messenger.reply(action.actor.slackId, replyToAction(action), content);
  });

  // The message that asks them is changed in its place, and the person who is away reads it.
  actions.on('away:decline', async (action) => {
    fromHome(action);
    const { away } = await timeAway.decline(action.value, action.actor.slackId);
    if (action.onHome || !(action.ephemeral || action.viewId !== null)) return;
    const content = answerMessage({
      title: md`You no longer stand in for ${mention(away.slackId)}`,
      lines: [md`I’ve told them.`],
    });
    await messenger.reply(action.actor.slackId, replyToAction(action), content);
  });
}
