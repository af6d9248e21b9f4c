import { bad, type Finding, good } from './finding.ts';
import type { Situation } from './situation.ts';

/** Node, the environment and the policy: what can be told without asking anybody. */
export async function checkSettings({ reading, set }: Situation): Promise<Finding[]> {
  return [checkNode(), ...checkEnvironment(reading, set), ...checkPolicy(reading)];
}

function checkNode(): Finding {
  const version = process.versions.node;
  return Number(version.split('.')[0]) >= 24
    ? good('Node', `Node ${version}.`)
    : bad(
        'Node',
        `Node ${version} is too old.`,
        'Install Node 24 or newer, or start with npm, which brings it along.',
      );
}

function checkEnvironment({ problems }: Situation['reading'], set: Situation['set']): Finding[] {
  if (problems.length === 0) {
    const mode = set.SLACK_APP_TOKEN ? 'Socket Mode' : 'HTTP mode';
    return [good('environment', `Everything that is needed is set (${mode}).`)];
  }
  return problems.map((problem) =>
    bad('environment', problem, 'Set it in .env, or where the bot is started.'),
  );
}

function checkPolicy({ policy, policyProblems }: Situation['reading']): Finding[] {
  if (!policy || policyProblems.length > 0) {
    return policyProblems.map((problem) =>
      bad('policy', problem, 'Mend the policy file; policy.yml shows how it looks.'),
    );
  }
  const { approvals, admins } = policy;
  return [
    good(
      'policy',
      `The policy can be read: ${count(approvals.approvers, 'approver')}, ${count(admins, 'admin')}.`,
    ),
  ];
}

function count(list: readonly unknown[], what: string): string {
  return `${list.length} ${what}${list.length === 1 ? '' : 's'}`;
}
