import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { channelLink, md } from '../views/mrkdwn.ts';
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

interface SharedChannelDeps {
  readonly policy: Pick<Policy, 'admins'>;
  readonly messenger: { readonly once: Pick<Messenger['once'], 'direct'> };
  readonly readers: Readers;
  readonly logger: Logger;
}

/** Tells the admins, once for each time that it happens, that a channel has become shared and nothing is posted there. */
export function createSharedChannelAlert({ policy, messenger, readers, logger }: SharedChannelDeps) {
  const told = new Set<string>();
  return {
    /** A message could not be sent for this reason, or for another one. Never rejects. */
    async failed(error: unknown): Promise<void> {
      if (!(error instanceof SharedChannelError) || told.has(error.channel)) return;
      const { channel } = error;
      told.add(channel);
      logger.error({ channel }, error.message);
      const write = () =>
        answerMessage({
          title: md`:warning: ${channelLink(channel)} is shared with another organisation`,
          lines: [
            md`Its members would read who asks for what, so I've stopped posting there. Requests and notices wait.`,
            md`Stop sharing the channel and I go on within a minute. To use another one, change \`policy.yml\`.`,
          ],
        });
      const sent = await Promise.allSettled(
        policy.admins.map(async (id) =>
          messenger.once.direct(id, inLanguage(await readers.person(id), write)),
        ),
      );
      for (const one of sent) {
        if (one.status === 'rejected') {
          logger.warn({ err: one.reason, channel }, 'an admin could not be told that a channel is shared');
        }
      }
      // The next attempt tells them.
      if (sent.length > 0 && sent.every(({ status }) => status === 'rejected')) told.delete(channel);
    },
    /** A message reached this channel, so it is no longer shared. */
    posted(channel: string): void {
      told.delete(channel);
    },
  };
}

/** What Slack answers where the bot is not, or no longer, in a channel. */
const NO_WAY_IN = new Set(['channel_not_found', 'not_in_channel']);

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
    const word = (error as { data?: { error?: string } }).data?.error ?? '';
    const isClosed =
      error instanceof SharedChannelError || messenger.failureOf(error).permanent || NO_WAY_IN.has(word);
    if (!isClosed || policy.admins.length === 0) throw error;
    logger.warn({ err: error, channel }, 'a message for a channel goes to the admins directly');
  }
  const sent = await Promise.allSettled(
    policy.admins.map(async (id) => messenger.once.direct(id, inLanguage(await readers.person(id), write))),
  );
  const failed = sent.find((one) => one.status === 'rejected');
  if (failed && sent.every((one) => one.status === 'rejected')) throw failed.reason;
}
