import { expect, it } from 'vitest';
import { directMessage, reply } from '../support/workplace.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const as = (handle: string) => day.as(handle);
const soon = () => new Date(Date.now() + 1_000);
const ANSWER = /Licensed|licence/;

it('Slack is busy for a moment: the answer comes where it was asked, not as a direct message', async () => {
  day.provoke(/response_url/);
  day.place.slack.faults.add({ method: 'response_url', times: 2, status: 503 });
  await as('ada').command('/zoom status');
  await reply(as('ada'), ANSWER);
  expect(as('ada').dms()).toEqual([]);
});

it('Slack takes neither an answer nor a direct message for a while: the answer comes all the same', async () => {
  day.provoke(/500|429/);
  day.place.slack.faults.add({ method: 'response_url', status: 500 });
  day.place.slack.faults.add({ method: 'conversations.open', times: 4, status: 500 });
  await as('ada').command('/zoom status');
  await directMessage(as('ada'), ANSWER, 15_000);
});

it.each([
  ['a date as Zoom writes it', () => soon().toISOString()],
  ['a date as HTTP writes it', () => soon().toUTCString()],
  ['nothing', () => null],
])('Slack refuses a call for a second and says until when with %s: the answer comes', async (_, header) => {
  day.provoke(/users.info 429/);
  await day.place.restart();
  day.place.slack.faults.add({ method: 'users.info', times: 1, status: 429, retryAfter: header() });
  await as('ada').command('/zoom status');
  await reply(as('ada'), ANSWER);
});

it('Slack refuses one call for three seconds: nobody else waits for it', async () => {
  day.provoke(/users.info 429/);
  await day.place.restart();
  day.place.slack.faults.add({ method: 'users.info', times: 1, status: 429, retryAfter: 3 });
  await as('ada').command('/zoom status');
  await as('mia').command('/zoom status');
  const toMia = await reply(as('mia'), ANSWER);
  const toAda = await reply(as('ada'), ANSWER);
  expect(Number(toMia.ts)).toBeLessThan(Number(toAda.ts));
});
