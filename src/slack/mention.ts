import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { answerMessage } from '../views/answer.ts';
import { code, md } from '../views/mrkdwn.ts';
import { answerHelp, type HelpDeps } from './answer-help.ts';

export interface MentionDeps extends HelpDeps {
  readonly slack: WebClient;
  readonly slash: { readonly current: string };
}

/**
 * Answers whoever names the bot in a channel, so that only they see it: with the help where they ask for it, else with
 * the command to type. A mention never does anything.
 */
export function registerMention(app: App, deps: MentionDeps): void {
  const { slack, slash, taskRunner } = deps;
  app.event('app_mention', async ({ event }) => {
    const { channel, user, text, thread_ts: thread } = event;
    if (!user) return;
    const work = async () => {
      const words = text.replace(/<[@!][^>]*>/g, '').trim();
      const content = /^(help|hilfe|\?)?$/i.test(words)
        ? await answerHelp(deps, user, slash.current)
        : answerMessage({
            title: md`I don’t read messages here`,
            lines: [
              md`Type ${code(slash.current)} and what you need; ${code(`${slash.current} help`)} shows everything.`,
            ],
          });
      await slack.chat.postEphemeral({ channel, user, ...content, ...(thread ? { thread_ts: thread } : {}) });
    };
    taskRunner.interactive.add({ what: 'answer a mention', work, owner: user });
  });
}
