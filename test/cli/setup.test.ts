import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { fromAnswers, readAnswers } from '../../src/cli/setup/from-answers.ts';
import { setUp } from '../../src/cli/setup/set-up.ts';
import { createTerminal } from '../../src/cli/terminal.ts';
import { commands } from '../../src/commands/registry.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { compileCache, startProcess } from '../simulation/bot-process.ts';
import { type Company, keys, openCompany, type Sitting, sitDown } from './setup-at-terminal.ts';

const { enter, down, tab, stop } = keys;

/** They start processes, which takes long on a machine with much to do. */
const PROCESSES = { timeout: 120_000 };

/** Step 1, with the API: the app gets groups:write. */
async function makeApp(sitting: Sitting, { slack }: Company): Promise<void> {
  await sitting.answer('How shall the Slack app be made?', down, enter);
  await sitting.answer('What is the command to be called?', enter);
  await sitting.answer('May setup create two channels', enter);
  await sitting.answer('App configuration token', slack.configToken, enter);
}

async function giveTokens(sitting: Sitting, { slack }: Company): Promise<void> {
  await sitting.answer('Bot token', slack.botToken, enter);
  await sitting.answer('App-level token', slack.appToken, enter);
}

async function giveZoom(sitting: Sitting, { zoom }: Company): Promise<void> {
  await sitting.answer('Account ID', zoom.credentials.accountId, enter);
  await sitting.answer('Client ID', zoom.credentials.clientId, enter);
  await sitting.answer('Client Secret', zoom.credentials.clientSecret, enter);
  await sitting.answer('Which plan', enter);
}

async function createChannels(sitting: Sitting): Promise<void> {
  await sitting.answer('In which channel are requests decided?', enter);
  await sitting.answer('What is it to be called?', '-new', enter);
  await sitting.answer('In which channel are finished changes told?', enter);
  await sitting.answer('What is it to be called?', enter);
}

async function choosePeople(sitting: Sitting): Promise<void> {
  await sitting.answer('Who approves requests?', '@admins', tab, enter);
  await sitting.answer('Who are the admins?', 'Grace', tab, enter);
  await sitting.answer('Which email domains are your own?', enter);
}

function isPrivate(company: Company, id: string): boolean {
  return company.slack.workspace.channels.get(id)?.kind === 'private';
}

