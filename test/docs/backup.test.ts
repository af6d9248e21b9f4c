import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { createDatabase, startPostgres } from '../simulation/postgres.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { checkOut } from './checkout.ts';
import { blocksOf, codeUnder } from './page.ts';

const page = blocksOf('docs/backup.md', 'sh');

/** A checkout with an `.env`, in which the bot runs, and the page's commands, typed there. */
async function open(store: 'sqlite' | 'postgres', more: Record<string, string>, databaseUrl?: string) {
  const sources = checkOut();
  const place = await openOwnProcess(store, { sources, env: more, ...(databaseUrl ? { databaseUrl } : {}) });
  onTestFinished(() => place.close());
  await place.start();
  const { PATH: _path, ...settings } = place.env;
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(sources, '.env'), lines.join(''));
  return {
    place,
    sources,
    async type(heading: string, env: Record<string, string> = {}): Promise<string> {
      const all = { PATH: process.env.PATH ?? '', HOME: sources, ...env };
      const words = ['-euo', 'pipefail', '-c', codeUnder(page, heading)];
      const { stdout } = await promisify(execFile)('bash', words, { cwd: sources, env: all });
      return stdout;
    },
  };
}

/** Ada's request, which waits; returns its card. */
async function adaAsks(place: OwnProcess) {
  return asks(place, 'ada', 'ada.king');
}

async function asks({ slack }: OwnProcess, who: string, name: string) {
  const asker = slack.as(who);
  await asker.command(`/zoom change-email ${name}@example.com`);
  await asker.click(await reply(asker, /Send request/), 'confirm:run');
  return posted(slack.as('grace'), 'zoom-approvals', new RegExp(`wants to [\\s\\S]*${name}`));
}

const changesOf = ({ zoom }: OwnProcess, handle: string) =>
  zoom.changes.filter(({ userId }) => userId === person(handle).zoom?.id).map(({ operation }) => operation);

/** Ben's request waits; Zoom has made Mia's change, and the bot does not know yet. */
async function openBeforeCopy(place: OwnProcess) {
  const bens = await asks(place, 'ben', 'ben.stone');
  const mias = await asks(place, 'mia', 'mia.wong');
  place.zoom.faults.add({ operation: 'changeEmail', times: 1, kind: 'hang', afterApplying: true });
  await place.slack.as('grace').click(mias, 'request:approve');
  await place.slack.as('grace').waitFor(() => changesOf(place, 'mia').length === 1);
  return bens;
}

/** Commands that go on while the copy is made. */
async function withLoad<T>({ slack }: OwnProcess, work: () => Promise<T>): Promise<T> {
  let isOver = false;
  const loads = ['grace', 'linus', 'owen'].map(async (who) => {
    for (let i = 0; !isOver; i++) await slack.as(who).command(`/zoom profile job-title Engineer ${i}`);
  });
  try {
    return await work();
  } finally {
    isOver = true;
    await Promise.all(loads);
  }
}

/** What happens between the copy and the loss is in Zoom, and not in the copy. */
async function goOnAfterCopy({ slack }: OwnProcess, bens: Awaited<ReturnType<typeof asks>>) {
  await directMessage(slack.as('mia'), /Email changed/, 40_000);
  await slack.as('grace').click(bens, 'request:approve');
  await directMessage(slack.as('ben'), /Email changed/);
}

/** The desk says what it is, and nothing is made a second time. */
async function nothingTwice(place: OwnProcess, bens: Awaited<ReturnType<typeof asks>>) {
  const { slack } = place;
  await posted(slack.as('grace'), 'zoom-ops', /restored copy of my database/, 30_000);
  await slack.as('mia').waitFor(
    () =>
      slack
        .as('mia')
        .dms()
        .filter((one) => /Email changed/.test(textOf(one))).length === 2,
    30_000,
  );
  // The card of a request that was decided since has its buttons again.
  const again = await slack.as('linus').waitFor(
    () =>
      slack
        .as('linus')
        .messages('zoom-approvals')
        .find((one) => one.ts === bens.ts && JSON.stringify(one.blocks).includes('request:approve')),
    30_000,
  );
  await slack.as('linus').click(again, 'request:approve');
  await slack
    .as('linus')
    .waitFor(
      () =>
        [...slack.as('linus').ephemerals(), ...slack.as('ben').dms()].find((one) =>
          /can no longer be done as it was asked/.test(textOf(one)),
        ),
      30_000,
    );
  expect(changesOf(place, 'mia')).toEqual(['changeEmail']);
  expect(changesOf(place, 'ben')).toEqual(['changeEmail']);
}

