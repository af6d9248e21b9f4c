import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const named = [...page.matchAll(/^- `(test\/[\w./-]+)`: “(.+)”$/gm)].map(([, file = '', words = '']) => ({
  file,
  words,
}));

it('every rule on the page on security has tests that fail when it is broken', () => {
  const rules = page.split(/^### \d+\. /m).slice(1);
  expect(rules.length).toBeGreaterThanOrEqual(14);
  for (const rule of rules) expect(rule).toMatch(/^- `test\/[\w./-]+`: “/m);
});

it.each(named)('$file has a test that says: $words', ({ file, words }) => {
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain(words);
});