test('from nothing to a bot that can start', PROCESSES, async () => {
  const company = await openCompany();
  const { slack } = company;
  const sitting = sitDown(company);
  await makeApp(sitting, company);
  await giveTokens(sitting, company);
  await giveZoom(sitting, company);
  await createChannels(sitting);
  await choosePeople(sitting);
  await sitting.answer('Shall the bot say hello', enter);
  expect(await sitting.end).toBe(0);

  expect(slack.workspace.scopes).toContain('groups:write');
  expect(company.mode('.env')).toBe(0o600);
  expect(company.file('.env')).toContain(`SLACK_BOT_TOKEN=${slack.botToken}\n`);
  expect(company.has('.frontdesk-setup.json')).toBe(false);
  for (const secret of [
    slack.botToken,
    slack.appToken,
    slack.configToken,
    company.zoom.credentials.clientSecret,
  ])
    expect(sitting.text()).not.toContain(secret);

  const { policy, warnings, problems } = readPolicy(company.file('policy.yml'), commands);
  expect(problems).toBeUndefined();
  expect(warnings).toEqual([]);
  expect(company.file('policy.yml')).toContain('- U0GRACE # Grace Hopper');
  const channel = policy?.approvals.channel ?? '';
  expect(isPrivate(company, channel)).toBe(true);
  const { members, messages, name } = slack.workspace.channels.get(channel) ?? {};
  expect(name).toBe('zoom-approvals-new');
  expect([...(members ?? [])].sort()).toEqual(['U0FRONTDESK', 'U0GRACE', 'U0LINUS']);
  expect(messages?.map((one) => one.text).join()).toMatch(/^Hello, I'm Frontdesk.*<!subteam\^S0ADMINS>/);

  const env = {
    ...parseEnv(company.file('.env')),
    PORT: '0',
    POLICY_FILE: join(company.folder, 'policy.yml'),
  };
  const bot = startProcess({
    PATH: process.env.PATH ?? '',
    ...env,
    DATABASE_URL: `file:${join(company.folder, 'frontdesk.db')}`,
  });
  onTestFinished(async () => void (await bot.end('SIGTERM')));
  await bot.open;
  await slack.as('grace').command('/zoom whoami', 'general');
  const answer = await slack.as('grace').waitFor(() => slack.as('grace').ephemerals().at(-1)?.text, 20_000);
  expect(answer).toContain('This is your Zoom account');
});

test('every wrong turn is named, with the way out of it', async () => {
  const company = await openCompany();
  const { slack, zoom } = company;
  const { workspace } = slack;
  workspace.channels.get('C0APPROVALS')?.members.delete(slack.botUserId);
  const sitting = sitDown(company);

  await sitting.answer('How shall the Slack app be made?', down, enter);
  await sitting.answer('What is the command to be called?', ' Now', enter);
  await sitting.answer('A command begins with /');
  await sitting.answer('What is the command to be called?', enter);
  await sitting.answer('May setup create two channels', keys.right, enter);
  await sitting.answer('App configuration token', slack.botToken, enter);
  await sitting.answer('That is a bot token; what is needed is an app configuration token');
  await sitting.answer('App configuration token', 'xoxe.xoxp-1-wrong', enter);
  await sitting.answer('Slack does not know this token');
  await sitting.answer('App configuration token', slack.configToken, enter);

  // The bot token: other kinds, an unknown one, one that lacks scopes.
  const mistaken: [string, RegExp][] = [
    [slack.appToken, /That is an app-level token; what is needed is a bot token: OAuth & Permissions/],
    ['xoxp-1-2', /That is a user token/],
    [slack.signingSecret, /That is a signing secret or client secret/],
    ['hello', /That is no token of Slack/],
    ['xoxb-1-wrong', /Slack does not accept it \(invalid_auth\)\. Copy the bot token again/],
  ];
  for (const [token, problem] of mistaken) {
    await sitting.answer('Bot token', token, enter);
    await sitting.answer(problem);
  }
  workspace.scopes.delete('files:read');
  workspace.scopes.delete('im:write');
  await sitting.answer('Bot token', slack.botToken, enter);
  await sitting.answer('This token lacks files:read, im:write. Add them');
  workspace.scopes.add('files:read').add('im:write');
  await sitting.answer('Bot token', slack.botToken, enter);

  await sitting.answer('App-level token', slack.botToken, enter);
  await sitting.answer('That is a bot token; what is needed is an app-level token');
  workspace.appScopes.delete('connections:write');
  await sitting.answer('App-level token', slack.appToken, enter);
  await sitting.answer('This token lacks connections:write');
  workspace.appScopes.add('connections:write');
  await sitting.answer('App-level token', slack.appToken, enter);

  // Zoom: each credential, then a scope.
  const { accountId, clientId, clientSecret } = zoom.credentials;
  await sitting.answer('Account ID', 'nowhere', enter);
  await sitting.answer('Client ID', clientId, enter);
  await sitting.answer('Client Secret', clientSecret, enter);
  await sitting.answer('Zoom does not know this Account ID');
  await sitting.answer('Account ID', keys.clear, accountId, enter);
  await sitting.answer('Client ID', enter);
  await sitting.answer('Client Secret', 'wrong', enter);
  await sitting.answer('Zoom does not accept this Client ID with this Client Secret');
  zoom.tokens.scopes.delete('user:update:email:admin');
  zoom.tokens.scopes.delete('user:read:settings:admin');
  zoom.account.privileges = [];
  await sitting.answer('Account ID', enter);
  await sitting.answer('Client ID', enter);
  await sitting.answer('Client Secret', clientSecret, enter);
  await sitting.answer('lacks the permission User:Read. Let an owner or a full admin make it.');
  zoom.account.privileges = ['User:Read', 'User:Edit'];
  await sitting.answer('When that is done:', enter);
  await sitting.answer('\nuser:read:settings:admin\nuser:update:email:admin\n');
  zoom.tokens.scopes.add('user:update:email:admin').add('user:read:settings:admin');
  await sitting.answer('When that is done:', enter);
  await sitting.answer('Which plan', enter);

  // Channels: a private one without the bot is not listed; a public one takes an invitation.
  await sitting.answer('In which channel are requests decided?');
  await sitting.answer('It is not in this list', keys.up, enter);
  await sitting.answer('type /invite @frontdesk there');
  expect(sitting.text()).not.toContain('#zoom-approvals (');
  workspace.channels.get('C0APPROVALS')?.members.add(slack.botUserId);
  await sitting.answer('When that is done:', enter);
  await sitting.answer('In which channel are requests decided?', down, enter);
  workspace.channels.get('C0NOAPP')?.members.delete('U0HAL');
  await sitting.answer('In which channel are finished changes told?', down, down, down, enter);
  await sitting.answer('The bot is not in #random. Type /invite @frontdesk there.');
  workspace.channels.get('C0NOAPP')?.members.add(slack.botUserId);
  await sitting.answer('When that is done:', enter);

  // People: nobody, a guest, too few.
  await sitting.answer('Who approves requests?', enter);
  await sitting.answer('Somebody has to approve');
  await sitting.answer('Who approves requests?', 'Gus', tab, enter);
  await sitting.answer('Gus Guest: is a guest, and guests cannot decide');
  await sitting.answer('Who approves requests?', 'Grace', tab, enter);
  await sitting.answer('Who are the admins?', 'Grace', tab, enter);
  await sitting.answer('Which email domains are your own?', enter);
  await sitting.answer('U0GRACE cannot get an own request approved');
  await sitting.answer('When that is done:', enter);
  await sitting.answer('Who approves requests?', '@admins', tab, enter);
  await sitting.answer('Who are the admins?', enter);
  await sitting.answer('Which email domains are your own?', enter);
  await sitting.answer('Shall the bot say hello', keys.right, enter);
  expect(await sitting.end).toBe(0);

  const { policy, warnings } = readPolicy(company.file('policy.yml'), commands);
  expect(policy?.approvals).toMatchObject({ channel: 'C0APPROVALS', approvers: ['U0GRACE', 'S0ADMINS'] });
  expect(policy?.noticeChannel).toBe('C0NOAPP');
  expect(warnings).toEqual([]);
  expect(workspace.channels.get('C0APPROVALS')?.messages).toEqual([]);
});

test('stopped and taken up again: what was given is not asked for twice', async () => {
  const company = await openCompany();
  const first = sitDown(company);
  await makeApp(first, company);
  await first.answer('Bot token', company.slack.botToken, enter);
  await first.answer('App-level token', stop);
  expect(await first.end).toBe(130);
  expect(first.text()).toContain('npm run setup goes on from here');
  expect(company.file('.frontdesk-setup.json')).not.toMatch(/xox|xapp/);

  const second = sitDown(company);
  await second.answer('App-level token', company.slack.appToken, enter);
  await giveZoom(second, company);
  await second.answer('In which channel are requests decided?', enter);
  await second.answer('What is it to be called?', '-new', enter);
  await second.answer('In which channel are finished changes told?', stop);
  expect(await second.end).toBe(130);
  expect(second.text()).not.toMatch(/How shall the Slack app be made|Bot token:/);

  const third = sitDown(company);
  await third.answer('In which channel are finished changes told?', enter);
  await third.answer('What is it to be called?', enter);
  await choosePeople(third);
  await third.answer('Shall the bot say hello', enter);
  expect(await third.end).toBe(0);
  expect(third.text()).not.toMatch(/Bot token:|App-level token|Account ID:|requests decided|Which plan/);
  const names = [...company.slack.workspace.channels.values()].map(({ name }) => name);
  expect(names.filter((name) => name === 'zoom-approvals-new')).toHaveLength(1);
});

test('what is there is not overwritten without asking', async () => {
  const company = await openCompany();
  const { slack, zoom, folder } = company;
  const { accountId, clientId, clientSecret } = zoom.credentials;
  const policy =
    'approvals: { channel: C0APPROVALS, approvers: [S0ADMINS] }\nadmins: [U0GRACE]\npeople: { email_domains: [example.com] } # mine\n';
  const env = `# mine\nPORT=0\nSLACK_BOT_TOKEN=${slack.botToken}\nSLACK_APP_TOKEN=xapp-old\nZOOM_ACCOUNT_ID=${accountId}\nZOOM_CLIENT_ID=${clientId}\nZOOM_CLIENT_SECRET=${clientSecret}`;
  writeFileSync(join(folder, 'policy.yml'), policy);
  writeFileSync(join(folder, '.env'), env, { mode: 0o644 });
  slack.workspace.scopes.add('groups:write');

  const keeping = sitDown(company);
  await keeping.answer('How shall the Slack app be made?', enter);
  await keeping.answer('There is a bot token already, and it works.', enter);
  await keeping.answer('SLACK_APP_TOKEN of .env cannot be used');
  await keeping.answer('App-level token', slack.appToken, enter);
  await keeping.answer('There is a Zoom app already, and it works.', enter);
  await keeping.answer('Which plan', enter);
  await keeping.answer('policy.yml is there already', down, enter);
  await keeping.answer('Shall the bot say hello', keys.right, enter);
  expect(await keeping.end).toBe(0);
  expect(company.file('policy.yml')).toBe(policy);
  expect(company.file('.env')).toMatch(/^# mine\nPORT=0\n/);
  expect(company.file('.env')).toContain(`SLACK_APP_TOKEN=${slack.appToken}\n`);
  expect(company.mode('.env')).toBe(0o600);

  const replacing = sitDown(company);
  await replacing.answer('How shall the Slack app be made?', enter);
  await replacing.answer('There is a bot token already', enter);
  await replacing.answer('There is an app-level token already', enter);
  await replacing.answer('There is a Zoom app already', enter);
  await replacing.answer('Which plan', enter);
  await replacing.answer('policy.yml is there already', enter);
  await createChannels(replacing);
  await choosePeople(replacing);
  await replacing.answer('Shall the bot say hello', keys.right, enter);
  expect(await replacing.end).toBe(0);
  expect(company.file('policy.yml.old-1')).toBe(policy);
  expect(company.file('policy.yml')).toContain('channel: C0NEW1');
});

/** Runs setup as `npm run setup -- --answers setup.yml` does, in a process of its own. */
async function inItsOwnProcess(company: Company, args: readonly string[]) {
  const child = spawn(process.execPath, [resolve('src/cli/setup.ts'), ...args], {
    cwd: company.folder,
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compileCache, ...company.variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

/** What is said against answers; `null`: nothing. */
async function unattended({ folder, variables }: Company, answers: object): Promise<string | null> {
  const file = join(folder, 'setup.yml');
  writeFileSync(file, stringify(answers));
  try {
    await setUp(
      fromAnswers(readAnswers(file), file, { ...createTerminal(), say: () => undefined }),
      folder,
      variables,
    );
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

test('unattended, from a file: wrong answers are named, right ones do all of it', PROCESSES, async () => {
  const company = await openCompany();
  const { slack, zoom } = company;
  const { accountId, clientId, clientSecret } = zoom.credentials;
  const right = {
    slack_app: 'create',
    slack_config_token: slack.configToken,
    slack_command: '/meet',
    slack_bot_token: slack.botToken,
    slack_app_token: slack.appToken,
    zoom_account_id: accountId,
    zoom_client_id: clientId,
    zoom_client_secret: clientSecret,
    zoom_plan: 'business',
    create_channels: true,
    approval_channel: 'C0APPROVALS',
    notice_channel: '#zoom-notices',
    approvers: ['@admins', 'linus@example.com'],
    admins: ['U0GRACE'],
    email_domains: ['example.com'],
  };
  const wrong: [string, object, RegExp][] = [
    ['a misspelt key', { aprovers: [] }, /setup\.yml: there is no answer “aprovers”.*approvers/],
    [
      'the wrong kind of token',
      { slack_bot_token: slack.appToken },
      /slack_bot_token: That is an app-level token/,
    ],
    [
      'a word that is none of the answers',
      { slack_app: 'perhaps' },
      /slack_app: this takes create or exists\./,
    ],
    ['one where there are several', { approvers: 'grace' }, /approvers: this takes a list, such as/],
    ['a missing answer', { zoom_account_id: undefined }, /zoom_account_id: is missing/],
    ['a wrong secret', { zoom_client_secret: 'wrong' }, /Zoom does not accept this Client ID/],
    [
      'a private channel without the bot',
      { approval_channel: 'secret' },
      /sees no such channel.*\/invite @frontdesk/s,
    ],
    ['a shared channel', { approval_channel: 'agency' }, /#agency: is shared with another organisation/],
    ['a guest', { approvers: ['gus@agency.example.net'] }, /approvers: Gus Guest: is a guest/],
    [
      'nobody of that name',
      { admins: ['nobody@example.com'] },
      /admins: there is no “nobody@example\.com” in Slack/,
    ],
  ];
  for (const [what, answers, problem] of wrong) {
    expect.soft(await unattended(company, { ...right, ...answers }), what).toMatch(problem);
  }
  expect(company.has('policy.yml')).toBe(false);

  // A clone brings it along; nobody has to say that it may be replaced.
  writeFileSync(join(company.folder, 'policy.yml'), readFileSync('policy.yml'));
  writeFileSync(join(company.folder, 'setup.yml'), stringify(right));
  const done = await inItsOwnProcess(company, ['--answers', 'setup.yml']);
  expect(done.stderr).toBe('');
  expect(done.code, done.stdout).toBe(0);
  expect(done.stdout).toContain('type /meet whoami in Slack');
  expect(done.stdout).not.toContain(slack.botToken);
  expect(company.file('.env')).toContain('ZOOM_PLAN=business');
  expect(company.file('policy.yml.old-1')).toContain('Replace the ids with your own');
  expect(done.stdout, 'what is there to be pasted into Zoom’s form').not.toContain('user:read:user:admin');
  const { policy, warnings } = readPolicy(company.file('policy.yml'), commands);
  expect(warnings).toEqual([]);
  expect(policy?.approvals.approvers).toEqual(['S0ADMINS', 'U0LINUS']);
  const hello = slack.workspace.channels
    .get('C0APPROVALS')
    ?.messages.map((one) => one.text)
    .join();
  expect(hello).toContain('Type `/meet`');

  expect(await unattended(company, right)).toMatch(/policy_file: is missing\. policy\.yml is there already/);
  const noTerminal = await inItsOwnProcess(company, []);
  expect(noTerminal.stderr).toContain('run it in a terminal, or give it a file');
});
