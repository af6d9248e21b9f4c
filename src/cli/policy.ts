import { readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { commands } from '../commands/registry.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { OperatorError, policyFile, runCommand, slackAccess } from './command-line.ts';
import { askSlack, type SlackView } from './policy/ask-slack.ts';
import { explainPolicy } from './policy/explain.ts';
import { type Terminal, wrap } from './terminal.ts';

const help = `
npm run policy [-- [file] [--offline]]

Says what a policy means: who may do what, who approves it, where it is decided and told.
It finds every mistake at once, with its line. The bot does not start with a mistake; it does with a warning.

  file        the policy; POLICY_FILE, else policy.yml, when it is left out
  --offline   does not ask Slack. Without it, and with SLACK_BOT_TOKEN set, people, groups and
              channels are called by their names, and it is checked that they exist

Exit code: 0 the policy is fine, 1 it has mistakes, 2 the command was not understood.`;

interface Said {
  readonly line?: number | null;
  readonly says: string;
}

await runCommand({
  name: 'npm run policy',
  help,
  options: { offline: { type: 'boolean' } },
  words: 1,
  async run(given, [word], terminal) {
    const file = word === undefined ? policyFile() : resolve(word);
    const reading = readPolicy(textOf(file), commands, basename(file));
    const nothing: SlackView = { names: new Map(), mistakes: [], warnings: [] };
    const access = given.offline || !reading.policy ? null : await slackAccess();
    const seen = access && reading.policy ? await askSlack(access, reading.policy) : nothing;
    const mistakes: Said[] = [...(reading.mistakes ?? []), ...seen.mistakes.map((says) => ({ says }))];
    const warnings: Said[] = [...reading.warnings, ...seen.warnings.map((says) => ({ says }))];

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
  } catch {
    throw new OperatorError(
      `${file} cannot be read. Name the policy after the command, or in POLICY_FILE; policy.yml is an example.`,
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
