import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { commands } from '../../commands/registry.ts';
import { isUserGroup, MANAGER } from '../../policy/policy.ts';
import { readPolicy } from '../../policy/read-policy.ts';
import { slackErrorOf } from '../../slack-errors.ts';
import type { Variables } from '../../variables.ts';
import { policyFile } from '../command-line.ts';
import { format, runChecks } from '../doctor.ts';
import { Stopped } from './at-terminal.ts';
import { chooseChannels } from './channels.ts';
import { openSetup, type Setup, slackClient } from './context.ts';
import type { Dialogue } from './dialogue.ts';
import { choosePeople } from './people.ts';
import { policyText } from './policy-text.ts';
import { makeSlackApp } from './slack-app.ts';
import { askSlackTokens } from './slack-tokens.ts';
import { connectZoom } from './zoom-app.ts';

const STOPPED = 130;
/** All of these stand in the `policy.yml` that comes with Frontdesk, while nobody has worked on it. */
const PLACEHOLDERS = ['Replace the ids with your own', 'C0APPROVALS', '[U0GRACE, S0ADMINS]', 'example.com'];

/**
 * Leads from nothing to a bot that can start. Each step keeps what it was given at once, so that a run that was stopped
 * can be taken up again.
 *
 * @returns the exit code
 */
export async function setUp(dialogue: Dialogue, folder: string, variables: Variables): Promise<number> {
  const setup = openSetup(dialogue, folder, variables);
  dialogue.say(
    setup.progress.resumed
      ? 'Frontdesk’s setup goes on where it stopped. What works is kept.'
      : 'Frontdesk’s setup: five steps, about ten minutes. Stop with Ctrl+C at any time; the next run goes on from there.',
  );
  try {
    await makeSlackApp(setup);
    await askSlackTokens(setup);
    await connectZoom(setup);
    await writePolicy(setup);
    return (await finish(setup)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    setup.progress.note({});
    dialogue.end('Stopped. What you gave is kept: npm run setup goes on from here.');
    return STOPPED;
  }
}

/** Steps 4 and 5: `policy.yml`, unless the one that is there shall stay. */
async function writePolicy(setup: Setup): Promise<void> {
  const { dialogue, env, folder, progress } = setup;
  if (progress.get().policyDone) return;
  const file = policyFile(env.variables(), folder);
  const name = basename(file);
  if (existsSync(file) && !(await isReplaced(setup, file))) return;
  await chooseChannels(setup);
  const text = policyText(await choosePeople(setup));
  if (existsSync(file)) {
    const copy = freeName(file);
    copyFileSync(file, copy);
    dialogue.say(`What was in ${name} is in ${basename(copy)} now.`);
  }
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
  progress.note({ policyDone: true });
  dialogue.good(`${name} is written.`);
}

async function isReplaced({ dialogue }: Setup, file: string): Promise<boolean> {
  const before = readFileSync(file, 'utf8');
  const isExample = PLACEHOLDERS.every((one) => before.includes(one));
  const answer = await dialogue.choose<string>({
    key: 'policy_file',
    message: `${basename(file)} is there already${isExample ? ': the example that comes with Frontdesk' : ''}.`,
    choices: [
      { value: 'replace', label: 'Write a new one', hint: 'the old one is kept beside it' },
      { value: 'keep', label: 'Keep it', hint: 'channels and people are those that it names' },
    ],
    // Nobody has written anything into the example.
    ...(isExample ? { initial: 'replace' } : {}),
  });
  return answer === 'replace';
}

function freeName(file: string): string {
  let number = 1;
  while (existsSync(`${file}.old-${number}`)) number += 1;
  return `${file}.old-${number}`;
}

/** Runs the doctor, and says hello in the approval channel. @returns whether the bot can start */
async function finish(setup: Setup): Promise<boolean> {
  const { dialogue, progress } = setup;
  if (!(await isHealthy(setup))) {
    dialogue.end('Setup stops here. What you gave is kept: run it again when the rest is put right.');
    return false;
  }
  if (!progress.get().greeted) await sayHello(setup);
  const command = progress.get().command ?? '/zoom';
  progress.forget();
  dialogue.end(`Done. Start the bot with npm start, then type ${command} whoami in Slack.`);
  return true;
}

async function isHealthy({ dialogue, env, folder }: Setup): Promise<boolean> {
  dialogue.heading('The doctor looks at everything');
  for (;;) {
    const results = await runChecks({ ...env.variables() }, folder);
    dialogue.copyable(format(results).trimEnd().split('\n'));
    if (results.every(({ level }) => level !== 'bad')) return true;
    if (
      !(await dialogue.lookAgain('The bot would not start like this.', 'run setup again later', 'Stop here'))
    )
      return false;
  }
}

async function sayHello(setup: Setup): Promise<void> {
  const { dialogue, env, folder, progress } = setup;
  const { policy } = readPolicy(readFileSync(policyFile(env.variables(), folder), 'utf8'), commands);
  const channel = policy?.approvals.channel;
  if (!policy || !channel) return;
  const wanted = await dialogue.confirm({
    key: 'say_hello',
    message: 'Shall the bot say hello in the channel where requests are decided?',
    initial: true,
  });
  if (!wanted) return;
  const approvers = policy.approvals.approvers.map((id) =>
    id === MANAGER ? 'the manager of whoever asks' : isUserGroup(id) ? `<!subteam^${id}>` : `<@${id}>`,
  );
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(approvers);
  const text = `Hello, I'm Frontdesk. Zoom requests that need an approval come to this channel, and ${names} can decide them with a button. Type \`${progress.get().command ?? '/zoom'}\` to see what I can do.`;
  try {
    await slackClient(setup).chat.postMessage({ channel, text });
    progress.note({ greeted: true });
    dialogue.good('The bot has said hello.');
  } catch (error) {
    dialogue.careful(`The bot could not say hello (${slackErrorOf(error)}).`);
  }
}
