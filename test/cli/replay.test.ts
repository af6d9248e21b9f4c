import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { defaultPolicy } from '../simulation/people.ts';
import { textOf } from '../support/workplace.ts';
import { operate } from './run.ts';

const rules = `${defaultPolicy}commands:
  change-email: { access: approval, quota: 1 per 30d }
  request-license: { access: approval, max_duration: 30d }
  add-assistant: { access: self-service, allow: [U0GRACE] }
  settings: { when: [{ department: Operations, access: approval, approvers: [manager, U0OWEN], needed: 2 }] }
  return-license: { when: [{ department: [Operations], access: "off" }] }
`;

describe.each(['sqlite', 'postgres'] as const)('npm run policy -- --replay beside a bot on %s', (store) => {
  let desk: OwnProcess;
  beforeAll(async () => {
    desk = await openOwnProcess(store, { policy: rules });
    await desk.start();
    await answered('ada', '/zoom profile display-name Ada K', /display name/i);
    await sent('ada', '/zoom change-email ada.king@example.com I got married');
    await answered('ada', '/zoom change-email ada.k@example.com', /once every/);
    await answered('ben', '/zoom request-license for 60 days', /at most/);
    await sent('ben', '/zoom request-license for 14 days a workshop');
    await sent('grace', '/zoom deactivate @mia');
    await answered('mia', '/zoom sign-out', /sign/i);
    await answered('ada', '/zoom return-license', /not like this/);
    await answered('ada', '/zoom add-assistant @ben', /is only for/);
    await sent('ada', '/zoom settings waiting-room off');
  });
  afterAll(() => desk.close());

  const answered = async (who: string, line: string, words: RegExp) => {
    const person = desk.slack.as(who);
    await person.command(line);
    return person.waitFor(() =>
      [...person.ephemerals(), ...person.dms()].find((one) => words.test(textOf(one))),
    );
  };
  const sent = async (who: string, line: string) => {
    const preview = await answered(who, line, /Send request/);
    await desk.slack.as(who).click(preview, 'confirm:run');
    await desk.slack.as(who).waitFor(() =>
      desk.slack
        .as(who)
        .ephemerals()
        .some((one) => /Sent to /.test(textOf(one))),
    );
  };
  const replay = (policy: string, ...args: string[]) => {
    const file = `${desk.env.POLICY_FILE}.other`;
    writeFileSync(file, policy);
    return operate('policy', [file, '--offline', '--replay', '90d', ...args], { ...desk.env });
  };

  it('each request goes the same way under the rules that it went by', async () => {
    expect(await replay(rules)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('All 10 requests would have gone the same way.'),
    });
  });

  it('names what would have gone another way, in words and as JSON', async () => {
    const other = `${defaultPolicy.replace('[U0GRACE, U0LINUS]', '[U0LINUS]')}commands:
  change-email: { access: approval, needed: 1 }
  request-license: { access: self-service, max_duration: 7d }
  profile: off
`;
    const { code, stdout } = await replay(other);
    expect(code).toBe(3);
    const lines = stdout.replace(/ +/g, ' ');
    expect(lines).toContain('1 profile at once refused: not allowed');
    expect(lines).toContain('1 change-email approval by U0GRACE or U0LINUS approval by U0LINUS');
    expect(lines).toContain('1 change-email refused: too often approval by U0LINUS');
    expect(lines).toContain('1 request-license approval by U0GRACE or U0LINUS refused: too long');
    expect(lines).toContain('1 settings 2 approvals by U0LINUS or U0OWEN at once');
    expect(lines).toContain('1 add-assistant refused: for others only at once');
    expect(lines).toContain('1 deactivate approval by U0GRACE or U0LINUS approval by U0LINUS');
    const { different } = JSON.parse((await replay(other, '--json')).stdout);
    expect(different).toContainEqual({
      id: expect.stringMatching(/^req_/),
      command: 'profile',
      requester: 'U0ADA',
      at: expect.any(String),
      was: { kind: 'at-once' },
      would: { kind: 'refused', by: 'policy' },
    });
  });

  it('a policy with a mistake, and a time that is none, are said', async () => {
    expect(await replay(`${defaultPolicy}commands: { profil: off }`)).toMatchObject({ code: 1 });
    const wrong = await operate('policy', ['--replay', 'yesterday', '--offline'], { ...desk.env });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('is no time') });
  });
});
