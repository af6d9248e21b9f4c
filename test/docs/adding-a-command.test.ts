import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openOwnProcess } from '../simulation/own-process.ts';
import { reply } from '../support/workplace.ts';
import { checkOut } from './checkout.ts';

const page = readFileSync('docs/adding-a-command.md', 'utf8');
const [, command = ''] = /<!-- tested -->\n```ts\n([\s\S]+?)```/.exec(page) ?? [];
const [, file = ''] = /Save it as `(src\/commands\/[\w/-]+\.ts)`/.exec(page) ?? [];

it('saved and put into the list as the page says, it answers Ada and stands in the help', async () => {
  const folder = checkOut();
  writeFileSync(join(folder, file), command);
  const index = join(folder, 'src/commands/registry.ts');
  const list = readFileSync(index, 'utf8').replace('  whoami,\n', '  whoami,\n  timeZone,\n');
  const path = file.replace('src/commands', '.');
  writeFileSync(index, `import { timeZone } from '${path}';\n${list}`);
  const types = spawnSync('node_modules/.bin/tsc', ['--noEmit'], { cwd: folder, encoding: 'utf8' });
  expect(types.stdout).toBe('');

  const place = await openOwnProcess('sqlite', { sources: folder });
  try {
    await place.start();
    const ada = place.slack.as('ada');
    await ada.command('/zoom time-zone');
    await reply(ada, /Zoom plans your meetings in `Europe\/\w+`/);
    await ada.command('/zoom help');
    await reply(ada, /What would you like to do[\s\S]*\*More\*: {2}.*time-zone/);
    await ada.command('/zoom help all');
    await reply(ada, /\/zoom time-zone[\s\S]*Show your time zone in Zoom/);
    await ada.command('/zoom help time-zone');
    await reply(ada, /Show your time zone in Zoom\. You can do this yourself\./);
  } finally {
    await place.close();
  }
});
