import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { channelLink, link, md } from '../views/mrkdwn.ts';
import type { Messenger } from './messenger.ts';

/** The channel is shared with another organisation by now, whose members would read the message. It was not sent. */
export class SharedChannelError extends Error {
  readonly channel: string;
  constructor(channel: string) {
    super(`the channel ${channel} is shared with another organisation, so nothing is posted there`);
    this.name = 'SharedChannelError';
    this.channel = channel;
  }
}

/** Slack takes no message of the bot in this channel, until somebody changes that there. */
export class ClosedChannelError extends Error {
  readonly channel: string;
  /** Slack's word for it. */
  readonly word: string;
  constructor(channel: string, word: string) {
    super(`Slack takes no messages of the bot in the channel ${channel} (${word})`);
    this.name = 'ClosedChannelError';
    this.channel = channel;
    this.word = word;
  }
}

/** Slack takes no direct messages of the bot to anybody, until somebody changes the app's settings. */
export class NoDirectMessagesError extends Error {
  constructor() {
    super('Slack takes no direct messages of the bot: the Messages tab of the app is switched off');
    this.name = 'NoDirectMessagesError';
  }
}

/** Whether messages for a channel have to wait until somebody changes something in Slack. */
export function isHeldBack(error: unknown): error is SharedChannelError | ClosedChannelError {
  return error instanceof SharedChannelError || error instanceof ClosedChannelError;
}

interface ChannelAlertDeps {
  readonly policy: Pick<Policy, 'admins' | 'noticeChannel'>;
  readonly messenger: { readonly once: Pick<Messenger['once'], 'direct' | 'post'> };
  readonly readers: Readers;
  readonly logger: Logger;
}

/**
 * Tells the admins, once for each time that it happens, that nothing can be posted in a channel, and why; and once, in the
 * notice channel, that there are no direct messages.
 */
export function createChannelAlert({ policy, messenger, readers, logger }: ChannelAlertDeps) {
  const told = new Set<string>();
  let isToldOfDirect = false;

  const tellOfDirect = async (error: NoDirectMessagesError): Promise<void> => {
    if (isToldOfDirect) return;
    isToldOfDirect = true;
    logger.error(error.message);
    if (policy.noticeChannel === null) return;
    try {
      await messenger.once.post(policy.noticeChannel, inLanguage(await readers.channel(), noDirectMessages));
    } catch (err) {
      // The next attempt tells it.
      isToldOfDirect = false;
      logger.warn({ err }, 'the notice channel could not be told that there are no direct messages');
    }
  };

  return {
    /** A message could not be sent for this reason, or for another one. Never rejects. */
    async failed(error: unknown): Promise<void> {
      if (error instanceof NoDirectMessagesError) return tellOfDirect(error);
      if (!isHeldBack(error) || told.has(error.channel)) return;
      const { channel } = error;
      told.add(channel);
      logger.error({ channel }, error.message);
      const write = () => (error instanceof ClosedChannelError ? closed(error) : shared(channel));
      const sent = await Promise.allSettled(
        policy.admins.map(async (id) =>
          messenger.once.direct(id, inLanguage(await readers.person(id), write)),
        ),
      );
      for (const one of sent) {
        if (one.status === 'rejected') {
          logger.warn({ err: one.reason, channel }, 'an admin could not be told about a channel');
        }
      }
      // The next attempt tells them.
      if (sent.length > 0 && sent.every(({ status }) => status === 'rejected')) told.delete(channel);
    },
    /** A message reached this channel, so it is open again. */
    posted(channel: string): void {
      told.delete(channel);
    },
  };
}

function shared(channel: string): MessageContent {
  return answerMessage({
    title: md`:warning: ${channelLink(channel)} is shared with another organisation`,
    lines: [
      md`Its members would read who asks for what, so I've stopped posting there. Requests and notices wait.`,
      md`Stop sharing the channel and I go on within a minute. To use another one, change \`policy.yml\`.`,
    ],
  });
}

function closed({ channel, word }: ClosedChannelError): MessageContent {
  return answerMessage({
    title: md`:warning: I can’t post in ${channelLink(channel)}`,
    lines: [
      md`Requests and notices for that channel wait, and approvers see what waits for them on my Home tab only.`,
      word === 'is_archived'
        ? md`The channel is archived. Unarchive it and invite me again, and I go on within a minute. To use another one, change \`policy.yml\`.`
        : md`Most likely I was removed from it, or only certain people may post there. Invite me again, and I go on within a minute. To use another one, change \`policy.yml\`.`,
    ],
  });
}

function noDirectMessages(): MessageContent {
  return answerMessage({
    title: md`:warning: I can’t send direct messages`,
    lines: [
      md`The *Messages* tab of the app is switched off in Slack. What I have to tell people waits for a day, and how their requests stand is on my Home tab.`,
      md`Switch the tab on under *App Home* at ${link('https://api.slack.com/apps', 'api.slack.com/apps')}, and I go on within a few minutes.`,
    ],
  });
}

/** What it takes to post where admins read. */
export interface ChannelOrAdmins {
  readonly policy: Pick<Policy, 'admins'>;
  readonly messenger: Pick<Messenger, 'failureOf'> & {
    readonly once: Pick<Messenger['once'], 'post' | 'direct'>;
  };
  readonly readers: Readers;
  readonly logger: Logger;
}

/**
 * Posts in a channel, or sends it to each admin directly where there is none or it can't be posted to.
 *
 * @param write makes the message, in the language of whoever reads it
 *
 * @throws when nobody could be told
 */
export async function postOrTellAdmins(
  { policy, messenger, readers, logger }: ChannelOrAdmins,
  channel: string | null,
  write: () => MessageContent,
): Promise<void> {
  try {
    if (channel) await messenger.once.post(channel, inLanguage(await readers.channel(), write));
    if (channel) return;
  } catch (error) {
    const isClosed = isHeldBack(error) || messenger.failureOf(error).permanent;
    if (!isClosed || policy.admins.length === 0) throw error;
    logger.warn({ err: error, channel }, 'a message for a channel goes to the admins directly');
  }
  const sent = await Promise.allSettled(
    policy.admins.map(async (id) => messenger.once.direct(id, inLanguage(await readers.person(id), write))),
  );
  const failed = sent.find((one) => one.status === 'rejected');
  if (failed && sent.every((one) => one.status === 'rejected')) throw failed.reason;
}
