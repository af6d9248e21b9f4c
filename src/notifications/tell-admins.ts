import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { MessageContent } from '../views/blocks.ts';
import type { Messenger } from './messenger.ts';
import { SharedChannelError } from './shared-channel.ts';

export interface TellAdminsDeps {
  readonly policy: Pick<Policy, 'noticeChannel' | 'approvals' | 'admins'>;
  readonly messenger: Pick<Messenger, 'failureOf'> & {
    readonly once: Pick<Messenger['once'], 'post' | 'direct'>;
  };
  readonly logger: Logger;
}

/**
 * Tells the channel that the admins read, or each admin directly where there is none or it is gone.
 *
 * @param channel by default that of the notices, or else of the approvals
 * @throws when nobody could be told
 */
export async function tellAdmins(
  { policy, messenger, logger }: TellAdminsDeps,
  content: MessageContent,
  channel: string | null = policy.noticeChannel ?? policy.approvals.channel,
): Promise<void> {
  try {
    if (channel) await messenger.once.post(channel, content);
    if (channel) return;
  } catch (error) {
    const isGone = error instanceof SharedChannelError || messenger.failureOf(error).permanent;
    if (!isGone || policy.admins.length === 0) throw error;
    logger.warn({ err: error, channel }, 'what the channel was to be told goes to the admins directly');
  }
  const sent = await Promise.allSettled(policy.admins.map((id) => messenger.once.direct(id, content)));
  const failed = sent.find((one) => one.status === 'rejected');
  if (failed && sent.every((one) => one.status === 'rejected')) throw failed.reason;
}
