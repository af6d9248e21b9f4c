import { createServer } from 'node:net';
import { join } from 'node:path';
import { bad, type CheckResult, checkPrivate, good, skipped, warning } from './check-result.ts';
import type { DoctorContext } from './context.ts';

/** Node's version, the environment and the policy: what can be checked on this machine. */
export async function checkSettings({ folder, reading, settings }: DoctorContext): Promise<CheckResult[]> {
  // npm start reads it from here; it has the tokens and, for PostgreSQL, the password and the key.
  const env = checkPrivate('.env', join(folder, '.env'));
  return [
    checkNode(),
    ...checkEnvironment(reading, settings),
    ...(env ? [env] : []),
    ...checkPolicy(reading),
  ];
}

function checkNode(): CheckResult {
  const version = process.versions.node;
  return Number(version.split('.')[0]) >= 24
    ? good('Node', `Node ${version}.`)
    : bad(
        'Node',
        `Node ${version} is too old.`,
        'Install Node 24 or newer, or start with npm, which brings it along.',
      );
}

function checkEnvironment(
  { problems }: DoctorContext['reading'],
  settings: DoctorContext['settings'],
): CheckResult[] {
  if (problems.length === 0) {
    const mode = settings.SLACK_APP_TOKEN ? 'Socket Mode' : 'HTTP mode';
    return [good('environment', `Everything that is needed is set (${mode}).`)];
  }
  return problems.map((problem) =>
    bad('environment', problem, 'Set it in .env, or where the bot is started.'),
  );
}

function checkPolicy({ policy, policyProblems }: DoctorContext['reading']): CheckResult[] {
  if (!policy || policyProblems.length > 0) {
    return policyProblems.map((problem) =>
      bad(
        'policy',
        problem,
        'Fix the policy file; policy.yml shows how it looks. A bot that runs keeps its earlier rules until then.',
      ),
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

/** The receiver refuses requests of Slack that are five minutes old or in the future. */
const REFUSED = 300_000;
/** From here on it is worth a warning. */
const WRONG = 60_000;

const FIX = 'Let this machine set its clock by the network (NTP): timedatectl set-ntp true.';

/** Compares this machine's clock with the time in the responses of Slack and Zoom. */
export async function checkClock(context: DoctorContext): Promise<CheckResult[]> {
  const zoom = await context.zoom();
  const clocks = [
    { who: 'Slack', date: (await context.slack())?.date },
    { who: 'Zoom', date: zoom instanceof Error ? null : zoom?.date },
  ];
  const results = clocks.flatMap(({ who, date }) => {
    const at = date ? Date.parse(date) : Number.NaN;
    return Number.isNaN(at) ? [] : [compareClocks('clock', who, Date.now() - at)];
  });
  return results.length > 0 ? results : [skipped('clock', 'neither Slack nor Zoom told the time.')];
}

/**
 * @param who whose clock it is compared with
 * @param ahead how far this machine is ahead of it, in milliseconds
 */
export function compareClocks(check: string, who: string, ahead: number, fix = FIX): CheckResult {
  const off = Math.abs(ahead);
  if (off <= WRONG) return good(check, `This machine's clock agrees with ${who}'s.`);
  const note = `This machine's clock is ${Math.round(off / 1_000)} seconds ${ahead > 0 ? 'ahead of' : 'behind'} ${who}'s.`;
  return off < REFUSED
    ? warning(check, `${note} From 300 on, Slack's requests are refused.`, fix)
    : bad(check, `${note} Slack's requests are refused from 300 on.`, fix);
}

/** Whether the bot can listen on its port, or does so already. */
export async function checkPort({ settings, running }: DoctorContext): Promise<CheckResult[]> {
  const { PORT: port } = settings;
  if (port === undefined) return [skipped('port', 'PORT cannot be used.')];
  if (port === 0) return [good('port', 'Any free port is taken.')];
  if (await running()) return [good('port', `A Frontdesk is running on port ${port}.`)];
  const code = await tryPort(port);
  if (!code) return [good('port', `Port ${port} is free.`)];
  return [
    code === 'EACCES'
      ? bad('port', `Port ${port} may not be used by this user.`, 'Set PORT to 1024 or more.')
      : bad('port', `Port ${port} is in use by another program.`, 'Stop that program or set PORT.'),
  ];
}

/** @returns Node's error code, or `undefined` when the port is free */
function tryPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
}
