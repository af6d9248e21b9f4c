import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { readPolicy } from '../../src/desk/policy/policy-file.ts';

const blocks = [...readFileSync('docs/policy.md', 'utf8').matchAll(/^## (.+)$|^```yaml\n([\s\S]+?)^```$/gm)];
let heading = '';
const files = blocks.flatMap(([, title, yaml]) => {
  heading = title ?? heading;
  return yaml ? [{ heading, yaml }] : [];
});

it('the policy cookbook has a file for each of its recipes', () => {
  expect(files.length).toBeGreaterThan(8);
});

it.each(files)('“$heading” is a policy without a mistake', ({ yaml }) => {
  expect(readPolicy(yaml, commands).problems ?? []).toEqual([]);
});
