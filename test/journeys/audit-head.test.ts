import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { query, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const HOUR = 3_600_000;
const day = useWorkplace();
const { as } = day;
const HEAD = /All \d+ entries are as I wrote them\. The head is `\d+:[0-9a-f]{64}`/;
const ALARM = /The audit log isn't as I wrote it/;

const ops = () => as('linus').messages('zoom-ops');
const heads = () => ops().filter((one) => HEAD.test(textOf(one)));
const logged = (log: readonly string[]) => log.filter((line) => /"the head of the audit log"/.test(line));

/** Grace looks at the accounts: an entry. */
async function addEntry(): Promise<void> {
  const entries = async () => Number((await query(day.place, 'SELECT count(*) AS n FROM audit'))[0]?.n);
  const before = await entries();
  await as('grace').command('/zoom list-users');
  await reply(as('grace'), /people are active in Zoom/);
  await until(async () => (await entries()) > before);
}

/** Until the bot has noted that it has posted the head: that comes after the message, and says when the next one is due. */
const noted = () =>
  until(async () => {
    const [row] = await query(day.place, "SELECT value FROM shared_state WHERE key = 'audit head'");
    return row && JSON.parse(String(row.value)).claimedUntil === 0;
  });

/** After a day, and until the head is posted. */
async function nextDay(words: RegExp = HEAD): Promise<string> {
  const before = new Set(ops().map((one) => one.ts));
  day.place.clock.advance(24 * HOUR);
  const found = await as('linus').waitFor(
    () => ops().find((one) => !before.has(one.ts) && words.test(textOf(one))),
    15_000,
  );
  await noted();
  return textOf(found);
}

const newest = async () => {
  const [row] = await query(day.place, 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  return `${row?.seq}:${row?.hash}`;
};

beforeEach(async () => {
  await noted();
  await addEntry();
  await addEntry();
});

describe('the head of the audit log', () => {
  let second: Bot | undefined;
  afterEach(async () => {
    await second?.stop();
    second = undefined;
  });

  it('is posted and logged once a day by one of two replicas, also when they are started anew', async () => {
    const log: string[] = [];
    const logger = createLogger('info', [], { write: (line) => void log.push(line) });
    second = await startBot(day.place.config, logger, day.place.clock);
    const before = logged(day.place.log).length;

    expect(await nextDay()).toContain(await newest());
    await day.place.restart();
    await addEntry();
    await nextDay();
    await day.place.restart();
    const third = await nextDay();
    // Had a replica or a restart posted one more on an earlier day, it would be here by now.
    expect(heads()).toHaveLength(3);
    expect(third).toContain(`npm run audit -- verify --head ${await newest()}`);
    const lines = [...logged(day.place.log).slice(before), ...logged(log)];
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toBeDefined();
    for (const line of lines) expect.soft(JSON.parse(line).head).toMatch(/^\d+:[0-9a-f]{64}$/);
  });

  it('is posted a little later when Slack does not take it', async () => {
    day.provoke(/^chat\.postMessage internal_error$/);
    day.place.slack.faults.add({ method: 'chat.postMessage', error: 'internal_error' });
    const failures = () => day.place.log.filter((line) => /it is tried again/.test(line)).length;
    const before = failures();
    day.place.clock.advance(24 * HOUR);
    await until(() => failures() > before);
    expect(heads()).toEqual([]);
    day.place.slack.faults.clear();
    day.place.clock.advance(HOUR / 10);
    await posted(as('linus'), 'zoom-ops', HEAD);
  });

  it('goes to the admins where the channel is gone', async () => {
    day.provoke(/^chat\.postMessage is_archived$/);
    const channel = day.place.slack.workspace.channels.get('C0ZOOMOPS');
    if (!channel) throw new Error('There is no notice channel');
    channel.isArchived = true;
    day.place.clock.advance(24 * HOUR);
    await directMessage(as('grace'), HEAD);
    channel.isArchived = false;
  });

  it('goes to the channel of the approvers where there is none for notices', async () => {
    await day.place.restart(defaultPolicy.replace(/^notices:.*$/m, ''));
    day.place.clock.advance(24 * HOUR);
    await posted(as('linus'), 'zoom-approvals', HEAD);
    await day.place.restart();
  });

  it('is an alarm where the end was cut off or a trigger is gone, each day until it is mended', async () => {
    await query(day.place, 'DROP TRIGGER audit_no_change ON audit');
    const alarm = await nextDay(ALARM);
    expect(alarm).toContain('the database no longer refuses changes of the log: audit_no_change');
    expect(alarm).toContain('<!channel>');
    const [last] = await query(day.place, 'SELECT * FROM audit ORDER BY seq DESC LIMIT 1');
    await query(day.place, 'DELETE FROM audit WHERE seq = $1', [last?.seq]);
    expect(await nextDay(ALARM)).toContain('it was cut at its end');
    expect(heads()).toEqual([]);
    expect(
      day.place.log.some((line) => /"level":50.*the audit log is not as it was written/.test(line)),
    ).toBe(true);

    const columns = Object.keys(last ?? {});
    const places = columns.map((_, i) => `$${i + 1}`).join(', ');
    await query(
      day.place,
      `INSERT INTO audit (${columns.join(', ')}) VALUES (${places})`,
      columns.map((column) => last?.[column]),
    );
    await query(
      day.place,
      'CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_append_only()',
    );
    await nextDay(HEAD);
  });
});
