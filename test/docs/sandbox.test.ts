import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { help } from '../../sandbox/arguments.ts';
import { withTables } from '../../scripts/docs/sandbox-tables.ts';

const page = readFileSync('docs/sandbox.md', 'utf8');

const sourcesIn = (folder: string): { file: string; text: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));

/** The rows of the page's table with these two headings, wherever it stands. */
function rowsOf(left: string, right: string): [string, string][] {
  return page
    .split(`| ${left} | ${right} |\n|---|---|\n`)
    .slice(1)
    .flatMap((part) => {
      const table = part.split('\n\n')[0] ?? '';
      return table.split('\n').flatMap((line): [string, string][] => {
        const [, a, b] = /^\| (.+?) \| (.+) \|$/.exec(line) ?? [];
        return a && b ? [[a, b]] : [];
      });
    });
}

describe('docs/sandbox.md', () => {
  it('shows the methods and operations as they are (npm run docs writes them)', () => {
    expect(page).toBe(withTables(page));
  });

  it('claims no rule without a test that holds it', () => {
    const tests = sourcesIn('test/sandbox').filter(({ file }) => file.endsWith('.test.ts'));
    const rules = rowsOf('rule', 'held by');
    const unheld = rules.filter(([, titles]) => {
      const parts = titles.split(' › ').map((title) => `('${title}'`);
      return !tests.some(({ text }) => parts.every((part) => text.replace(/\(\n\s+/g, '(').includes(part)));
    });
    expect(unheld).toEqual([]);
  });

  it('explains every option', () => {
    const options = help.match(/--[a-z-]+/g) ?? [];
    expect(options.filter((option) => !page.includes(option))).toEqual([]);
  });
});
