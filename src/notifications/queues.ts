import type { Language } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';

/*
 * A notification waits in the queues of those who get a message of their own: the id of a channel, or `dm:` and the Slack
 * id of a person. Where it has several queues, each gets a copy.
 */
const DIRECT = 'dm:';

/** The queue of a person's direct messages. */
export function directTo(slackId: string): string {
  return `${DIRECT}${slackId}`;
}

/** Whether a queue is that of a person. */
export function isDirect(queue: string): boolean {
  return queue.startsWith(DIRECT);
}

/** The Slack id of the person whose direct messages a queue holds. */
export function personOf(queue: string): string {
  return queue.slice(DIRECT.length);
}

/** The language of who reads what comes out of a queue. */
export function languageOf(readers: Readers, queue: string): Promise<Language> {
  return isDirect(queue) ? readers.person(personOf(queue)) : readers.channel();
}
