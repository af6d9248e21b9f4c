import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commandsPage } from '../../scripts/docs/commands-page.ts';
import { errorsPage } from '../../scripts/docs/errors-page.ts';
import { commands } from '../../src/commands/registry.ts';
import { messages } from '../../src/zoom/errors/messages/en.ts';

it('docs/commands.md shows the commands as they are (npm run docs writes it)', () => {
  expect(readFileSync('docs/commands.md', 'utf8')).toBe(commandsPage(commands));
});

it('docs/errors.md shows the words as they are (npm run docs writes it)', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage(messages));
});

it('the page on the Zoom app names every scope that the commands need', () => {
  const page = readFileSync('docs/zoom-app.md', 'utf8');
  const scopes = readFileSync('docs/commands.md', 'utf8').match(/[a-z]+:[a-z]+:[a-z_]+:admin/g) ?? [];
  expect(scopes.length).toBeGreaterThan(5);
  expect(scopes.filter((scope) => !page.includes(scope))).toEqual([]);
});
