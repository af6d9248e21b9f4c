import type { ReadContext } from '../commands/context.ts';
import { answerMessage } from '../views/answer.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';
import type { Parts } from './parts.ts';

/** Slack takes about one message a second in a channel. */
const EVERY = 1_000;

export interface LongWork extends Pick<ReadContext, 'progress' | 'sendFile'> {
  /** It has failed: the message that told how far it was no longer says that it goes on. */
  abandon(): Promise<void>;
}

/** How an answer that takes long tells how far it is, and hands over a file, in the person's direct messages. */
export function longWork(parts: Parts, slackId: string): LongWork {
  let message: { channel: string; ts: string } | undefined;
  let last = 0;
  return {
    async progress(words) {
      if (Date.now() - last < EVERY) return;
      last = Date.now();
      const content = answerMessage({ title: md`:hourglass_flowing_sand: ${words}` });
      if (message) await parts.messenger.update(message, content);
      else message = await parts.messenger.direct(slackId, content);
    },
    async abandon() {
      if (!message) return;
      const words = md`:warning: I had to stop. Nothing was sent; my answer to your command says why.`;
      await parts.messenger.update(message, answerMessage({ title: words }));
      message = undefined;
    },
    async sendFile(name: string, content: Uint8Array, words: Mrkdwn) {
      await parts.messenger.upload(slackId, name, content);
      const done = answerMessage({ title: md`:white_check_mark: ${words}` });
      if (message) await parts.messenger.update(message, done);
    },
  };
}
