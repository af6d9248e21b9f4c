import { setTimeout as sleep } from 'node:timers/promises';
import { type FetchFunction, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { type Messenger, type Posted, secretNotShown } from '../notifications/messenger.ts';
import {
  ClosedChannelError,
  isHeldBack,
  NoDirectMessagesError,
  SharedChannelError,
} from '../notifications/shared-channel.ts';
import { isShared } from '../policy/check-in-slack.ts';
import { isSlackAway, slackCode } from '../slack-errors.ts';
import { limits, type MessageContent } from '../views/blocks.ts';
import { tablesAsLists } from '../views/data-table.ts';
import { answerView } from '../views/problem.ts';
import { isSlackUrl } from './slack-url.ts';
import { uploadFile } from './upload.ts';

const TIMEOUT = 5_000;
/** How soon a message is tried again that waits until somebody changes something in a channel, in milliseconds. */
const HELD_BACK_PAUSE = 60_000;

/**
 * How long an answer holds whether a channel is shared, in milliseconds: a channel gets one message a second, and Slack
 * allows 50 of these calls a minute.
 */
const CHANNEL_FRESH = 2_000;
/** How long it holds while Slack refuses to be asked that often. */
const CHANNEL_FRESH_WHILE_LIMITED = 60_000;

/** Milliseconds before each attempt of a reply. Nothing else delivers it later. */
const RESPONSE_URL_ATTEMPTS = [0, 500, 1_500];
const DIRECT_ATTEMPTS = [0, 2_000, 10_000];

/** Errors that Slack reports again however often the call is repeated. */
const PERMANENT_ERRORS = new Set(['user_disabled', 'user_not_found', 'cannot_dm_bot', 'invalid_blocks']);

/** Errors of a channel that end when somebody invites the bot again, or changes the channel. */
const CLOSED_ERRORS = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'posting_to_channel_denied',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
]);

/** Errors about the app itself, which its admins can end. */
const APP_ERRORS = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** Errors after which the message may be there all the same. */
const UNCERTAIN_ERRORS = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/** Errors that say that somebody has deleted the message. */
const GONE_ERRORS = new Set(['message_not_found', 'thread_not_found']);

/** The fallback text too is taken as it is: Slack makes no links or mentions of what only looks like one. */
const AS_WRITTEN = { parse: 'none', link_names: false } as const;

/** `busy`: another attempt may succeed. */
type Result = 'accepted' | 'busy' | 'rejected';

/**
 * The Slack adapter of {@link Messenger}.
 *
 * @param deps.slack repeats failed calls
 * @param deps.slackNoRetry makes one attempt a call
 */
