import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { blocksOf } from './page.ts';

const files = blocksOf('docs/policy.md', 'yaml');

it('the policy cookbook has a file for each of its recipes', () => {
  expect(files.length).toBeGreaterThan(8);
});

it.each(files)('“$heading” is a policy without a mistake', ({ code }) => {
  expect(readPolicy(code, commands).problems ?? []).toEqual([]);
});
