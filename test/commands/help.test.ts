import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { helpForUnknown } from '../../src/commands/general/help.ts';
import { commands } from '../../src/commands/registry.ts';
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

test('help lists every command with an example, and marks what needs an approval', async () => {
  const answer = await place.ask('help', 'ada');
  const text = textOf(answer);
  for (const command of commands) {
    expect(text).toContain(`\`/zoom ${command.examples[0]}\`  ${command.summary}`);
    const lines = [...(answer.items ?? []), ...(answer.groups ?? []).flatMap(({ items }) => items)];
    const line = lines.find((item) => item.source.includes(command.summary));
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
  const text = textOf(await place.ask('help', 'ada', {}, { slash: '/desk' }));
  expect(text).toContain('`/desk status`');
  expect(text).not.toContain('/zoom ');
});

describe.each(commands.map((command) => command.name))('help %s', (name) => {
  test('says what it does, who decides, and what it asks for', async () => {
    const command = commands.find((one) => one.name === name);
    const text = textOf(await place.ask('help', 'ada', { command: name }));
    expect(text).toContain(`*/zoom ${name}*\\n${command?.summary}.`);
    for (const field of command?.fields ?? []) expect(text).toContain(`*${field.label}*`);
    for (const example of command?.examples ?? []) expect(text).toContain(`\`/zoom ${example}\``);
    const who: Record<string, string> = {
      approval: 'An approver decides',
      admin: 'Only admins can do this.',
    };
    expect(text).toContain(who[command?.access ?? ''] ?? 'You can do this yourself.');
    expect(text).toContain(`"action_id":"command:${name}"`);
  });
});

test.each(['add assistant', 'Add_Assistant', 'ADD-ASSISTANT'])('help %s finds the command', async (typed) => {
  expect((await place.ask('help', 'ada', { command: typed })).title.source).toBe('/zoom add-assistant');
});

test('help for a word that is no command says so and lists what there is', async () => {
  const text = textOf(await place.ask('help', 'ada', { command: '<!channel>' }));
  expect(text).toContain('I do not know `&lt;!channel&gt;`, but I do know these:');
  expect(text).toContain('`/zoom status`');
});

test('after an unknown word the nearest command is one click away', () => {
  const text = textOf(helpForUnknown('staus', 'status', '/zoom'));
  expect(text).toContain('*I do not know `staus`*\\nDid you mean `/zoom status`?');
  expect(text).toContain('"action_id":"command:status"');
});

test.each(['<!channel> & *co*', '`', 'x'.repeat(5_000), '🎉'.repeat(5_000), '\u202Emoc'])(
  'an unknown word as long or as odd as %.12s is shown as text, and short',
  (word) => {
    const answer = helpForUnknown(word, undefined, '/zoom');
    expect(textOf(answer)).not.toContain('<!');
    expect([...answer.title.source].length).toBeLessThan(120);
    expect(answer.buttons?.map((button) => button.action)).toEqual(['command:help']);
  },
);
