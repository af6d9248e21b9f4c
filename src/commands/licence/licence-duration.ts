import { Refusal } from '../../identity/refusal.ts';
import { md } from '../../views/mrkdwn.ts';
import { durationWords, parseDuration } from '../parse/duration.ts';

/**
 * The duration that was asked for, in milliseconds; `undefined` where none was.
 *
 * @param max the longest time that policy allows
 * @param command the command whose form the person can open again
 * @throws Refusal when it is longer than `max`
 */
export function allowedDuration(
  duration: string | undefined,
  max: number | null,
  command: { readonly name: string; readonly title: string },
): number | undefined {
  const wanted = duration ? parseDuration(duration) : undefined;
  if (wanted === undefined || max === null || wanted <= max) return wanted;
  throw new Refusal('input', {
    says: md`A licence can be had for ${durationWords(max)} at most here, and you asked for ${durationWords(wanted)}.`,
    next: md`Ask for a shorter time. There is a reminder before it ends, and more can be asked for then.`,
    buttons: [{ label: command.title, action: `command:${command.name}`, style: 'primary' }],
  });
}
