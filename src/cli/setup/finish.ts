import { readFileSync } from 'node:fs';
import { commands } from '../../commands/registry.ts';
import { MANAGER } from '../../policy/policy.ts';
import { readPolicy } from '../../policy/read-policy.ts';
import { policyFile } from '../command-line.ts';
import { format, runChecks } from '../doctor.ts';
import { type Setup, slackClient, slackError } from './context.ts';

/** Runs the doctor, and says hello in the approval channel. @returns whether the bot can start */
export async function finish(setup: Setup): Promise<boolean> {
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
    id === MANAGER ? 'the manager of whoever asks' : id.startsWith('S') ? `<!subteam^${id}>` : `<@${id}>`,
  );
  const text = `Hello, I'm Frontdesk. Zoom requests that need an approval come to this channel, and ${listOf(approvers)} can decide them with a button. Type \`${progress.get().command ?? '/zoom'}\` to see what I can do.`;
  try {
    await slackClient(setup).chat.postMessage({ channel, text });
    progress.note({ greeted: true });
    dialogue.good('The bot has said hello.');
  } catch (error) {
    dialogue.careful(`The bot could not say hello (${slackError(error)}).`);
  }
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
}
