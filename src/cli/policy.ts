import { readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { parseDuration } from '../commands/parse/duration.ts';
import { commands } from '../commands/registry.ts';
import { fileProblem } from '../file-problem.ts';
import { readPolicy } from '../policy/read-policy.ts';
import {
  databaseAddress,
  OperatorError,
  policyFile,
  runCommand,
  slackAccess,
  UsageError,
} from './command-line.ts';
import { askSlack, type SlackView } from './policy/ask-slack.ts';
import { explainPolicy } from './policy/explain.ts';
import { rehearse } from './policy/rehearse.ts';
import { type Terminal, wrap } from './terminal.ts';

const help = `
npm run policy [-- [file] [--offline]]
npm run policy -- [file] --replay <time> [--json] [--offline]

Says what a policy means: who may do what, who approves it, where it is decided and told.
It finds every mistake at once, with its line. The bot does not start with a mistake; it does with a warning.

  file        the policy; POLICY_FILE, else policy.yml, when it is left out
  --offline   does not ask Slack. Without it, and with SLACK_BOT_TOKEN set, people, groups and
              channels are called by their names, and it is checked that they exist

  --replay    says what the policy would have made of the requests of this time (90d, 4w): done at once, sent
              to whom, or refused, and which would have gone another way than they did. It reads the database
              that DATABASE_URL names, whether the bot runs or not, and changes nothing
  --json      the same for a script

Exit code: 0 the policy is fine, 1 it has mistakes, 2 the command was not understood, 3 with --replay: it is fine,
and some requests would have gone another way.`;

interface Said {
  readonly line?: number | null;
  readonly says: string;
}

await runCommand({
  name: 'npm run policy',
  help,
  options: { offline: { type: 'boolean' }, replay: { type: 'string' }, json: { type: 'boolean' } },
  words: 1,
  async run(given, [word], terminal) {
    if (given.json && given.replay === undefined) throw new UsageError('--json goes with --replay.');
    const file = word === undefined ? policyFile() : resolve(word);
    const reading = readPolicy(textOf(file), commands, basename(file));
    const nothing: SlackView = { names: new Map(), mistakes: [], warnings: [] };
    const access = given.offline || !reading.policy ? null : await slackAccess();
    const seen = access && reading.policy ? await askSlack(access, reading.policy) : nothing;
    const mistakes: Said[] = [...(reading.mistakes ?? []), ...seen.mistakes.map((says) => ({ says }))];
    const warnings: Said[] = [...reading.warnings, ...seen.warnings.map((says) => ({ says }))];

    if (given.replay !== undefined && reading.policy && mistakes.length === 0) {
      const back = parseDuration(String(given.replay));
      if (back === undefined)
        throw new UsageError(`“${given.replay}” is no time. Write it like 90d, 4w or 12h.`);
      const from = { address: databaseAddress(), back, json: given.json === true };
      return rehearse(terminal, seen.names, reading.policy, from);
    }
    const shown = relative(process.cwd(), file) || file;
    if (reading.policy) {
      terminal.say(explainPolicy(reading.policy, commands, seen.names, terminal));
      terminal.say();
    }
    list(
      terminal,
      terminal.bad,
      `${count(mistakes.length, 'mistake')} in ${shown}: the bot does not start with ${mistakes.length === 1 ? 'it' : 'them'}`,
      mistakes,
    );
    list(terminal, terminal.careful, `${count(warnings.length, 'warning')} about ${shown}`, warnings);
    if (mistakes.length === 0) terminal.say(terminal.good(`${shown} is fine: the bot starts with it.`));
    return mistakes.length === 0 ? 0 : 1;
  },
});

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new OperatorError(
      `${file} cannot be read: ${fileProblem(error)}. Name the policy after the command, or in POLICY_FILE; policy.yml is an example.`,
    );
  }
}

function list(terminal: Terminal, style: Terminal['bad'], title: string, remarks: readonly Said[]): void {
  if (remarks.length === 0) return;
  terminal.say(style(title));
  for (const { line, says } of remarks) {
    const place = line ? `line ${line}` : '';
    terminal.say(`  ${place.padEnd(10)}${wrap(says, terminal.width - 12, 12)}`);
  }
  terminal.say();
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
