import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const named = [...page.matchAll(/^- `(test\/[\w./-]+)`: “(.+)”$/gm)].map(([, file = '', words = '']) => ({
  file,
  words,
}));

it('every rule of the page on security names tests', () => {
  const [, ...rules] = page.split(/^### \d+\. /m);
  const untested = rules.filter((rule) => !/^- `test\/[\w./-]+`: “/m.test(rule));
  expect(untested.map((rule) => rule.split('\n')[0])).toEqual([]);
});

it('every test that the page names is there', () => {
  for (const { file, words } of named) {
    expect
      .soft(existsSync(file) && readFileSync(file, 'utf8').includes(words), `${file}: ${words}`)
      .toBe(true);
  }
});
