import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultPolicy } from '../support/workplace.ts';
import { type Clinic, complaints, openClinic, runDoctor } from './run-doctor.ts';

test('everything is good: a line for each check, a summary, and no secret', async () => {
  const clinic = await openClinic();
  const { status, text } = await runDoctor(clinic);
  expect(status, text).toBe(0);
  const [findings = '', summary = ''] = text.trimEnd().split('\n\n');
  for (const line of findings.split('\n')) expect(line).toMatch(/^✓ [\w ]+: .*\.$/);
  expect(findings).toContain('✓ Slack scopes: The bot token has all 11 scopes.');
  expect(findings).toContain('✓ Zoom scopes: The app has all 21 scopes that the commands need.');
  expect(summary).toBe('The bot can work: 18 good, 0 to look at.');
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, ZOOM_CLIENT_SECRET } = clinic.env;
  for (const secret of [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, ZOOM_CLIENT_SECRET])
    expect(text).not.toContain(secret);
});

/** One thing is broken; the doctor names that one and what to do, and goes on with the rest. */
const broken: [what: string, harm: (clinic: Clinic) => unknown, says: RegExp[]][] = [
  [
    'the bot token is wrong',
    ({ env }) => Object.assign(env, { SLACK_BOT_TOKEN: 'xoxb-1-2-wrong' }),
    [
      /^bad Slack token: Slack does not accept the bot token \(invalid_auth\)\. → Copy the bot token again/,
      /^warning Slack channels: Not looked at/,
    ],
  ],
  [
    'two Slack scopes are missing',
    ({ slack }) => ['files:read', 'im:write'].map((scope) => slack.workspace.scopes.delete(scope)),
    [/^bad Slack scopes: The bot token lacks files:read, im:write\. → Add them under OAuth & Permissions/],
  ],
  [
    'the app token is wrong',
    ({ env }) => Object.assign(env, { SLACK_APP_TOKEN: 'xapp-1-wrong' }),
    [
      /^bad Slack app token: Slack opens no Socket Mode connection .*\(invalid_auth\)\. → Make one with connections:write/,
    ],
  ],
  [
    'the policy asks managers, and nobody has one',
    ({ folder, zoom }) => {
      for (const user of zoom.account.users) user.profile = {};
      const rules = `${defaultPolicy}commands: { request-license: { access: approval, approvers: [manager] } }\n`;
      writeFileSync(join(folder, 'policy.yml'), rules);
    },
    [
      /^warning managers: None of the 10 people looked at has a manager in Zoom, so the other approvers decide/,
    ],
  ],
  [
    'the policy names a field of Slack profiles that the token may not read',
    ({ folder }) => {
      const rules = defaultPolicy
        .replace('[example.com]', '[example.com], manager_field: Manager')
        .replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, manager]');
      writeFileSync(join(folder, 'policy.yml'), rules);
    },
    [/^bad Slack channels: policy\.yml: the fields of Slack profiles cannot be read \(missing_scope\)/],
  ],
  [
    'a Zoom scope is missing',
    ({ zoom }) => zoom.tokens.scopes.delete('user:update:email:admin'),
    [/^bad Zoom scopes: The app lacks user:update:email:admin\. → Add them: Zoom Marketplace/],
  ],
  [
    'Zoom does not report how many licences there are',
    ({ zoom }) =>
      ['billing:read:plan_usage:admin', 'user:read:summary:admin'].map((one) =>
        zoom.tokens.scopes.delete(one),
      ),
    [/^warning free licences: The app cannot read how many licences are free/],
  ],
  [
    'Zoom names an API that calls do not go to',
    ({ zoom }) => {
      zoom.tokens.apiUrl = 'https://api-eu.zoom.us';
    },
    [
      /^warning Zoom API: Zoom names https:\/\/api-eu\.zoom\.us as the API of this account, and calls go to http/,
    ],
  ],
  [
    'the Zoom secret is wrong',
    ({ env }) => Object.assign(env, { ZOOM_CLIENT_SECRET: 'not-the-secret' }),
    [
      /^bad Zoom app: Zoom does not accept ZOOM_CLIENT_ID with ZOOM_CLIENT_SECRET\. → Copy both again/,
      /^warning Zoom scopes: Not looked at/,
    ],
  ],
  [
    'Zoom cannot be reached',
    ({ env }) => Object.assign(env, { ZOOM_OAUTH_URL: 'http://127.0.0.1:9/oauth/token' }),
    [
      /^bad way out: Directly to 127\.0\.0\.1:9: no way \((ECONNREFUSED|bad port)\)\. → Check the network/,
      /^bad Zoom app: Zoom gave no access token \(zoom-unreachable \(ECONNREFUSED\)\)/,
      /^warning Zoom scopes: Not looked at/,
    ],
  ],
  [
    'the bot is not in the approval channel, and the notice channel is not there',
    ({ slack, folder }) => {
      const channel = slack.workspace.channels.get('C0APPROVALS');
      channel?.members.delete(slack.botUserId);
      writeFileSync(
        join(folder, 'policy.yml'),
        'approvals: { channel: C0APPROVALS, approvers: [U0GRACE] }\nnotices: { channel: C0NOWHERE }\npeople: { email_domains: [example.com] }\n',
      );
    },
    [
      /^bad Slack channels: .*approval channel C0APPROVALS/,
      /^bad Slack channels: .*notice channel C0NOWHERE/,
    ],
  ],
  [
    'approvers and those who are escalated to are not in the approval channel',
    ({ slack, folder }) => {
      slack.workspace.userGroups.get('S0ADMINS')?.users.push('U0MIA');
      writeFileSync(
        join(folder, 'policy.yml'),
        `${defaultPolicy.replace('[U0GRACE, U0LINUS]', '[S0ADMINS], escalate_after: 1h, escalate_to: [U0LINUS, U0OWEN]')}
commands: { request-license: { access: approval, channel: C0ZOOMOPS, approvers: [U0NOOR] } }`,
      );
    },
    [
      /^warning Slack approvers: U0MIA approves requests, and is not a member of the approval channel C0APPROVALS/,
      /^warning Slack approvers: U0OWEN is asked after an escalation, and is not a member of .* C0APPROVALS/,
      /^warning Slack approvers: U0NOOR approves requests, and is not a member of .* C0ZOOMOPS/,
      /^warning Slack approvers: U0OWEN is asked after an escalation, and is not a member of .* C0ZOOMOPS/,
    ],
  ],
  [
    'variables are missing and the policy has a mistake: everything is reported, and Slack is checked too',
    ({ env, folder }) => {
      delete env.ZOOM_CLIENT_ID;
      env.LOG_LEVEL = 'loud';
      writeFileSync(
        join(folder, 'policy.yml'),
        'approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS] }\nadmins: [U0GRACE]\npeople: { email_domains: [example.com] }\nwhatever: 1\n',
      );
    },
    [
      /^bad environment: ZOOM_CLIENT_ID is missing/,
      /^bad environment: LOG_LEVEL must be/,
      /^bad policy: .*whatever/,
      /^warning Slack channels: Not looked at: the policy/,
      /^warning Zoom app: Not looked at/,
    ],
  ],
  [
    'another program has the port',
    async ({ env }) => {
      const other = createServer().listen(0);
      await new Promise((done) => other.once('listening', done));
      other.unref();
      env.PORT = String((other.address() as { port: number }).port);
    },
    [/^bad port: Port \d+ is in use by another program\. → Stop that program or set PORT\./],
  ],
];

test.each(broken)('%s', async (_, harm, says) => {
  const clinic = await openClinic();
  await harm(clinic);
  const { status, lines } = await complaints(clinic);
  for (const sentence of says) expect(lines).toContainEqual(expect.stringMatching(sentence));
  expect(lines).toHaveLength(says.length);
  expect(status).toBe(lines.some((line) => line.startsWith('bad')) ? 1 : 0);
  expect(lines.join()).not.toContain(clinic.env.ZOOM_CLIENT_SECRET);
});

test.each([
  [-90_000, 0, /^warning clock: This machine's clock is (89|90|91) seconds ahead of Slack's\. From 300 on/],
  [400_000, 1, /^bad clock: This machine's clock is (399|400|401) seconds behind Slack's\. Slack's requests/],
])('the clock is off by %i ms', async (clockAheadMs, exit, sentence) => {
  const { status, lines } = await complaints(await openClinic({ clockAheadMs }));
  expect(lines).toEqual([expect.stringMatching(sentence)]);
  expect(status).toBe(exit);
});
