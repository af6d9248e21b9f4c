import type { WebClient } from '@slack/web-api';
import type { Logger } from '../log.ts';
import type { MessageContent } from '../views/blocks.ts';
import type { ReplyTo } from './request.ts';
import { isResponseUrl } from './response-url.ts';

/** How the desk speaks in Slack. Every method throws when Slack did not take the message. */
export interface Messenger {
  /**
   * Answers a person: at the `response_url` while it works (only they see it), else in their direct messages. Nothing
   * is lost when the window has closed.
   */
  reply(slackId: string, to: ReplyTo, content: MessageContent): Promise<void>;
  direct(slackId: string, content: MessageContent): Promise<void>;
  post(channel: string, content: MessageContent, thread?: string): Promise<{ channel: string; ts: string }>;
  update(message: { channel: string; ts: string }, content: MessageContent): Promise<void>;
}

const TIMEOUT = 5_000;

export function createMessenger(deps: { slack: WebClient; slackApiUrl: string; logger: Logger }): Messenger {
  const { slack, slackApiUrl, logger } = deps;

  const respond = async (url: string, replace: boolean, content: MessageContent): Promise<boolean> => {
    if (!isResponseUrl(url, slackApiUrl)) return false;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ ...content, response_type: 'ephemeral', replace_original: replace }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      await answer.arrayBuffer();
      if (!answer.ok)
        logger.warn({ status: answer.status }, 'Slack did not take an answer at its response_url');
      return answer.ok;
    } catch (error) {
      logger.warn({ reason: (error as Error).message }, 'Slack did not take an answer at its response_url');
      return false;
    }
  };

  const direct: Messenger['direct'] = async (slackId, content) => {
    const { channel } = await slack.conversations.open({ users: slackId });
    if (!channel?.id) throw new Error('Slack opened no direct message');
    await slack.chat.postMessage({ channel: channel.id, ...content });
  };

  return {
    direct,
    async reply(slackId, to, content) {
      const answered = to.url !== null && (await respond(to.url, to.replace, content));
      if (!answered) await direct(slackId, content);
    },
    async post(channel, content, thread) {
      const posted = await slack.chat.postMessage({
        channel,
        ...content,
        unfurl_links: false,
        unfurl_media: false,
        ...(thread ? { thread_ts: thread } : {}),
      });
      return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
    },
    async update(message, content) {
      await slack.chat.update({ ...message, ...content });
    },
  };
}
