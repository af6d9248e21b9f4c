import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { loneTakeovers } from '../../src/policy/takeover.ts';
import { blocksOf } from './page.ts';

const files = blocksOf('docs/policy.md', 'yaml');

it('every file of the policy cookbook is a policy without a mistake', () => {
  for (const { heading, code } of files) {
    expect.soft(readPolicy(code, commands).problems ?? [], heading).toEqual([]);
  }
});

/** The policies that people start from. */
const shipped = [
  ...['policy.yml', 'deploy/kubernetes/policy.yml'].map(
    (name) => [name, readFileSync(name, 'utf8')] as const,
  ),
  ['the smallest one', files.find(({ heading }) => heading === 'The smallest one')?.code ?? ''] as const,
];

it.each(shipped)('under %s nobody takes over an account alone, and every admin can ask', (_, text) => {
  const { policy, problems, warnings } = readPolicy(text, commands);
  expect(problems ?? []).toEqual([]);
  if (policy) expect(loneTakeovers(policy, commands)).toEqual([]);
  expect(warnings.map(({ says }) => says).join('\n')).not.toMatch(/cannot get|cannot do|cannot act/);
});

it('under the sandbox’s policy it takes the emergency that the tour shows', () => {
  const { policy } = readPolicy(readFileSync('sandbox/policy.yml', 'utf8'), commands);
  expect(policy && loneTakeovers(policy, commands)).toEqual([
    { slackId: 'U0GRACE', way: 'change-email by break glass' },
  ]);
});
