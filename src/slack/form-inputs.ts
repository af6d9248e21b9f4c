import type { Prefill } from '../commands/context.ts';
import type { AnyValues, Field } from '../commands/field.ts';
import { type Calendar, dayOfEnd, dayWords, type End, endOf, lastDayWords } from '../commands/parse/dates.ts';
import { durationWords, parseDuration } from '../commands/parse/duration.ts';
import { timeZoneOption } from '../commands/profile/time-zones.ts';
import { asIs, type Text, text } from '../languages/text.ts';
import { type FormInput, type FormOption, ON_DATE } from '../views/form.ts';
import { initialValue } from './form-values.ts';

/** What an input starts with beside its declaration. */
interface Start {
  readonly typed: AnyValues;
  readonly problems: Readonly<Record<string, Text>>;
  readonly prefill: Prefill;
  /** The person's own, for dates. */
  readonly calendar: Calendar;
}

/** A field as an input of the form: with what was typed, else with what Zoom says now. */
export function toInput(field: Field, start: Start): FormInput {
  const { name, optional } = field;
  const hint = start.prefill.hints?.[name] ?? field.hint;
  const kind = kindOf(field, start.typed);
  const { initial, options, day } = startOf(field, start);
  const { label, section, placeholder, multiline, maxLength } = field;
  return {
    name,
    label,
    kind,
    optional: optional === true && !field.together && !isKept(field, start, initial, options),
    ...(section ? { section } : {}),
    ...(placeholder ? { placeholder } : {}),
    ...(multiline ? { multiline } : {}),
    ...(maxLength ? { maxLength } : {}),
    ...(options ? { options } : {}),
    ...(hint ? { hint } : {}),
    ...(initial ? { initial } : {}),
    ...(day ? { day } : {}),
  };
}

function kindOf({ name, offered, kind, several }: Field, typed: AnyValues): FormInput['kind'] {
  if (offered) return 'choice';
  if (several && typed[name]?.includes(',')) return 'people';
  return kind === 'switches' ? 'toggles' : kind;
}

/** Zoom has a value that can’t be taken away: Slack need not call that input optional. A duration is always chosen. */
function isKept(
  { name, kind, clearable }: Field,
  { prefill }: Start,
  initial: string,
  options: readonly FormOption[] = [],
): boolean {
  if (kind === 'duration') return true;
  if (clearable || initial === '' || !prefill.current?.[name]) return false;
  return (
    kind === 'text' ||
    kind === 'time-zone' ||
    (kind === 'choice' && options.some(({ value }) => value === initial))
  );
}

interface StartValue {
  readonly initial: string;
  readonly options?: readonly FormOption[];
  readonly day?: string;
}

function startOf(field: Field, start: Start): StartValue {
  const initial = initialValue(field, start.typed, start.prefill);
  const options = start.prefill.options?.[field.name] ?? field.options;
  if (field.kind === 'time-zone') return { initial, options: initial ? [timeZoneOption(initial)] : [] };
  if (field.kind !== 'duration') return { initial, ...(options ? { options } : {}) };
  return startOfEnd(initial, options ?? [], start.calendar, start.problems[field.name] !== undefined);
}

/**
 * What was typed as an end is one of the choices, a day in the calendar, or a choice of its own in words. Where nothing was,
 * the last choice holds, unless what was typed was no time: then the person has to choose.
 */
function startOfEnd(
  typed: string,
  options: readonly FormOption[],
  calendar: Calendar,
  isUnclear: boolean,
): StartValue {
  if (typed === '') return { initial: isUnclear ? '' : (options.at(-1)?.value ?? ''), options };
  const length = parseDuration(typed);
  const same = options.find(
    ({ value }) => value === typed || (length !== undefined && parseDuration(value) === length),
  );
  if (same) return { initial: same.value, options };
  const day = dayOfEnd(typed, calendar);
  if (day !== undefined && options.some(({ value }) => value === ON_DATE)) {
    return { initial: ON_DATE, options, day };
  }
  const end = endOf(typed, calendar);
  const label = end ? labelOf(end, calendar) : asIs(typed.charAt(0).toUpperCase() + typed.slice(1));
  return { initial: typed, options: [{ value: typed, label }, ...options] };
}

function labelOf(end: End, calendar: Calendar): Text {
  switch (end.kind) {
    case 'never':
      return text`With no end date`;
    case 'at':
      return text`Until ${dayWords(end.at, calendar)}`;
    case 'after':
      return text`For ${durationWords(end.ms)} (until ${lastDayWords(end.ms, calendar)} if it starts today)`;
  }
}
