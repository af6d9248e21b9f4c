import { describe, expect, it } from 'vitest';
import type { ZoomCall } from '../../sandbox/zoom/journal.ts';
import { textOf } from '../support/workplace.ts';
import { query } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const everyday = useWorkplace();
const { as, user, form } = everyday;

/** Somebody types a line and reads the words: the calls to Zoom and to Slack until then. */
async function costOf(handle: string, line: string, words: RegExp) {
  const { slack, zoom } = everyday.place;
  const known = new Set(
    as(handle)
      .ephemerals()
      .map((one) => one.ts),
  );
  const [zoomBefore, slackBefore] = [zoom.calls.length, slack.log.length];
  await as(handle).command(`/zoom ${line}`);
  const message = await as(handle).waitFor(() =>
    as(handle)
      .ephemerals()
      .find((one) => !known.has(one.ts) && words.test(textOf(one))),
  );
  const calls: readonly ZoomCall[] = zoom.calls.slice(zoomBefore);
  const inSlack = slack.log
    .slice(slackBefore)
    .flatMap((one) => (one.kind === 'api' && one.method !== 'response_url' ? [one.method] : []));
  return { message, operations: calls.map(({ operation }) => operation).sort(), inSlack, calls };
}

/** The bot has met this person a moment ago, and has a token. */
const meet = (handle: string) => costOf(handle, 'status', /Your Zoom account/);

describe('what a command costs for a person whom the bot knows', () => {
  it('status: three calls to Zoom, together, and none to Slack', async () => {
    await meet('ada');
    const delayMs = 2_000;
    everyday.place.zoom.faults.add({ operation: 'getUser', kind: 'slow', delayMs, times: 1 });
    const { operations, inSlack, calls, message } = await costOf('ada', 'status', /Your Zoom account/);
    expect(operations).toEqual(['getUser', 'listAssistants', 'listSchedulers']);
    expect(inSlack).toEqual([]);
    const times = calls.map(({ at, ms }) => at.getTime() - ms);
    // One after the other, the last would begin when the slow one has ended.
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(delayMs);
    expect(textOf(message)).toMatch(/Licensed, up to 100 people/);
  });

  it.each([
    ['ada', 'whoami', /This is your Zoom account/, ['getUser']],
    ['ada', 'sign-out', /Sign me out of Zoom everywhere|without single sign-on/, ['getUser']],
    ['ada', 'profile job-title Countess', /Your Zoom profile is changed/, ['getUser', 'updateUser']],
    ['grace', 'edit-user @mia department Sales', /Change the Zoom profile of/, ['getUser', 'getUser']],
    ['grace', 'edit-user @grace department Sales', /Change the Zoom profile of/, ['getUser']],
  ] as const)('%s: %s reads nobody twice', async (handle, line, words, operations) => {
    await meet(handle);
    expect((await costOf(handle, line, words)).operations).toEqual(operations);
  });

  it('the form of a picture reads the person once', async () => {
    await meet('ada');
    const before = everyday.place.zoom.calls.length;
    await as('ada').command('/zoom picture');
    await form('ada', 'picture');
    expect(everyday.place.zoom.calls.slice(before).map(({ operation }) => operation)).toEqual(['getUser']);
  });
});

describe('what was read ahead is shown to nobody else', () => {
  it('Ada’s account moved to another person: she reads that she has none, not what was read', async () => {
    await meet('ada');
    user('ada').email = 'somebody.else@example.com';
    const { message } = await costOf('ada', 'status', /We couldn’t find a Zoom account/);
    expect(textOf(message)).not.toMatch(/Licensed|Assistants/);
  });

  it('Ada was linked to another account: she reads about that one', async () => {
    await meet('ada');
    await query(
      everyday.place,
      `INSERT INTO links (team_id, slack_user_id, zoom_user_id, linked_by, linked_at) VALUES ($1, $2, $3, 'U0GRACE', 0)`,
      [everyday.place.slack.teamId, as('ada').id, everyday.idOf('mia')],
    );
    const { message } = await costOf('ada', 'status', /Your Zoom account/);
    expect(textOf(message)).toMatch(/Mia Chen[\s\S]*2 people/);
    await query(everyday.place, 'TRUNCATE links');
  });

  it('a licence that was taken away shows at once, with what it lets people do', async () => {
    await meet('ada');
    Object.assign(user('ada'), { type: 1, meetingCapacity: 40 });
    const { message } = await costOf('ada', 'status', /Your Zoom account/);
    expect(textOf(message)).toMatch(/Basic, up to 40 people/);
  });
});

describe('when Zoom has more to do than it takes', () => {
  it('a person reads that it is busy and what to do, and can try again', async () => {
    await meet('ada');
    const limit = 'You have reached the maximum per-second rate limit for this API. Try again later.';
    everyday.place.zoom.faults.add({
      operation: 'listAssistants',
      kind: 'status',
      status: 429,
      times: 1,
      headers: { 'Retry-After': '4' },
      body: { code: 429, message: limit },
    });
    await costOf('ada', 'assistants', /Zoom is busy with our account just now[\s\S]*Wait a few seconds/);
  });
});
