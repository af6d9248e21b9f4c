import { afterAll, beforeAll, expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import type { Access } from '../../src/commands/described.ts';
import { helpForUnknown } from '../../src/commands/general/help.ts';
import { commands } from '../../src/commands/registry.ts';
import { asIs } from '../../src/languages/text.ts';
import { answerMessage } from '../../src/views/answer.ts';
import { type OnZoom, openZoom } from './on-zoom.ts';

let place: OnZoom;
beforeAll(async () => {
  place = await openZoom();
});
afterAll(() => place.sandbox.close());

const textOf = (answer: Parameters<typeof answerMessage>[0]) => {
  const shown = answerMessage(answer);
  expect(invalidBlocks('message', shown.blocks)).toEqual([]);
  return JSON.stringify(shown.blocks);
};

test('the short help names every command but the advanced ones, what fits the person first', async () => {
  const text = textOf(await place.ask('help', 'ben'));
  const byState = [
    'help',
    'whoami',
    'away',
    'permissions',
    'token',
    'request-account',
    'request-activation',
    'resend-invitation',
  ];
  for (const { name } of commands.filter((one) => !byState.includes(one.name)))
    expect.soft(text).toContain(name);
  expect(text).toMatch(/command:request-license[^}]*}[^}]*primary.*command:status.*help:all/);
  expect(textOf(await place.ask('help', 'otto'))).toMatch(/command:request-activation[^}]*}[^}]*primary/);
  expect(textOf(await place.ask('help', 'noor'))).toMatch(/command:resend-invitation[^}]*}[^}]*primary/);
});

test('the whole help lists every command with an example, and marks what needs an approval', async () => {
  const answer = await place.ask('help', 'ada', { command: 'all' });
  const text = textOf(answer);
  for (const command of commands) {
    expect(text).toContain(`\`/zoom ${command.examples[0]?.words}\`  ${command.summary.words}`);
    const lines = [...(answer.items ?? []), ...(answer.groups ?? []).flatMap(({ items }) => items)];
    const line = lines.find((item) => item.source.includes(command.summary.words));
    expect(line?.source.endsWith('_(needs an approval)_')).toBe(command.access === 'approval');
  }
});

test('help leaves out what the person may not use, and names no such command as an example', async () => {
  const catalogue = commands
    .filter((command) => ['help', 'status', 'check-name'].includes(command.name))
    .map((command) => ({ command, access: command.access }));
  const text = textOf(await place.ask('help', 'ada', {}, { catalogue }));
  expect(text).toContain('/zoom help check-name');
  expect(text).not.toMatch(/change-email|add-assistant/);
});

test('help calls the slash command by the name it was called by', async () => {
  const text = textOf(await place.ask('help', 'ada', { command: 'all' }, { slash: '/desk' }));
  expect(text).toContain('`/desk status`');
  expect(text).not.toContain('/zoom ');
});

test('help for a command says what it does, who decides, and what it asks for', async () => {
  const who: Partial<Record<Access, string>> = {
    approval: 'An approver decides',
    admin: 'Only admins can do this.',
    off: 'This is switched off here.',
  };
  for (const command of commands) {
    const text = textOf(await place.ask('help', 'ada', { command: command.name }));
    const expected = [
      `*/zoom ${command.name}*\\n${command.summary.words}.`,
      ...command.fields.map((field) => `*${field.label.words}*`),
      ...command.examples.map(({ words }) => `\`/zoom ${words}\``),
      who[command.access] ?? 'You can do this yourself.',
      `"action_id":"command:${command.name}"`,
    ];
    for (const part of expected) expect.soft(text, command.name).toContain(part);
  }
});

test('help finds a command that is written in another way', async () => {
  for (const command of ['add assistant', 'Add_Assistant', 'ADD-ASSISTANT']) {
    const { title } = await place.ask('help', 'ada', { command });
    expect.soft(title.source, command).toBe('/zoom add-assistant');
  }
});

test('help for a word that is no command says so and lists what there is', async () => {
  const text = textOf(await place.ask('help', 'ada', { command: '<!channel>' }));
  expect(text).toContain('I don’t know “&lt;!channel&gt;”, but I do know these:');
  expect(text).toContain('`/zoom status`');
});

test('after an unknown word the nearest command is one click away', () => {
  const text = textOf(helpForUnknown('staus', [{ name: 'status', title: asIs('My Zoom account') }], '/zoom'));
  expect(text).toContain('*I don’t know “staus”*\\nDid you mean `/zoom status`?');
  expect(text).toContain('"action_id":"command:status"');
});

test('an unknown word, however long or odd, is shown as text and shortened', () => {
  for (const word of ['<!channel> & *co*', '`', 'x'.repeat(5_000), '🎉'.repeat(5_000), '\u202Emoc']) {
    const answer = helpForUnknown(word, [], '/zoom');
    expect.soft(textOf(answer)).not.toContain('<!');
    expect.soft([...answer.title.source].length).toBeLessThan(120);
    expect.soft(answer.buttons?.map((button) => button.action)).toEqual(['command:help']);
  }
});
