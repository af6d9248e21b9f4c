import { createInterface } from 'node:readline/promises';
import { json } from 'node:stream/consumers';
import { loadConfig } from '../config.ts';
import { type Erasure, erasePerson } from '../requests/erase-person.ts';
import { copiesBeforeUpgrades } from '../store/copy-before-upgrade.ts';
import { OperatorError, runCommand, UsageError } from './command-line.ts';
import { askBot } from './control-socket.ts';
import { withStore } from './database.ts';
import type { Terminal } from './terminal.ts';

const help = `
npm run erase -- --person <Slack id or email address> [--also <name>] [--yes]

Takes a person out of the bot's database, for good, whether the bot runs or not: their requests stay without what they
said, the audit log names somebody who was erased and can still be verified, requests of others and what is kept sealed
stay without them, everything else about them goes. It is an entry of the audit log itself, without their name. It shows
first what it found, and asks.

  --person   U… (in Slack: open the profile, “Copy member ID”), or an address that Zoom or Slack had for them
  --also     another name of theirs that others may have written, such as a nickname; several are separated by commas
  --yes      does not ask, for scripts

It cannot reach messages in Slack, the account in Zoom, logs, exports, or copies of the database that exist already. In
what others have written in their own words it knows the names that it shows, and no others.
Exit code: 0 they are erased, 1 they are not, 2 the command was not understood.`;

await runCommand({
  name: 'npm run erase',
  help,
  options: { person: { type: 'string' }, also: { type: 'string' }, yes: { type: 'boolean' } },
  words: 0,
  async run(given, _words, terminal) {
    if (given.person === undefined) throw new UsageError('Say who: --person <Slack id or email address>.');
    const person = String(given.person).trim();
    const also = String(given.also ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const found = await erase(person, 'look', also);
    const { requests, entries, others, open, known } = found;
    if (requests + entries + others === 0) {
      throw new OperatorError(`The database knows nobody by ${person}. Nothing was changed.`);
    }
    terminal.say(terminal.bold(`About ${[...known.names, ...known.emails, ...known.slackIds].join(', ')}`));
    terminal.say(
      `  ${count(requests, 'request')}, ${count(entries, 'entry', 'entries')} of the audit log, ${count(others, 'other row')}`,
    );
    if (open.length > 0) {
      terminal.complain(
        `Not everything is over: ${open.join('; ')}. Withdraw or decide what is pending, take back licences for a time, end campaigns, and run this again. What is only drafted, because nobody has confirmed it, ends by itself after half an hour. Nothing was changed.`,
      );
      return 1;
    }
    if (given.yes !== true && !(await isConfirmed(terminal))) return 1;
    const done = await erase(person, 'erase', also);
    if (done.open.length > 0)
      throw new OperatorError('A new request came in meanwhile. Nothing was changed; run this again.');
    terminal.say(terminal.good('Erased. The audit log can be verified as before: npm run audit -- verify'));
    terminal.say(
      'Messages in Slack, the account in Zoom, logs, exports and earlier copies of the database are as they were.',
    );
    const { database } = loadConfig(process.env);
    const copies = database.kind === 'sqlite' ? copiesBeforeUpgrades(database.file) : [];
    for (const copy of copies)
      terminal.say(
        `They are still in ${copy}, from before the last upgrade: delete it unless you want to go back.`,
      );
    return 0;
  },
});

async function isConfirmed(terminal: Terminal): Promise<boolean> {
  if (!process.stdin.isTTY) {
    terminal.complain('This cannot be undone. Say --yes to do it. Nothing was changed.');
    return false;
  }
  const dialogue = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await dialogue.question('This cannot be undone. Type “erase” to do it: ');
  dialogue.close();
  if (answer.trim().toLowerCase() === 'erase') return true;
  terminal.say('Nothing was changed.');
  return false;
}

/** By the bot where it runs on a file of this machine; else in the database itself. */
async function erase(person: string, mode: 'look' | 'erase', also: readonly string[]): Promise<Erasure> {
  const config = loadConfig(process.env);
  if (config.database.kind === 'sqlite') {
    const answer = await askBot(config.database.file, 'POST', '/erase', { person, mode, also });
    if (answer) return (await json(answer)) as Erasure;
  }
  return withStore(config, (store) => erasePerson(store, person, mode, also));
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
