import { writeFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { startBot } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { openOwnProcess } from '../simulation/own-process.ts';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { scrape } from '../telemetry/scrape.ts';
import { sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const twoNeeded = `${defaultPolicy}commands: { change-email: { needed: 2 } }\n`;
const notices = () =>
  day
    .as('linus')
    .messages('zoom-approvals')
    .map(textOf)
    .filter((one) => /rules|policy\.yml/.test(one));
const told = (words: RegExp) => posted(day.as('linus'), 'zoom-approvals', words);

afterEach(async () => {
  day.place.writePolicy(defaultPolicy);
  await day.place.bot.reloadRules();
});

it('new rules apply without a restart, also to what waits, and the approval channel reads the difference', async () => {
  const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com I got married');
  day.place.writePolicy(twoNeeded);
  expect(textOf(await told(/rules have changed/))).toMatch(/`change-email`, needed: not set → 2/);
  await day.as('grace').click(card, 'request:approve');
  await day.as('ada').waitFor(() => /1 of 2/.test(textOf(day.as('linus').messages('zoom-approvals')[0])));
  await day.as('grace').command('/zoom audit rules-changed');
  expect(textOf(await reply(day.as('grace'), /Rules changed/))).toMatch(/change-email, needed: not set → 2/);
});

it('a file with a mistake changes nothing and is told once, with the line; so is that it is fine again', async () => {
  day.place.writePolicy(`${defaultPolicy}commands: { change-email: { neded: 2 } }\n`);
  const notice = textOf(await told(/earlier rules stay/));
  expect(notice).toMatch(/policy\.yml.* has a mistake/);
  expect(notice).toMatch(/line 6.*unknown key “neded”/);
  expect((await scrape(day.place)).of('frontdesk_policy_valid')).toBe(0);
  await day.as('ada').command('/zoom whoami');
  await reply(day.as('ada'), /ada@example\.com/);
  day.place.writePolicy(defaultPolicy);
  await told(/is fine again/);
  expect(notices().length).toBe(2);
});

it('a channel that the bot cannot post in keeps the earlier rules', async () => {
  day.provoke(/^conversations\.info channel_not_found$/);
  day.place.writePolicy(defaultPolicy.replace('C0APPROVALS', 'C0NOWHERE'));
  expect(textOf(await told(/earlier rules stay/))).toMatch(/approval channel C0NOWHERE cannot be read/);
});

it('of two processes one tells, and both apply the rules', async () => {
  const { config, clock } = day.place;
  const own = { ...config, policy: structuredClone(config.policy), port: 0 };
  const second = await startBot(own, createLogger('error', [], { write: () => undefined }), clock);
  try {
    day.place.writePolicy(twoNeeded);
    await told(/rules have changed/);
    await Promise.all([day.place.bot.reloadRules(), second.reloadRules()]);
    expect(own.policy.commands).toEqual({ 'change-email': { needed: 2 } });
    expect(notices().length).toBe(1);
  } finally {
    await second.stop();
  }
});

it('rules that changed while the bot was stopped are told at its start', async () => {
  await day.place.restart(twoNeeded);
  expect(textOf(await told(/rules have changed/))).toMatch(/needed: not set → 2/);
});

it('is told to the admins directly where the channel is gone', async () => {
  day.provoke(/channel_not_found/);
  day.place.slack.workspace.channels.delete('C0APPROVALS');
  day.place.writePolicy(`${defaultPolicy}commands: { nonsense: off }\n`);
  await directMessage(day.as('grace'), /earlier rules stay/);
});

it('SIGHUP reads the rules at once and does not end the process', async () => {
  const own = await openOwnProcess('sqlite');
  try {
    await own.start();
    writeFileSync(own.env.POLICY_FILE ?? '', twoNeeded);
    own.signal('SIGHUP');
    await until(() => own.output.some((line) => line.includes('the changed policy applies from now on')));
    expect(await own.stop()).toMatchObject({ code: 0 });
  } finally {
    await own.close();
  }
});
