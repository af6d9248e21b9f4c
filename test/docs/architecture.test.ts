import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allowedTransitions } from '../../src/requests/transition.ts';

const page = readFileSync('docs/architecture.md', 'utf8');
const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => `${folder}/${one.name}/`);

it('the page on the architecture draws every way of a request, and none that there is not', () => {
  const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)/gm)].map(([, from, to]) => `${from} → ${to}`);
  // Staying in a state, to count an approval or to renew a lease, is not drawn.
  const ways = Object.entries(allowedTransitions).flatMap(([from, states]) =>
    states.filter((to) => to !== from).map((to) => `${from} → ${to}`),
  );
  expect(ways.length).toBeGreaterThan(20);
  expect(drawn.toSorted()).toEqual(ways.toSorted());
});

it('the page on the architecture has every room', () => {
  const rooms = [
    ...foldersIn('src'),
    ...foldersIn('src/requests').map((folder) => folder.replace('src/', '')),
  ];
  expect(rooms.filter((room) => !page.includes(`| \`${room}\` |`))).toEqual([]);
});
