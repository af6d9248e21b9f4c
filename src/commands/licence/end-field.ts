import { text } from '../../languages/text.ts';
import type { FormOption } from '../../views/form.ts';
import { FOR_GOOD } from '../parse/dates.ts';
import { durationWords, parseDuration, shortLength } from '../parse/duration.ts';

const lengths = [
  { value: '7d', label: text`1 week` },
  { value: '14d', label: text`2 weeks` },
  { value: '30d', label: text`1 month` },
] as const;
const onDate = { value: 'date', label: text`Pick a date…` } as const;
const never = { value: FOR_GOOD, label: text`No end date` } as const;

/** When a licence ends. The last of its options is what holds when nothing else is said. */
export const endField = {
  name: 'duration',
  label: text`Until when?`,
  kind: 'duration',
  optional: true,
  maxLength: 60,
  hint: text`When the time is up it goes back by itself, with a reminder first.`,
  options: [...lengths, onDate, never],
} as const;

/**
 * The options where policy limits how long somebody has a licence: no longer than that, and as long as that without
 * another choice.
 *
 * @param max milliseconds; `null`: there is no limit
 */
export function endOptions(max: number | null): readonly FormOption[] {
  if (max === null) return endField.options;
  const shorter = lengths.filter(({ value }) => (parseDuration(value) ?? 0) < max);
  const longest = lengths.find(({ value }) => parseDuration(value) === max)?.label ?? durationWords(max);
  return [...shorter, onDate, { value: shortLength(max), label: text`${longest}, the longest possible` }];
}
