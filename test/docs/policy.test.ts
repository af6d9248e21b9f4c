import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { blocksOf } from './page.ts';

const files = blocksOf('docs/policy.md', 'yaml');

it('every file of the policy cookbook is a policy without a mistake', () => {
  for (const { heading, code } of files) {
    expect.soft(readPolicy(code, commands).problems ?? [], heading).toEqual([]);
  }
});
