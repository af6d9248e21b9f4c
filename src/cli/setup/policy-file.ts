import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { policyFile } from '../command-line.ts';
import { chooseChannels } from './channels.ts';
import type { Setup } from './context.ts';
import { choosePeople } from './people.ts';
import { policyText } from './policy-text.ts';

/** All of these stand in the `policy.yml` that comes with Frontdesk, while nobody has worked on it. */
const placeholders = ['Replace the ids with your own', 'C0APPROVALS', '[U0GRACE, S0ADMINS]', 'example.com'];

/** Steps 4 and 5: `policy.yml`, unless the one that is there shall stay. */
export async function writePolicy(setup: Setup): Promise<void> {
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
  const isExample = placeholders.every((one) => before.includes(one));
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
