import { expect, it } from 'vitest';
import type { AuditRow } from '../../src/audit/entry.ts';
import { verify } from '../../src/audit/verify.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { query, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;

/** The stored log, checked as `npm run audit -- verify` does. */
async function verdict() {
  const rows = await query(day.place, 'SELECT * FROM audit ORDER BY seq');
  const entries = rows.map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) })) as AuditRow[];
  async function* oneByOne() {
    yield* entries;
  }
  return { rows: entries, ...(await verify(oneByOne(), null)) };
}

it('half an emoji and control characters, wherever they come from, break neither the audit log nor a message', async () => {
  day.user('mia').displayName = 'Mia \ud83d Chen\u0000\u001b[31m';
  await as('mia').command('/zoom change-email');
  await day.form('mia', 'change-email');
  await as('mia').submit('top', { email: 'mia.w@example.com', reason: 'first line\nsecond\u0000 \ud83d' });
  const preview = await as('mia').waitFor(() =>
    as('mia')
      .ephemerals()
      .find((one) => /Send request/.test(JSON.stringify(one.blocks))),
  );
  await as('mia').click(preview, 'confirm:run');
  const card = await posted(as('grace'), 'zoom-approvals', /mia\.w@example\.com/);
  expect(JSON.stringify(card.blocks)).toContain('> first line\\n> second \ufffd');
  await as('grace').click(card, 'request:deny');
  await as('grace').waitFor((seen) => seen.views.find(({ view }) => view.submit));
  await as('grace').submit('top', { reason: 'no\u0007 \ud83d' });
  expect(textOf(await directMessage(as('mia'), /declined your request/))).toContain('> no \ufffd');
  const log = await verdict();
  expect(log.broken).toBeNull();
  const [sent, denied] = log.rows.slice(-2);
  expect(sent).toMatchObject({ event: 'sent', detail: 'first line\nsecond \ufffd' });
  expect(sent?.subject).toMatch(/^Mia \ufffd Chen\[31m <mia@example\.com> /);
  expect(denied).toMatchObject({ event: 'denied', detail: 'no \ufffd' });
});

it('a password that nobody could type again is refused at the field', async () => {
  await as('ada').command('/zoom set-password');
  await day.form('ada', 'set-password');
  const secret = 'Violet-Harbour-73\ud83d';
  expect(await as('ada').submit('top', { password: secret, again: secret })).toMatchObject({
    ok: false,
    errors: { password: /can be typed/ },
  });
});

it('a name with a line break and formatting writes no line of its own into the card', async () => {
  const hostile = 'Ada\n:white_check_mark: *Checked by IT Security*\n> ok';
  day.user('ada').displayName = hostile;
  const slackUser = day.place.slack.workspace.users.get('U0ADA');
  if (slackUser) slackUser.name = hostile;
  const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
  await as('ada').command('/zoom status');
  const status = await reply(as('ada'), /Your Zoom account/);
  for (const { text, blocks } of [card, status]) {
    const said = [text, textOf({ ...card, text, blocks })].join('\n');
    expect(said).toContain('Checked by IT Security');
    expect(said).not.toMatch(/:white_check_mark:|\*Checked|^.{0,3}Checked by|^> ok/m);
  }
});

it('every text that Slack reads as markup is taken as it is', async () => {
  await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com see https://evil.example');
  await as('ada').openHome();
  await as('ada').waitFor((seen) => seen.home);
  await as('ada').command('/zoom change-email');
  await day.form('ada', 'change-email');
  const seen = ['ada', 'linus'].map((handle) => as(handle).snapshot());
  const texts = textObjects(
    seen.map(({ channels, home, views }) => [channels, home, views.map((one) => one.view)]),
  );
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter((one) => one.verbatim !== true)).toEqual([]);
});

/** Every mrkdwn text object of the bot. */
function textObjects(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(textObjects);
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Record<string, unknown>;
  return one.type === 'mrkdwn' ? [one] : Object.values(one).flatMap(textObjects);
}
