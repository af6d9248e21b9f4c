import { pathToFileURL } from 'node:url';
import { runCommand } from './command-line.ts';
import { checkAway } from './doctor/check-away.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkManagers } from './doctor/check-managers.ts';
import { bad, type CheckResult } from './doctor/check-result.ts';
import { checkClock, checkPort, checkSettings } from './doctor/check-settings.ts';
import { checkSlack } from './doctor/check-slack.ts';
import { checkWayOut } from './doctor/check-way-out.ts';
import { checkZoom } from './doctor/check-zoom.ts';
import { createContext, type DoctorContext } from './doctor/context.ts';

const help = `
npm run doctor [-- --json]

Tries everything that the bot needs: settings, Zoom, Slack, the channels of the policy, the clock, the
database and the port. It changes nothing, and says of whatever is wrong how to mend it.

  --json     the same for a program

Exit code: 0 the bot can work, 1 something is to be mended, 2 the command was not understood.`;

const checks: Readonly<Record<string, (context: DoctorContext) => Promise<CheckResult[]>>> = {
  settings: checkSettings,
  'way out': checkWayOut,
  Zoom: checkZoom,
  Slack: checkSlack,
  managers: checkManagers,
  clock: checkClock,
  database: checkDatabase,
  away: checkAway,
  port: checkPort,
};

/** Checks everything that the bot needs to start here. It changes nothing, and runs every check whatever the others find. */
export async function runChecks(
  variables: NodeJS.ProcessEnv,
  folder = process.cwd(),
): Promise<CheckResult[]> {
  const context = createContext(variables, folder);
  const results = await Promise.all(
    Object.entries(checks).map(([name, check]) =>
      check(context).catch((error: Error) => [
        bad(name, `This could not be looked at (${error.message}).`, 'Start the bot: it may say more.'),
      ]),
    ),
  );
  const hide = hiderOf(variables, context.secrets);
  return results.flat().map((one) => ({
    ...one,
    note: hide(one.note),
    ...(one.fix ? { fix: hide(one.fix) } : {}),
  }));
}

/** Replaces the values of secret variables, which error messages may quote. */
function hiderOf(variables: NodeJS.ProcessEnv, more: readonly string[]): (text: string) => string {
  const found = Object.entries(variables).flatMap(([name, value]) =>
    /(TOKEN|SECRET|KEY|HEADERS|DATABASE_URL)$/.test(name) &&
    value &&
    value.length >= 6 &&
    !value.startsWith('file:')
      ? [value]
      : [],
  );
  const secrets = [...found, ...more.filter((one) => one.length >= 6 && !one.startsWith('file:'))];
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text);
}

const marks = { good: '✓', warning: '!', bad: '✗' } as const;

/** The results as lines with a mark each, and a summary. */
export function format(results: readonly CheckResult[]): string {
  const lines = results.flatMap(({ check, level, note, fix }) => [
    `${marks[level]} ${check}: ${note}`,
    ...(fix ? [`    → ${fix}`] : []),
  ]);
  const count = (level: CheckResult['level']) => results.filter((one) => one.level === level).length;
  const summary = count('bad')
    ? `The bot would not work like this: ${count('bad')} to fix, ${count('warning')} to look at, ${count('good')} good.`
    : `The bot can work: ${count('good')} good, ${count('warning')} to look at.`;
  return `${[...lines, '', summary].join('\n')}\n`;
}

/** The keys are those of earlier versions: monitoring may read them. */
function formatJson(ok: boolean, results: readonly CheckResult[]): string {
  const findings = results.map(({ check, level, note: says, fix: mend }) => ({ check, level, says, mend }));
  return `${JSON.stringify({ ok, findings }, null, 2)}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runCommand({
    name: 'npm run doctor',
    help,
    options: { json: { type: 'boolean' } },
    words: 0,
    async run({ json }, _words, terminal) {
      const results = await runChecks(process.env);
      const ok = results.every((one) => one.level !== 'bad');
      terminal.say((json ? formatJson(ok, results) : format(results)).trimEnd());
      return ok ? 0 : 1;
    },
  });
}
