import { Refusal } from '../identity/refusal.ts';
import { md } from '../views/mrkdwn.ts';

/** More people ask than can be answered: better a clear word now than an answer that nobody waits for. */
export const tooMany = () =>
  new Refusal('busy', {
    says: md`A lot of people are asking at this moment.`,
    next: md`Please try again in a minute.`,
  });

/** The same at a field of a form, which stays open. */
export const TOO_MANY_AT_FIELD =
  'A lot of people are asking at this moment. Nothing is lost: please send it once more in a minute.';
