import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allowedTransitions } from '../../src/requests/transition.ts';

const page = readFileSync('docs/architecture.md', 'utf8');
it('the page on the architecture draws every transition of a request, and no other', () => {
  const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)/gm)].map(([, from, to]) => `${from} → ${to}`);
  // Staying in a state, to count an approval or to renew a lease, is not drawn.
  const allowed = Object.entries(allowedTransitions).flatMap(([from, states]) =>
    states.filter((to) => to !== from).map((to) => `${from} → ${to}`),
  );
  expect(drawn.toSorted()).toEqual(allowed.toSorted());
});

it('the module map of the page has every folder of src', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((one) => one.isDirectory());
  const names = folders.map(({ name }) => `src/${name}/`);
  expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});
