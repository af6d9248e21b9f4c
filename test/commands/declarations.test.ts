import { describe, expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { parse } from '../../src/commands/parse/parse.ts';
import { checkValue } from '../../src/commands/parse/read-field.ts';
import { commands } from '../../src/commands/registry.ts';
import { type FormInput, formView } from '../../src/views/form.ts';
import { md } from '../../src/views/mrkdwn.ts';
import { operations } from '../../src/zoom/operations.ts';

const HTTP_READING = ['GET'];
/** They change which Zoom account belongs to whom, and nothing in Zoom. */
const withoutZoomChange = ['link', 'unlink'];

test('no two commands share a name or a title', () => {
  for (const key of ['name', 'title'] as const) {
    expect(new Set(commands.map((command) => command[key])).size).toBe(commands.length);
  }
});

describe.each(commands.map((command) => [command.name, command] as const))('%s', (_, command) => {
  test('is named in kebab-case, with a title that fits on a form', () => {
    expect(command.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect([...command.title].length).toBeLessThanOrEqual(24);
    expect(command.title).toMatch(/^[A-Z]/);
    expect(command.submit).toMatch(/^[A-Z][a-z]{1,23}$/);
  });

  test('is summed up as something to do, on one line without a full stop', () => {
    expect(command.summary).toMatch(
      /^(Show|Check|Let|Stop|Change|Ask|Create|Give|Remove|Set)\b[^.\n]{5,90}$/,
    );
    expect(command.summary).not.toMatch(/['"]|license/);
  });

  test.each(command.examples)('example "%s" is understood', (example) => {
    expect(parse(withMentions(example), commands)).toMatchObject({
      kind: 'command',
      command: { name: command.name },
      problems: {},
      missing: command.fields.filter(isForFormOnly),
    });
  });

  test('has an example', () => {
    expect(command.examples.length).toBeGreaterThan(0);
  });

  test('asks only for what Zoom’s operations give, and says what it needs to change and to look', () => {
    if (withoutZoomChange.includes(command.name)) return;
    const methods = command.operations.map((name) => operations[name].method);
    const reading = methods.filter((method) => HTTP_READING.includes(method));
    expect(new Set(command.operations).size).toBe(command.operations.length);
    if (command.risk === 'read') expect(reading).toHaveLength(methods.length);
    else {
      expect(reading.length).toBeGreaterThan(0);
      expect(reading.length).toBeLessThan(methods.length);
    }
  });

  test('names its fields once each, with words that fit', () => {
    const names = command.fields.map((field) => field.name);
    expect(new Set(names).size).toBe(names.length);
    for (const field of command.fields) {
      expect(field.name).toMatch(/^[a-z][A-Za-z]*$/);
      expect(field.label).toMatch(/^[A-Z]/);
      expect([...field.label].length).toBeLessThanOrEqual(60);
      expect([...(field.hint ?? '')].length).toBeLessThanOrEqual(150);
      if (field.hint) expect(field.hint).toMatch(/\.$/);
      expect([...(field.placeholder ?? '')].length).toBeLessThanOrEqual(150);
      expect(field.maxLength ?? 1).toBeLessThanOrEqual(3000);
    }
  });

  test('optional fields stand last, so that a command line fills the others first', () => {
    const optional = command.fields.map((field) => field.optional ?? false);
    expect(optional).toEqual([...optional].sort());
  });

  test('its form is one that Slack takes, empty and filled in', () => {
    if (command.fields.length === 0) return;
    for (const fill of [false, true]) {
      const inputs = command.fields.map((field) => input(field, fill));
      const view = formView({
        command: command.name,
        title: command.title,
        submit: command.submit,
        inputs,
        metadata: 'sealed',
        ...(fill ? { intro: md`For ${'Ben'}`, problem: md`${'<!channel> & such'}`, note: md`A note.` } : {}),
      });
      expect(invalidBlocks('modal', view)).toEqual([]);
      expect(view.callback_id).toBe(`form:${command.name}`);
      const names = command.fields.map((field) => field.name);
      const placed = view.blocks.filter((block) => block.type === 'input');
      expect(placed).toMatchObject(names.map((name) => ({ block_id: name, element: { action_id: name } })));
      const initial = JSON.stringify(view).match(/"initial_\w+":/g) ?? [];
      const prefilled = command.fields.filter((field) => !isNeverShown(field));
      expect(initial).toHaveLength(fill ? prefilled.length : 0);
    }
  });
});

/** What the examples stand for: Slack turns the names into mentions. */
function withMentions(example: string): string {
  return example.replace(/(?<!\w)@(mia|ben)\b/g, (_, handle: string) => `<@U0${handle.toUpperCase()}>`);
}

/** Secrets and pictures cannot be typed, so a command line that lacks them is as complete as it can be. */
function isForFormOnly(field: Field): boolean {
  return !field.optional && isNeverShown(field);
}

/** What a form never shows again. */
function isNeverShown({ kind }: Field): boolean {
  return kind === 'secret' || kind === 'picture';
}

type Field = (typeof commands)[number]['fields'][number];

function input(field: Field, filled: boolean): FormInput {
  const { words: _words, offered, pattern: _pattern, clearable: _, ...rest } = field;
  const options = [
    { value: 'mia@example.com', label: 'mia@example.com' },
    { value: 'all', label: 'Everybody' },
  ];
  const kind = offered ? 'choice' : field.kind;
  const samples: Record<Field['kind'], string> = {
    ...{ person: 'U0MIA', email: 'ada@example.com', text: 'ada.lovelace', duration: '14d' },
    ...{ secret: 'Tr0ub4dor&3', picture: 'F0123' },
    ...{ choice: field.options?.at(-1)?.value ?? 'all', toggles: field.options?.at(-1)?.value ?? '' },
  };
  const patterned = kind === 'text' && field.pattern ? field.placeholder : undefined;
  const key = kind === 'secret' && field.pattern ? '482915' : undefined;
  const initial = patterned ?? key ?? samples[kind];
  expect(checkValue(field, initial)).toEqual({ value: initial });
  return { ...rest, kind, ...(offered ? { options } : {}), ...(filled ? { initial } : {}) };
}
