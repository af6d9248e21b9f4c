import { expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { parse } from '../../src/commands/parse/parse.ts';
import { checkValue } from '../../src/commands/parse/read-field.ts';
import { commands } from '../../src/commands/registry.ts';
import { asIs, inEnglish } from '../../src/languages/text.ts';
import { type FormInput, formView } from '../../src/views/form.ts';
import { md } from '../../src/views/mrkdwn.ts';
import { operations } from '../../src/zoom/operations.ts';

/** They change which Zoom account belongs to whom, and nothing in Zoom. */
const withoutZoomChange = ['link', 'unlink'];

test('no two commands share a name or a title', () => {
  for (const key of ['name', 'title'] as const) {
    expect(new Set(commands.map((command) => inEnglish(command[key]))).size).toBe(commands.length);
  }
});

test('names are in kebab-case, and titles fit on a form', () => {
  for (const { name, title, submit } of commands) {
    expect.soft(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect.soft([...title.words].length, title.words).toBeLessThanOrEqual(24);
    expect.soft(title.words).toMatch(/^[A-Z]/);
    expect.soft(submit.words).toMatch(/^[A-Z][a-z]{1,23}$/);
  }
});

test('summaries are imperatives, on one line without a full stop', () => {
  for (const { summary } of commands) {
    expect
      .soft(summary.words)
      .toMatch(/^(Show|Check|Let|Stop|Change|Ask|Create|Give|Remove|Set)\b[^.\n]{5,90}$/);
    expect.soft(summary.words).not.toMatch(/['"]|license/);
  }
});

test('every command has examples, which are complete', () => {
  for (const command of commands) {
    expect.soft(command.examples.length, command.name).toBeGreaterThan(0);
    for (const { words: example } of command.examples) {
      expect.soft(parse(withMentions(example), commands), example).toMatchObject({
        kind: 'command',
        command: { name: command.name },
        problems: {},
        missing: command.fields.filter(isForFormOnly),
      });
    }
  }
});

test('reading commands have only operations that read; changing ones need one to read and one to change', () => {
  for (const command of commands) {
    if (withoutZoomChange.includes(command.name)) continue;
    const methods = command.operations.map((name) => operations[name].method);
    const reading = methods.filter((method) => method === 'GET');
    expect.soft(new Set(command.operations).size, command.name).toBe(command.operations.length);
    if (command.risk === 'read') expect.soft(reading.length, command.name).toBe(methods.length);
    else {
      expect.soft(reading.length, command.name).toBeGreaterThan(0);
      expect.soft(reading.length, command.name).toBeLessThan(methods.length);
    }
  }
});

test('fields have names of their own and texts within Slack’s limits; optional ones come last', () => {
  for (const { name: command, fields } of commands) {
    const names = fields.map((field) => field.name);
    expect.soft(new Set(names).size, command).toBe(names.length);
    for (const field of fields) {
      const label = `${command} ${field.name}`;
      expect.soft(field.name).toMatch(/^[a-z][A-Za-z]*$/);
      expect.soft(field.label.words, label).toMatch(/^[A-Z]/);
      expect.soft([...field.label.words].length, label).toBeLessThanOrEqual(60);
      expect.soft([...(field.hint?.words ?? '')].length, label).toBeLessThanOrEqual(150);
      if (field.hint) expect.soft(field.hint.words, label).toMatch(/\.$/);
      expect.soft([...(field.placeholder?.words ?? '')].length, label).toBeLessThanOrEqual(150);
      expect.soft(field.maxLength ?? 1, label).toBeLessThanOrEqual(3000);
    }
    // A command line fills the fields in this order.
    const optional = fields.map((field) => field.optional ?? false);
    expect.soft(optional, command).toEqual([...optional].sort());
  }
});

test('Slack accepts every form, empty and filled in', () => {
  for (const command of commands.filter(({ fields }) => fields.length > 0)) {
    for (const fill of [false, true]) {
      const view = formView({
        command: command.name,
        title: command.title,
        submit: command.submit,
        inputs: command.fields.map((field) => input(field, fill)),
        metadata: 'sealed',
        ...(fill ? { intro: md`For ${'Ben'}`, problem: md`${'<!channel> & such'}`, note: md`A note.` } : {}),
      });
      expect.soft(invalidBlocks('modal', view), command.name).toEqual([]);
      expect.soft(view.callback_id).toBe(`form:${command.name}`);
      const names = command.fields.map((field) => field.name);
      const placed = view.blocks.filter((block) => block.type === 'input');
      expect
        .soft(placed, command.name)
        .toMatchObject(names.map((name) => ({ block_id: name, element: { action_id: name } })));
      const initial = JSON.stringify(view).match(/"initial_\w+":/g) ?? [];
      const prefilled = command.fields.filter((field) => !isNeverShown(field));
      expect.soft(initial.length, command.name).toBe(fill ? prefilled.length : 0);
    }
  }
});

/** What Zoom documents as the longest value, and the bot for its own. */
const longest: Readonly<Record<string, number>> = {
  firstName: 64,
  lastName: 64,
  displayName: 128,
  jobTitle: 128,
  company: 255,
  location: 256,
  linkName: 40,
  hostKey: 10,
  password: 32,
  again: 32,
  reason: 500,
};

test('every input takes exactly as much as is accepted of it, the same in every form', () => {
  const limits = new Map<string, number>();
  for (const { name: command, fields, submit, title } of commands) {
    const inputs = fields.map((field) => input(field, true));
    const view = formView({ command, title, submit, inputs, metadata: 'sealed' });
    for (const field of fields) {
      const placed = view.blocks.find((block) => block.type === 'input' && block.block_id === field.name);
      const element = (placed as { element?: { type: string; max_length?: number } } | undefined)?.element;
      const label = `${command} ${field.name}`;
      if (field.kind === 'email' || field.kind === 'person') {
        expect.soft(checkValue(field, `${'a'.repeat(117)}@example.com`), label).toHaveProperty('problem');
      }
      if (element?.type !== 'plain_text_input') continue;
      const max = element.max_length ?? 0;
      expect.soft(max, label).toBe(limits.get(field.name) ?? longest[field.name] ?? field.maxLength);
      limits.set(field.name, max);
      const digit = field.pattern && field.kind === 'secret' ? '1' : 'a';
      expect.soft(checkValue(field, digit.repeat(max)), label).toEqual({ value: digit.repeat(max) });
      expect.soft(checkValue(field, digit.repeat(max + 1)), label).toHaveProperty('problem');
    }
  }
});

/** What the examples stand for: Slack turns the names into mentions. */
function withMentions(example: string): string {
  return example.replace(/(?<!\w)@(mia|ben)\b/g, (_, handle: string) => `<@U0${handle.toUpperCase()}>`);
}

/** Secrets and pictures can’t be typed, so a command line that lacks them is as complete as it can be. */
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
    { value: 'mia@example.com', label: asIs('mia@example.com') },
    { value: 'all', label: asIs('Everybody') },
  ];
  const kind = offered ? 'choice' : field.kind === 'switches' ? 'toggles' : field.kind;
  const samples: Record<FormInput['kind'], string> = {
    person: 'U0MIA',
    people: 'U0MIA',
    email: 'ada@example.com',
    text: 'ada.lovelace',
    duration: '14d',
    'time-zone': 'Europe/Berlin',
    secret: 'Tr0ub4dor&3',
    picture: 'F0123',
    choice: field.options?.at(-1)?.value ?? 'all',
    toggles: field.options?.at(-1)?.value ?? '',
  };
  const patterned = kind === 'text' && field.pattern ? field.placeholder?.words : undefined;
  const key = kind === 'secret' && field.pattern ? '482915' : undefined;
  const initial = patterned ?? key ?? samples[kind];
  expect.soft(checkValue(field, initial), field.name).toEqual({ value: initial });
  const shown = offered
    ? options
    : kind === 'time-zone'
      ? [{ value: initial, label: asIs(initial) }]
      : undefined;
  return {
    ...rest,
    kind,
    ...(shown && (offered || filled) ? { options: shown } : {}),
    ...(filled ? { initial } : {}),
  };
}
