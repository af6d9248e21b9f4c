import { expect, it } from 'vitest';
import { defaultPolicy } from '../support/workplace.ts';
import {
  becomes,
  directMessage,
  goTo,
  progress,
  questionTo,
  startCampaign,
  stored,
  textOf,
} from './campaign-support.ts';
import { changesIn, untilDue } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({ policy: `${defaultPolicy}licences: { on_silence: take-back }\n` });
const as = (handle: string) => day.as(handle);

/** Slack takes the next message to somebody, and its answer is lost. */
const loseAnswer = (channel = 'D0ADA') =>
  day.place.slack.faults.add({
    method: 'chat.postMessage',
    channel,
    times: 1,
    reset: true,
    tookEffect: true,
  });

it('the answer to a question is lost, and Slack is busy when the bot looks whether it has arrived: Ada is asked once', async () => {
  day.provoke(/429/);
  day.place.slack.workspace.scopes.add('im:history');
  try {
    loseAnswer();
    const busy = { channel: 'D0ADA', times: 1, status: 429, retryAfter: 1 };
    day.place.slack.faults.add({ method: 'conversations.history', ...busy });
    await startCampaign(day);
    await becomes(day, 'ada', 'asked');
    await as('ada').click(await questionTo(day, 'ada'), 'campaign:give-back');
    await directMessage(as('ada'), /free for somebody else/);
    expect(as('ada').dms().length).toBe(1);
  } finally {
    day.place.slack.workspace.scopes.delete('im:history');
  }
});

it('it is stopped before anybody knows whether Mia’s question has arrived: it is found, and closed', async () => {
  day.place.slack.workspace.scopes.add('im:history');
  try {
    loseAnswer('D0MIA');
    await startCampaign(day);
    await untilDue(day.place, async () => Boolean((await stored(day, 'mia'))?.sending_json));
    await as('grace').click(await progress(day, /Asking/), 'campaign:stop');
    await untilDue(day.place, async () => /have stopped asking/.test(as('mia').dms().map(textOf).join()));
    expect(as('mia').dms().length).toBe(1);
  } finally {
    day.place.slack.workspace.scopes.delete('im:history');
  }
});

it('without the scope to look, the question is not sent again: the reminder asks, and her silence counts from it', async () => {
  day.provoke(/missing_scope/);
  loseAnswer();
  await startCampaign(day);
  await becomes(day, 'ada', 'asked');
  expect(as('ada').dms().length).toBe(1);
  // What she has clicked counts all the same.
  await becomes(day, 'mia', 'asked');
  await goTo(day, 'remind_at');
  await day.as('ada').waitFor(() => as('ada').dms().length === 2, 15_000);
  expect(as('ada').dms().map(textOf).join()).not.toContain('a short reminder');
  await directMessage(as('mia'), /a short reminder/);
  await goTo(day, 'ends_at');
  await becomes(day, 'ada', 'returned');
  await becomes(day, 'mia', 'returned');
  expect(changesIn(day.place).length).toBe(2);
});

it('Slack delivers nothing to Ada, and is busy for Mia: Ada’s licence is not taken by silence, Mia is asked a little later', async () => {
  day.provoke(/user_disabled|429/);
  day.place.slack.faults.add({ method: 'chat.postMessage', channel: 'D0ADA', error: 'user_disabled' });
  day.place.slack.faults.add({
    method: 'chat.postMessage',
    channel: 'D0MIA',
    times: 2,
    status: 429,
    retryAfter: 1,
  });
  await startCampaign(day);
  await becomes(day, 'ada', 'unreachable');
  await becomes(day, 'mia', 'asked');
  await as('mia').click(await questionTo(day, 'mia'), 'campaign:keep');
  await progress(day, /1 person couldn’t be asked/);
  expect(await stored(day, 'ada')).toMatchObject({ why: 'Slack doesn’t deliver messages to them.' });
  expect(changesIn(day.place)).toEqual([]);
});
