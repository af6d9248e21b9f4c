import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** A copy of the bot's sources in a folder of its own, as after `git clone` and `npm ci`. */
export function checkOut(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-checkout-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const one of ['src', 'package.json', 'tsconfig.json', 'manifest.yml', 'policy.yml']) {
    cpSync(one, join(folder, one), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}
