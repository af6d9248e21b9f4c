import { pathToFileURL } from 'node:url';
import { checkClock } from './doctor/check-clock.ts';
import { checkPort } from './doctor/check-port.ts';
import { checkSettings } from './doctor/check-settings.ts';
import { checkSlack } from './doctor/check-slack.ts';
import { checkStore } from './doctor/check-store.ts';
import { checkZoom } from './doctor/check-zoom.ts';
import { bad, type Finding } from './doctor/finding.ts';
import { type Situation, situationOf } from './doctor/situation.ts';

const checks: Readonly<Record<string, (situation: Situation) => Promise<Finding[]>>> = {
  settings: checkSettings,
  Slack: checkSlack,
  Zoom: checkZoom,
  clock: checkClock,
  database: checkStore,
  port: checkPort,
};

/**
 * Looks at everything that the bot needs, as it would be started here: settings, Slack, Zoom, clock, database, port. It
 * changes nothing. All checks are made, whatever the others find.
 */
async function examine(variables: NodeJS.ProcessEnv, folder = process.cwd()): Promise<Finding[]> {
  const situation = situationOf(variables, folder);
  const findings = await Promise.all(
    Object.entries(checks).map(([name, check]) =>
      check(situation).catch((error: Error) => [
        bad(name, `This could not be looked at (${error.message}).`, 'Start the bot: it may say more.'),
      ]),
    ),
  );
  const hide = hiderOf(variables);
  return findings.flat().map((one) => ({
    ...one,
    says: hide(one.says),
    ...(one.mend ? { mend: hide(one.mend) } : {}),
  }));
}

/** No secret is printed, whoever quotes it. */
function hiderOf(variables: NodeJS.ProcessEnv): (text: string) => string {
  const secrets = Object.entries(variables).flatMap(([name, value]) =>
    /TOKEN|SECRET|KEY|HEADERS|DATABASE_URL/.test(name) &&
    value &&
    value.length >= 6 &&
    !value.startsWith('file:')
      ? [value]
      : [],
  );
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text);
}

const marks = { good: '✓', warning: '!', bad: '✗' } as const;

function print(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, level, says, mend }) => [
    `${marks[level]} ${check}: ${says}`,
    ...(mend ? [`    → ${mend}`] : []),
  ]);
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length;
  const summary = count('bad')
    ? `The bot would not work like this: ${count('bad')} to mend, ${count('warning')} to look at, ${count('good')} good.`
    : `The bot can work: ${count('good')} good, ${count('warning')} to look at.`;
  return `${[...lines, '', summary].join('\n')}\n`;
}

async function main(): Promise<void> {
  const findings = await examine(process.env);
  const ok = findings.every((one) => one.level !== 'bad');
  process.stdout.write(
    process.argv.includes('--json') ? `${JSON.stringify({ ok, findings }, null, 2)}\n` : print(findings),
  );
  process.exitCode = ok ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
