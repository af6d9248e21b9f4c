import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { botEnvironment } from '../../sandbox/environment.ts';
import { defaultPolicy, openWorkplace, type Workplace } from '../support/workplace.ts';
import { operate } from './run.ts';

const policy = `${defaultPolicy}\nlicences: { bought: 30, price: 149.9, currency: EUR, renewal: 2999-03-31 }\n`;
let place: Workplace;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-licences-'));
  place = await openWorkplace({ policy });
  writeFileSync(join(folder, 'policy.yml'), policy);
});
afterAll(async () => {
  await place.close();
  rmSync(folder, { recursive: true, force: true });
});

const licences = (...args: string[]) => {
  const { slack, zoom, config } = place;
  const database = config.database.kind === 'sqlite' ? `file:${config.database.file}` : '';
  const settings = botEnvironment({ slack, zoom, database, mode: 'http' });
  return operate('licences', args, {
    ...settings,
    ENCRYPTION_KEY: config.encryptionKey.toString('base64'),
    POLICY_FILE: join(folder, 'policy.yml'),
  });
};

test('the operator reads which licences lie idle, from the running bot and without it', async () => {
  expect(await licences()).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('There was no scan yet'),
  });
  const fresh = await licences('--refresh');
  expect(fresh).toMatchObject({ code: 0, stderr: '' });
  expect(fresh.stdout).toMatch(
    /17 of 20 licences are in use, 3 free\.\n7 have been idle for 60 days or more, €1,049\.30/,
  );
  expect(fresh.stdout).toMatch(/Kwame Mensah +kwame@example\.com +180 days\n/);
  expect(fresh.stdout).toMatch(
    /Sofia Rossi .* hosted \d{4}-\d\d-\d\d +Hosts a meeting that needs a licence on /,
  );
  expect(fresh.stdout).not.toMatch(/Ada Lovelace/);

  const running = JSON.parse((await licences('--json')).stdout);
  expect(running).toMatchObject({
    used: 17,
    bought: 20,
    free: 3,
    idle: 7,
    idleCosts: 1049.3,
    currency: 'EUR',
  });
  await place.bot.stop();
  const stopped = await licences('--json');
  expect(stopped.stderr).toBe('');
  expect(JSON.parse(stopped.stdout)).toEqual(running);
  const again = await licences('--refresh', '--csv');
  expect(again.stdout.split('\r\n')[0]).toMatch(/^"name","email","department","licence","idle","idle_days"/);
  expect(again.stdout).toContain('"Kwame Mensah","kwame@example.com","Operations","Licensed","yes","180"');
  await place.restart();
});

test('what cannot be understood is said, with exit code 2', async () => {
  const [both, word, help] = await Promise.all([
    licences('--json', '--csv'),
    licences('now'),
    licences('--help'),
  ]);
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('not both') });
  expect(word).toMatchObject({ code: 2, stderr: expect.stringContaining('more than this command takes') });
  expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('--refresh') });
});
