import { createHash } from 'node:crypto';
import { oneLine } from '../clean-text.ts';
import type { Prefill } from '../commands/context.ts';
import type { AnyValues, Field } from '../commands/field.ts';
import { withEmoji } from '../emoji.ts';

/**
 * What a form showed of the present state in Zoom, by field: of switches those that were on, of anything else a hash, so
 * that the longest profile fits into a view's `private_metadata`. What the person had typed already is not in it.
 */
export type Filled = Readonly<Record<string, string>>;

/** What a form starts with: what was typed, else what is suggested, else what Zoom says now. */
export function initialValue(field: Field, typed: AnyValues, prefill: Prefill): string {
  const { name, kind, maxLength } = field;
  const now = prefill.current?.[name] ?? '';
  if (kind === 'switches') return switched(now, typed[name]);
  const value = typed[name] ?? prefill.suggested?.[name] ?? now;
  return kind === 'text' ? cutTo(value, maxLength) : value;
}

/** What a form has to remember of how it starts. */
export function filledWith(fields: readonly Field[], typed: AnyValues, prefill: Prefill): Filled {
  const { current = {} } = prefill;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const now = current[field.name];
      if (now === undefined) return [];
      if (field.kind === 'switches') return [[field.name, now]];
      return typed[field.name] === undefined
        ? [[field.name, hashOf(field, initialValue(field, typed, prefill))]]
        : [];
    }),
  );
}

/** Whether a field still says what the form showed in it of the present state. */
export function isLeftAlone(field: Field, filled: Filled, submitted: string): boolean {
  const was = filled[field.name];
  if (was === undefined) return false;
  if (field.kind === 'switches') return flips(was, submitted) === '';
  return was === hashOf(field, submitted);
}

/** Those of the switches that were switched, such as `chat=off,polling=on`. */
export function flips(was: string, submitted: string): string {
  const [before, after] = [namesIn(was), namesIn(submitted)];
  const off = [...before].filter((name) => !after.has(name)).map((name) => `${name}=off`);
  const on = [...after].filter((name) => !before.has(name)).map((name) => `${name}=on`);
  return [...off, ...on].join(',');
}

/** The switches that are on once these were switched. */
function switched(now: string, changes = ''): string {
  const on = namesIn(now);
  for (const change of namesIn(changes)) {
    const [name = '', value] = change.split('=');
    if (value === 'on') on.add(name);
    else on.delete(name);
  }
  return [...on].join(',');
}

function namesIn(list: string): Set<string> {
  return new Set(list.split(',').filter(Boolean));
}

/** Slack refuses a form in which a field starts with more than it takes. */
function cutTo(text: string, max = Number.POSITIVE_INFINITY): string {
  if (text.length <= max) return text;
  return text
    .slice(0, max)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
}

/** Slack gives an emoji back as its code, and texts without blanks at their ends. */
function hashOf({ kind }: Field, value: string): string {
  const plain =
    kind === 'toggles'
      ? [...namesIn(value)].sort().join(',')
      : oneLine(withEmoji(value)).replaceAll('\uFE0F', '').normalize('NFC');
  return createHash('sha256').update(plain).digest('base64url').slice(0, 11);
}
