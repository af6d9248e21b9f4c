import { person } from '../../../sandbox/people.ts';
import { bold, fill } from '../../../src/views/mrkdwn.ts';
import { explainKind } from '../../../src/zoom/errors/explain.ts';
import { match } from '../../../src/zoom/errors/match.ts';
import type { OperationName } from '../../../src/zoom/operations.ts';
import type { Journey } from './journey.ts';

/** What Zoom is to say on this journey. */
export const zoomSays = ({ row, says }: Journey): string => says ?? row.expectMessage();

/** What the person is to read. */
export interface Words {
  readonly says: string;
  readonly next: string;
  /** What Zoom's text named, as it stands in the sentences. */
  readonly values: readonly string[];
  /** What the button of the way out says, where there is one for this person. */
  readonly button?: string;
}

/**
 * The words of the journey's kind, with the values of Zoom's text. They are said to the owner of the account, or
 * about them to somebody else.
 */
export function wordsOf(journey: Journey, locale = 'en'): Words {
  const { row, who, about = who, kind } = journey;
  const operation = row.operation as OperationName;
  const { values } = match({ operation, code: row.code, message: zoomSays(journey) });
  const words = explainKind(kind, values, locale);
  const filled = (sentence: string) =>
    fill(sentence, { ...values, subject: bold(person(about).name) }).source;
  const says = (about === who ? undefined : words.saysOther) ?? words.says;
  const { action: remedy } = words;
  // What another person could do for themself is no way out for the one who asks.
  const mine = remedy?.kind !== 'command' || about === who;
  return {
    ...{ says: filled(says), next: filled(words.next), values: Object.values(values) },
    ...(remedy && mine ? { button: remedy.label } : {}),
  };
}
