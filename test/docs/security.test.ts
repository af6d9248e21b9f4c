import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const named = [...page.matchAll(/^- `(test\/[\w./-]+)`: “(.+)”$/gm)].map(([, file = '', words = '']) => ({
  file,
  words,
}));

it('the page on security has fourteen rules, each with tests that fail when it is broken', () => {
  const rules = page.split(/^### \d+\. /m).slice(1);
  expect(rules).toHaveLength(14);
  for (const rule of rules) expect(rule).toMatch(/^- `test\/[\w./-]+`: “/m);
});

it.each(named)('$file has a test that says: $words', ({ file, words }) => {
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain(words);
});