/** What waited when the copy was made can be approved after it was restored. */
async function graceApproves({ slack, zoom }: OwnProcess, card: Awaited<ReturnType<typeof adaAsks>>) {
  await slack.as('grace').click(card, 'request:approve');
  await directMessage(slack.as('ada'), /Email changed/);
  expect(zoom.changes.filter(({ userId }) => userId === person('ada').zoom?.id)).toHaveLength(1);
}

describe('whoever types the commands of the page on backups', () => {
  it('copies a running bot’s SQLite, loses the disk and has everything back', async () => {
    const settings = { DATABASE_URL: 'file:./data/frontdesk.db', ENCRYPTION_KEY: '' };
    const { place, sources, type } = await open('sqlite', settings);
    const card = await adaAsks(place);
    const bens = await openBeforeCopy(place);
    const copied = await withLoad(place, () => type('SQLite: copy'));
    expect(copied).toContain('is a good copy of the running bot’s database');
    await goOnAfterCopy(place, bens);
    expect(await type('The audit log’s head')).toMatch(/The head that you noted, entry \d+, is in it/);
    await place.kill();
    for (const file of readdirSync(join(sources, 'data'))) rmSync(join(sources, 'data', file));
    const printed = await type('SQLite: restore');
    expect(printed).toContain('chain intact');
    expect(printed).toMatch(/✓ database/i);
    await place.start();
    await nothingTwice(place, bens);
    await graceApproves(place, card);
  });

  const native = ownPostgres();
  it.skipIf(!native)('dumps a running bot’s PostgreSQL and goes on in a new database', async () => {
    const server = await startPostgres({ native });
    onTestFinished(() => server.stop());
    const url = await createDatabase(server.url);
    const { place, sources, type } = await open('postgres', {}, url);
    const card = await adaAsks(place);
    const bens = await openBeforeCopy(place);
    const env = { PATH: `${native}/bin:${process.env.PATH}`, DATABASE_URL: url };
    await withLoad(place, () => type('PostgreSQL: copy', env));
    await goOnAfterCopy(place, bens);
    expect(await type('The audit log’s head')).toMatch(/The head that you noted, entry \d+, is in it/);
    await place.kill();
    const restored = server.url.replace(/\/postgres$/, '/frontdesk_restored');
    expect(await type('PostgreSQL: restore', { ...env, RESTORED_URL: restored })).toContain('chain intact');
    expect(readFileSync(join(sources, 'heads.txt'), 'utf8')).toMatch(/^\d+:[0-9a-f]{64}\n$/);
    await takePlaceOf(server.url, url);
    await place.start();
    await nothingTwice(place, bens);
    await graceApproves(place, card);
  });
});

/** The restored database takes the name that the bot knows. */
async function takePlaceOf(server: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`ALTER DATABASE ${name} RENAME TO lost`);
  await client.query(`ALTER DATABASE frontdesk_restored RENAME TO ${name}`);
  await client.end();
}

/**
 * This machine's own PostgreSQL, with `pg_dump` and `pg_restore` of the same version; npm's binaries have neither,
 * and an older `pg_dump` refuses a newer server.
 */
function ownPostgres(): string | undefined {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(folder, version))
    .find((one) => ['postgres', 'pg_dump', 'psql'].every((name) => existsSync(join(one, 'bin', name))));
  if (!found) process.stdout.write('The PostgreSQL backup is not rehearsed: apt-get install postgresql\n');
  return found;
}
