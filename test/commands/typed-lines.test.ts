import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../../src/commands/parse/parse.ts';
import type { Token } from '../../src/commands/parse/token.ts';
import { commands } from '../../src/commands/registry.ts';
import { typedLines } from './typed-lines.ts';

/** As Slack sends it: `@mia` as a mention, and the three entities. */
function sent(typed: string): string {
  return typed
    .replace(/&/g, '&amp;')
    .replace(/(?<![\w.+/&-])@([a-z]+)/g, (_, handle: string) => `<@U0${handle.toUpperCase()}|${handle}>`);
}

const shown = (value: string) =>
  value.replace(/\bU0([A-Z]+)\b/g, (_, handle: string) => `@${handle.toLowerCase()}`);
const words = (tokens: readonly Token[]) =>
  tokens.map(({ slackId, text }) => shown(slackId ?? text)).join(' ');

/** What becomes of a line, in the words of the table. */
function outcome(typed: string): string {
  const parsed = parse(sent(typed), commands);
  if (parsed.kind === 'too-long') return 'too long';
  if (parsed.kind === 'help') {
    if (parsed.unknown === undefined) return 'help';
    const offered = (parsed.suggestions ?? []).map(({ name, rest }) => `${name} ${words(rest)}`.trim());
    return `? ${offered.join(', ')}`.trim();
  }
  const { command, values, missing, problems, subject, unread, people } = parsed;
  const order = command.fields.map(({ name }) => name);
  const sorted = Object.entries(values).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const given = sorted.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${shown(value)}`]));
  const named = [
    ...Object.values(problems).map((problem) => problem.words),
    ...(unread ? [words(unread)] : []),
  ];
  return [
    command.name,
    ...given,
    ...(subject ? [`for=${shown(subject)}`] : []),
    ...(people ? [`people=${people.map(shown).join(',')}`] : []),
    ...(missing.length > 0 && named.length === 0
      ? [`missing=${missing.map(({ name }) => name).join(',')}`]
      : []),
    ...(named.length > 0
      ? [command.risk === 'read' && Object.keys(problems).length === 0 ? 'named' : 'form']
      : []),
    ...(named.length > 0 ? [named.join(' ')] : []),
  ].join(' ');
}

/** "form “on Friday”" asks that the sentence names these words, whatever else it says. */
function expectOutcome(typed: string, becomes: string): void {
  const [, before = '', named] = /^(.*?)(?: “(.*)”)?$/.exec(becomes) ?? [];
  const found = outcome(typed);
  if (named === undefined) expect.soft(found, typed).toBe(becomes);
  else {
    expect.soft(found.startsWith(before), `${typed}: ${found}`).toBe(true);
    expect.soft(found.slice(before.length), typed).toContain(named);
  }
}

test('lines that people type become what they mean', () => {
  const all = Object.values(typedLines).flat();
  expect(all.length).toBeGreaterThanOrEqual(150);
  for (const [typed, becomes] of all) expectOutcome(typed, becomes);
});

test('the table in docs/typing.md says what happens', () => {
  const rows = [...readFileSync('docs/typing.md', 'utf8').matchAll(/^\| `(.+)` \| (.+) \|$/gm)];
  const known = new Map(Object.values(typedLines).flat());
  expect(rows.length).toBeGreaterThan(15);
  for (const [, typed = '', becomes] of rows) expect.soft(known.get(typed), typed).toBe(becomes);
});
