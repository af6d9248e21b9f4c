import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { compileCache } from '../simulation/bot-process.ts';
import { complete, folderWith } from './environment.ts';

const app = resolve('src/app.ts');

function start(env: Record<string, string>, folder: string) {
  return spawnSync(process.execPath, [app], {
    cwd: folder,
    env: { NODE_COMPILE_CACHE: compileCache, ...env },
    encoding: 'utf8',
    timeout: 15_000,
  });
}

test('without settings, the bot lists everything that is missing and exits, without a stack trace', () => {
  const { status, stderr, stdout } = start({}, folderWith(null));
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Frontdesk cannot start:\n {2}- /);
  for (const name of [...Object.keys(complete), 'POLICY_FILE']) expect(stderr).toContain(name);
  expect(stderr).toMatch(/\ndocs\/install\.md shows how to set it up\.\n$/);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|Error:/);
});

test('with one invalid setting, the bot lists that one only', () => {
  const { status, stderr } = start({ ...complete, PORT: 'x' }, folderWith());
  expect(status).toBe(1);
  expect(stderr.match(/^ {2}- .*$/gm)).toEqual(['  - PORT must be a whole number from 0 to 65535.']);
});

test('npm start caches compiled code, in the folder of NODE_COMPILE_CACHE or its own', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const words = scripts.start.split(' ');
  expect([words[0], words.at(-1)]).toEqual(['node', 'src/app.ts']);
  const asked = [...words.slice(1, -1), '-p', "require('node:module').getCompileCacheDir()"];
  const folder = (env: Record<string, string>) =>
    spawnSync(process.execPath, asked, { env, encoding: 'utf8' }).stdout.trim();
  expect(folder({})).toContain(resolve('.cache/compile'));
  const named = mkdtempSync(join(tmpdir(), 'frontdesk-compiled-'));
  expect(folder({ NODE_COMPILE_CACHE: named })).toContain(named);
});
