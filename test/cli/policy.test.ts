import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startSlack } from '../../sandbox/slack/server.ts';
import { commands } from '../../src/commands/registry.ts';
import { operate } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'policy.yml');
const policy = async (text: string, env: Record<string, string> = {}, ...args: string[]) => {
  writeFileSync(file, text);
  return operate('policy', args, { POLICY_FILE: file, ...env });
};

const good = `approvals:
  channel: C0APPROVALS
  approvers: [U0GRACE, S0ADMINS]
  expires_after: 72h
  remind_after: 4h
  escalate_after: 24h
  escalate_to: [U0LINUS]
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
commands:
  add-assistant: off
  request-license: { access: approval, needed: 2, expires_after: 12h, max_duration: 90d, quota: 3 per 30d }
  change-email: { access: approval, break_glass: true }
  token: self-service
`;

describe('npm run policy', () => {
  it('explains who may do what, who approves it, where and until when, without colours in a file', async () => {
    const { code, stdout, stderr } = await policy(good);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/People +Whoever has a confirmed address at example\.com in Slack/);
    expect(stdout).toMatch(/Admins +U0GRACE\. They use the admin commands and may act for others/);
    expect(stdout).toMatch(/Outcomes +Each change that was made, failed or was undone is told in C0ZOOMOPS/);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'A One approval, by U0GRACE or anybody in the group S0ADMINS, in C0APPROVALS. After 4 hours they are reminded; after 1 day U0LINUS may decide too; after 3 days the request runs out. B 2 approvals by different people, of U0GRACE or anybody in the group S0ADMINS, in C0APPROVALS. After 4 hours they are reminded; after 12 hours the request runs out.',
    );
    expect(stdout).toMatch(
      /^ {2}request-license +approval B +admins, approval B +3 per 30 days each, at most 90 days$/m,
    );
    expect(stdout).toMatch(/^ {2}change-email +approval A +admins, approval A +break glass$/m);
    expect(stdout).toMatch(/^ {2}delete-user +approval A +approval A$/m);
    expect(stdout).toMatch(/^ {2}status +at once +admins, at once$/m);
    expect(stdout).toMatch(/^ {2}token +at once +nobody$/m);
    expect(stdout).toMatch(
      /^Who can take over an account alone: U0GRACE\n {2}U0GRACE +change-email by break glass\.$/m,
    );
    expect(stdout).toMatch(/Nobody: switched off\n {2}add-assistant\n/);
    for (const { name } of commands) expect(stdout).toMatch(new RegExp(`^ {2}${name}( |$)`, 'm'));
    expect(stdout).toMatch(/policy\.yml is fine: the bot starts with it\.\n$/);
  });

  it('says that nobody can take over an account alone, or who can and how', async () => {
    const quiet = good.replace('  change-email: { access: approval, break_glass: true }\n', '');
    expect((await policy(quiet)).stdout).toMatch(/^Who can take over an account alone: nobody$/m);
    const open = `${quiet}  change-email: self-service\n  link: { access: admin, alone: [U0GRACE] }\n`;
    const { stdout, code } = await policy(open);
    expect(stdout).toMatch(/^Who can take over an account alone: U0GRACE, everybody, their own$/m);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'U0GRACE link without a second person, then set-password or change-email or token as whoever was linked.',
    );
    expect(stdout).toMatch(/link +approval A +– +alone: U0GRACE$/m);
    expect(stdout).toMatch(/warnings about[\s\S]*link needs no second person when U0GRACE asks/);
    expect(code).toBe(0);
  });

  it('reports every mistake at once, each with its line, and exits with 1', async () => {
    const { code, stdout } = await policy(`approvals:
  chanel: C0APPROVALS
  approvers: [U0GRACE, "#general"]
  remind_after: soon
admins: [S0ADMINS]
admin: [U0GRACE]
commands:
  stauts: off
  status: approval
  check-email: { quota: 3 per 30d }
  add-assistant: { max_duration: 3d }
  set-password: approval
  create-user: { break_glass: true, needed: 0 }
  unlink: { break_glass: true }
  delete-user: { access: admin, needed: 1, break_glass: true }
  unlink: off
`);
    const found = stdout.match(/^ {2}(line \d+)? .*/gm) ?? [];
    const expected = [
      /line 2 .*unknown key “chanel”\. Did you mean “channel”\?/,
      /line 3 .*approvals\.approvers\.1 must be a Slack user id/,
      /line 4 .*remind_after “soon” is no duration/,
      /line 5 .*admins\.0 must be a Slack user id \(U… or W…\), not a user group/,
      /line 6 .*unknown key “admin”\. Did you mean “admins”\?/,
      /line 8 .*no command “stauts”\. Did you mean “status”\?/,
      /line 9 .*status only shows something, at once/,
      /line 10 .*check-email only shows something, and a quota counts changes/,
      /line 11 .*add-assistant is not asked for a time/,
      /line 12 .*set-password cannot need an approval/,
      /line 13 .*needed must be at least 1/,
      /line 15 .*no such channel|line 15 .*notice/,
      /people\.email_domains is missing/,
      /line 16 .*the key “unlink” stands here a second time/,
    ];
    for (const words of expected) expect(found).toContainEqual(expect.stringMatching(words));
    expect(stdout).toContain(`14 mistakes in`);
    expect(code).toBe(1);
  });

  it('lists warnings and exits with 0', async () => {
    const { code, stdout } = await policy(
      good.replace('[U0GRACE, S0ADMINS]', '[U0GRACE, S0ADMINS, U0GRACE]'),
    );
    expect(stdout).toMatch(/3 warnings about .*\n {2}line 3 +U0GRACE stands twice/);
    expect(stdout).toMatch(/line 14 +change-email has break_glass: one stolen session/);
    expect(stdout).toMatch(/line 15 +token is self-service: whoever holds somebody’s Slack session/);
    expect(code).toBe(0);
  });

  it('shows names from Slack and reports what does not exist there', async () => {
    const slack = await startSlack();
    const env = { SLACK_BOT_TOKEN: slack.botToken, SLACK_API_URL: slack.apiUrl };
    try {
      const named = (await policy(good, env)).stdout;
      expect(named).toContain('Grace Hopper (U0GRACE)');
      expect(named.replace(/\s+/g, ' ')).toMatch(
        /anybody in @\S+ \(S0ADMINS\), in #zoom-approvals \(C0APPROVALS\)/,
      );
      const calls = slack.log.length;
      expect((await policy(good, env, '--offline')).stdout).not.toContain('Grace Hopper');
      expect(slack.log).toHaveLength(calls);
      const lost = await policy(good.replace('C0ZOOMOPS', 'C0GONE').replace('[U0LINUS]', '[U0NOBODY]'), env);
      expect(lost.stdout).toMatch(/1 mistake[\s\S]*the notice channel C0GONE cannot be read/);
      expect(lost.stdout).toMatch(/3 warnings[\s\S]*U0NOBODY is unknown in Slack/);
      expect(lost.code).toBe(1);
    } finally {
      await slack.close();
    }
  });

  it('explains the policy also when Slack does not answer', async () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_API_URL: 'http://127.0.0.1:1/' };
    const { code, stdout } = await policy(good, env);
    expect(stdout).toMatch(/Slack was not asked/);
    expect(stdout).toContain('change-email');
    expect(code).toBe(0);
  });
});