export function createMessenger(deps: {
  slack: WebClient;
  slackNoRetry: WebClient;
  slackApiUrl: string;
  logger: Logger;
  fetch: FetchFunction;
  clock: Clock;
}): Messenger {
  const { slack, slackNoRetry, slackApiUrl, logger, fetch } = deps;
  const requireUnshared = createChannelGuard(slackNoRetry, deps.clock);

  const respond = async (url: string, replace: boolean, content: MessageContent): Promise<Result> => {
    const result = await respondOnce(url, replace, content);
    const plain = withoutTables(content);
    return result === 'rejected' && plain ? respondOnce(url, replace, plain) : result;
  };

  /** @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  const respondOnce = async (url: string, replace: boolean, content: MessageContent): Promise<Result> => {
    if (!isSlackUrl(url, slackApiUrl)) return 'rejected';
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(new Error('no answer in time')), TIMEOUT);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ ...content, response_type: 'ephemeral', replace_original: replace }),
        redirect: 'error',
        signal: giveUp.signal,
      });
      const body = (await answer.text()).slice(0, 1_000);
      const isPage = /^\s*</.test(body);
      if (answer.ok && !isPage && !/"ok"\s*:\s*false/.test(body)) return 'accepted';
      logger.warn({ status: answer.status }, 'a response_url did not accept an answer');
      return answer.status === 429 || answer.status >= 500 || isPage ? 'busy' : 'rejected';
    } catch (error) {
      logger.warn({ reason: (error as Error).message }, 'a response_url did not accept an answer');
      // After a timeout a direct message is quicker than another attempt.
      return giveUp.signal.aborted ? 'rejected' : 'busy';
    } finally {
      clearTimeout(timer);
    }
  };

  /** @returns `false`: the person has closed it, or Slack did not take it */
  const showInModal = async (viewId: string, content: MessageContent): Promise<boolean> => {
    try {
      await slackNoRetry.views.update({ view_id: viewId, view: answerView(content) });
      return true;
    } catch (error) {
      logger.info({ reason: (error as Error).message }, 'a modal could not show an answer');
      return false;
    }
  };

  const openDirectMessage = async (client: WebClient, slackId: string): Promise<string> => {
    const { channel } = await client.conversations.open({ users: slackId });
    if (!channel?.id) throw new Error('Slack opened no direct message');
    return channel.id;
  };

  const postDirect = async (client: WebClient, channel: string, content: MessageContent): Promise<Posted> => {
    const { ts = '' } = await sent(content, (taken) =>
      client.chat.postMessage({ channel, ...taken, ...AS_WRITTEN }),
    ).catch((error: unknown) => {
      throw slackCode(error) === 'messages_tab_disabled' ? new NoDirectMessagesError() : error;
    });
    return { channel, ts };
  };

  const messagesBy = (client: WebClient): Messenger['once'] => ({
    direct: async (slackId, content) => postDirect(client, await openDirectMessage(client, slackId), content),
    async post(channel, content, thread) {
      const posted = await inChannel(channel, async () => {
        await requireUnshared(channel);
        return sent(content, (taken) =>
          client.chat.postMessage({
            channel,
            ...taken,
            ...AS_WRITTEN,
            unfurl_links: false,
            unfurl_media: false,
            ...(thread ? { thread_ts: thread } : {}),
          }),
        );
      });
      return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
    },
    open: (slackId) => openDirectMessage(client, slackId),
    postDirect: (channel, content) => postDirect(client, channel, content),
    async update(message, content) {
      await inChannel(message.channel, () =>
        sent(content, (taken) => client.chat.update({ ...message, ...taken, ...AS_WRITTEN })),
      );
    },
  });
  const { direct, update } = messagesBy(slack);

  const failureOf: Messenger['failureOf'] = (error) => {
    const code = slackCode(error) ?? '';
    const isOff = error instanceof NoDirectMessagesError;
    const isRefused = code !== '' && !UNCERTAIN_ERRORS.has(code);
    return {
      permanent: PERMANENT_ERRORS.has(code),
      retryAfter: retryAfterOf(error),
      gone: GONE_ERRORS.has(code),
      refused: error instanceof WebAPIRateLimitedError || isHeldBack(error) || isOff || isRefused,
      away: isSlackAway(error) || isOff || APP_ERRORS.has(code),
    };
  };

  return {
    direct,
    update,
    once: messagesBy(slackNoRetry),
    failureOf,
    async linkTo({ channel, ts }) {
      try {
        return (await slackNoRetry.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null;
      } catch (error) {
        logger.info({ err: error, channel }, 'Slack did not tell the address of a message');
        return null;
      }
    },
    async findDirect(channel, blockId) {
      try {
        const { messages = [] } = await slackNoRetry.conversations.history({ channel, limit: 50 });
        const found = messages.find(({ blocks }) =>
          blocks?.some((block) => (block as { block_id?: string }).block_id === blockId),
        );
        return found?.ts ? { channel, ts: found.ts } : null;
      } catch (error) {
        if ((error as { data?: { error?: string } }).data?.error === 'missing_scope') return 'unknown';
        throw error;
      }
    },
    async membersOf(channel) {
      return (await slackNoRetry.conversations.members({ channel, limit: 100 })).members ?? [];
    },
    async answer(to, content) {
      if (to.view !== undefined) return showInModal(to.view, content);
      return to.url !== null && (await respond(to.url, to.replace, content)) === 'accepted';
    },
    async reply(slackId, to, content) {
      if (to.view !== undefined && (await showInModal(to.view, content))) return;
      for (const pause of to.url === null ? [] : RESPONSE_URL_ATTEMPTS) {
        if (pause) await sleep(pause);
        const result = await respond(to.url ?? '', to.replace, content);
        if (result === 'accepted') return;
        if (result === 'rejected') break;
      }
      let lastError: unknown;
      for (const pause of DIRECT_ATTEMPTS) {
        if (pause) await sleep(pause);
        try {
          await direct(slackId, to.onlyHere ? secretNotShown() : content);
          return;
        } catch (error) {
          if (failureOf(error).permanent) throw error;
          lastError = error;
        }
      }
      throw lastError;
    },
    async upload(to, file) {
      if ('channel' in to) await requireUnshared(to.channel);
      const channel = 'channel' in to ? to.channel : await openDirectMessage(slack, to.person);
      await uploadFile(deps, channel, file);
    },
  };
}

/** Does something in a channel. What somebody has to change there first is told from other errors; direct messages have none of it. */
async function inChannel<T>(channel: string, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    const word = slackCode(error) ?? '';
    throw CLOSED_ERRORS.has(word) && !channel.startsWith('D') ? new ClosedChannelError(channel, word) : error;
  });
}

/** Sends a message; where Slack does not take its tables, such as in a Slack that has none yet, with lists instead. */
async function sent<T>(content: MessageContent, send: (content: MessageContent) => Promise<T>): Promise<T> {
  const plain = withoutTables(content);
  if (!plain) return send(content);
  return send(content).catch((error: unknown) => {
    if (slackCode(error) !== 'invalid_blocks') throw error;
    return send(plain);
  });
}

/** The message with lists in place of its tables; `undefined` where it has none. */
function withoutTables({ text, blocks }: MessageContent): MessageContent | undefined {
  if (!blocks.some(({ type }) => type === 'data_table')) return undefined;
  return { text, blocks: tablesAsLists(blocks).slice(0, limits.messageBlocks) };
}

function retryAfterOf(error: unknown): number | null {
  if (isHeldBack(error)) return HELD_BACK_PAUSE;
  return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : null;
}

/**
 * Makes sure before a message is posted that no other organisation reads the channel.
 *
 * @returns a function that rejects with SharedChannelError, or with Slack's error when Slack cannot tell
 */
function createChannelGuard(slack: WebClient, clock: Clock): (channel: string) => Promise<void> {
  const answers = new Map<string, { readonly at: number; readonly shared: boolean }>();

  const ask = async (channel: string): Promise<boolean> => {
    const known = answers.get(channel);
    const age = known ? clock.now() - known.at : Number.POSITIVE_INFINITY;
    if (known && age < CHANNEL_FRESH) return known.shared;
    try {
      const shared = isShared((await slack.conversations.info({ channel })).channel);
      answers.set(channel, { at: clock.now(), shared });
      return shared;
    } catch (error) {
      if (known && age < CHANNEL_FRESH_WHILE_LIMITED && error instanceof WebAPIRateLimitedError)
        return known.shared;
      throw error;
    }
  };

  return async (channel) => {
    if (await ask(channel)) throw new SharedChannelError(channel);
  };
}
