import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import { answerMessage } from '../views/answer.ts';
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
  readonly logger: Logger;
}

/** Tells the admins, once for each time that it happens, that a channel has become shared and nothing is posted there. */
export function createSharedChannelAlert({ policy, messenger, logger }: SharedChannelDeps) {
  const told = new Set<string>();
  return {
    /** A message could not be sent for this reason, or for another one. Never rejects. */
    async failed(error: unknown): Promise<void> {
      if (!(error instanceof SharedChannelError) || told.has(error.channel)) return;
      const { channel } = error;
      told.add(channel);
      logger.error({ channel }, error.message);
      const content = answerMessage({
        title: md`:warning: ${channelLink(channel)} is shared with another organisation`,
        lines: [
          md`Its members would read who asks for what, so I've stopped posting there. Requests and notices wait.`,
          md`Stop sharing the channel and I go on within a minute. To use another one, change \`policy.yml\` and restart me.`,
        ],
      });
      const sent = await Promise.allSettled(policy.admins.map((id) => messenger.once.direct(id, content)));
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
