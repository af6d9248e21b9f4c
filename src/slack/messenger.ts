import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchFunction, WebClient } from '@slack/web-api';
import type { Logger } from '../log.ts';
import { isHopeless } from '../notifications/refusals.ts';
import type { ReplyTo } from '../requests/request.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { md } from '../views/mrkdwn.ts';
import { isSlackUrl } from './slack-url.ts';

/** How the desk speaks in Slack. Every method throws when Slack did not take the message. */
export interface Messenger {
  /**
   * Answers a person: at the `response_url` while it works (only they see it), else in their direct messages. Nothing
   * is lost when the window has closed.
   */
  reply(slackId: string, to: ReplyTo, content: MessageContent): Promise<void>;
  /** Only the `response_url`. `false`: it does not work, or no longer. */
  answer(to: ReplyTo, content: MessageContent): Promise<boolean>;
  direct(slackId: string, content: MessageContent): Promise<Posted>;
  /** Puts a file into the person's direct messages (scope `files:write`). */
  upload(slackId: string, name: string, content: Uint8Array): Promise<void>;
  update(message: Posted, content: MessageContent): Promise<void>;
  /** One try each, for what is kept and tried again later. They throw WebAPIRateLimitedError at a 429. */
  readonly once: {
    direct(slackId: string, content: MessageContent): Promise<Posted>;
    post(channel: string, content: MessageContent, thread?: string): Promise<Posted>;
    update(message: Posted, content: MessageContent): Promise<void>;
  };
}

/** Where a message stands. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

const TIMEOUT = 5_000;

/** Milliseconds before each try, where Slack is busy or a connection breaks. Nobody else delivers an answer later. */
const AT_URL = [0, 500, 1_500];
const DIRECTLY = [0, 2_000, 10_000];

/** `busy`: it may work in a moment. */
type Word = 'taken' | 'busy' | 'no';

/** A secret is shown where only the person sees it, or not at all. */
export const lostSecret = answerMessage({
  title: md`I could not show it to you in time`,
  lines: [md`It is secret, so I do not write it into a message that stays. Please ask once more.`],
});

export function createMessenger(deps: {
  slack: WebClient;
  impatient: WebClient;
  slackApiUrl: string;
  logger: Logger;
  fetch: FetchFunction;
}): Messenger {
  const { slack, impatient, slackApiUrl, logger, fetch } = deps;

  const respond = async (url: string, replace: boolean, content: MessageContent): Promise<Word> => {
    if (!isSlackUrl(url, slackApiUrl)) return 'no';
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
      if (answer.ok) return 'taken';
      return answer.status === 429 || answer.status >= 500 ? 'busy' : 'no';
    } catch (error) {
      logger.warn({ reason: (error as Error).message }, 'Slack did not take an answer at its response_url');
      // What hangs once hangs again, and a direct message comes sooner.
      return (error as Error).name === 'TimeoutError' ? 'no' : 'busy';
    }
  };

  const channelOf = async (client: WebClient, slackId: string): Promise<string> => {
    const { channel } = await client.conversations.open({ users: slackId });
    if (!channel?.id) throw new Error('Slack opened no direct message');
    return channel.id;
  };

  const by = (client: WebClient): Messenger['once'] => ({
    async direct(slackId, content) {
      const channel = await channelOf(client, slackId);
      const { ts = '' } = await client.chat.postMessage({ channel, ...content });
      return { channel, ts };
    },
    async post(channel, content, thread) {
      const posted = await client.chat.postMessage({
        channel,
        ...content,
        unfurl_links: false,
        unfurl_media: false,
        ...(thread ? { thread_ts: thread } : {}),
      });
      return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
    },
    async update(message, content) {
      await client.chat.update({ ...message, ...content });
    },
  });
  const { direct, update } = by(slack);

  const answer: Messenger['answer'] = async (to, content) =>
    to.url !== null && (await respond(to.url, to.replace, content)) === 'taken';

  return {
    answer,
    direct,
    update,
    once: by(impatient),
    async reply(slackId, to, content) {
      for (const pause of to.url === null ? [] : AT_URL) {
        if (pause) await sleep(pause);
        const word = await respond(to.url ?? '', to.replace, content);
        if (word === 'taken') return;
        if (word === 'no') break;
      }
      let last: unknown;
      for (const pause of DIRECTLY) {
        if (pause) await sleep(pause);
        try {
          await direct(slackId, to.onlyHere ? lostSecret : content);
          return;
        } catch (error) {
          if (isHopeless(error as Error)) throw error;
          last = error;
        }
      }
      throw last;
    },
    async upload(slackId, name, content) {
      await slack.files.uploadV2({
        channel_id: await channelOf(slack, slackId),
        filename: name,
        file: Buffer.from(content),
      });
    },
  };
}
