import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/commands/define-command.ts';
import { commands } from '../../src/commands/registry.ts';
import { accessFor } from '../../src/policy/access.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { loneTakeovers } from '../../src/policy/takeover.ts';

const base = `approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS, U0OWEN] }
admins: [U0GRACE, U0LINUS]
notices: { channel: C0OPS }
`;
const people = 'people: { email_domains: [example.com] }\n';
const problems = (text: string) => readPolicy(text, commands).problems ?? [];
const policyOf = (rules: string) => {
  const { policy, problems: wrong } = readPolicy(`${base}${people}${rules}`, commands);
  if (!policy) throw new Error(wrong?.join('\n'));
  return policy;
};
const warnings = (rules: string) =>
  readPolicy(`${base}${people}${rules}`, commands).warnings.map(({ line, says }) => `line ${line} ${says}`);
const command = (name: string): Command => {
  const found = commands.find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
};

describe('email domains', () => {
  test('have to be given: an empty list and none at all are refused with what to add', () => {
    for (const text of ['', 'people: {}\n', 'people: { email_domains: [] }\n']) {
      expect
        .soft(problems(base + text), text)
        .toEqual([
          expect.stringMatching(/people\.email_domains is missing.*Add your own.*\[example\.com\] }\.$/),
        ]);
    }
  });

  test('a misspelt block is one mistake, not two', () => {
    expect(problems(`${base}people: { email_domain: [example.com] }\n`)).toEqual([
      expect.stringMatching(/unknown key “email_domain”/),
    ]);
  });

  test('of public mail providers are refused, however they are written', () => {
    const refused = [
      'gmail.com',
      'Gmail.com',
      '"@outlook.com"',
      'hotmail.fr',
      'yahoo.com',
      'yahoo.co.uk',
      'yahoo.com.br',
      'icloud.com',
      'gmx.de',
      'gmx.net',
      'proton.me',
      'live.nl',
      'mail.ru',
    ];
    for (const domain of refused) {
      expect
        .soft(problems(`${base}people: { email_domains: [example.com, ${domain}] }\n`), domain)
        .toEqual([
          expect.stringMatching(/line 4: people\.email_domains has .*, where anybody can get an address/),
        ]);
    }
  });

  test('of organisations are not, even where they resemble one', () => {
    for (const domain of [
      'yahoo-inc.com',
      'gmx.example.com',
      'outlook.studio',
      'mygmail.com',
      'live.bbc.co.uk',
    ]) {
      expect.soft(problems(`${base}people: { email_domains: [${domain}] }\n`), domain).toEqual([]);
    }
  });
});

test('what is for admins by default cannot be opened, by word or by block', () => {
  const forAdmins = commands.filter(({ access }) => access === 'admin').map(({ name }) => name);
  expect(forAdmins).toEqual(expect.arrayContaining(['link', 'unlink', 'delete-user', 'list-users', 'audit']));
  for (const name of forAdmins) {
    for (const access of ['self-service', 'approval']) {
      const words = expect.stringMatching(
        new RegExp(
          `line 5: ${name} is for admins, and ${access} would open it to everybody\\. Use admin or off`,
        ),
      );
      for (const rule of [access, `{ access: ${access} }`]) {
        const found = problems(`${base}${people}commands: { ${name}: ${rule} }`);
        expect.soft(found, `${name}: ${rule}`).toContainEqual(words);
      }
    }
    for (const access of ['admin', 'off']) {
      const found = problems(`${base}${people}commands: { ${name}: ${access} }`);
      expect.soft(found, `${name}: ${access}`).toEqual([]);
    }
  }
});

describe('a second person', () => {
  const takeovers = ['link', 'unlink', 'delete-user'];
  const asAdmin = { forOther: false, slackId: 'U0GRACE' };

  test('is needed for every takeover, also where policy says admin', () => {
    for (const rules of ['', `commands: { ${takeovers.map((name) => `${name}: admin`).join(', ')} }`]) {
      for (const name of takeovers) {
        expect.soft(accessFor(policyOf(rules), command(name), asAdmin), `${name} ${rules}`).toBe('approval');
      }
    }
    const others = { ...asAdmin, forOther: true };
    for (const access of ['approval', 'self-service', 'admin']) {
      const policy = policyOf(`commands: { change-email: ${access} }`);
      expect.soft(accessFor(policy, command('change-email'), others), access).toBe('approval');
    }
    expect(accessFor(policyOf('commands: { change-email: admin }'), command('change-email'), asAdmin)).toBe(
      'approval',
    );
  });

  test('is not needed by the admin whom policy names, for that command only', () => {
    const policy = policyOf('commands: { link: { access: admin, alone: [U0GRACE] } }');
    expect(accessFor(policy, command('link'), asAdmin)).toBe('admin');
    expect(accessFor(policy, command('link'), { ...asAdmin, slackId: 'U0LINUS' })).toBe('approval');
    expect(accessFor(policy, command('link'), { forOther: false, slackId: null })).toBe('approval');
    expect(accessFor(policy, command('unlink'), asAdmin)).toBe('approval');
  });

  test('an exception that does nothing, or names the wrong people, is a mistake', () => {
    const cases: readonly (readonly [rules: string, words: RegExp])[] = [
      ['link: { alone: [U0BEN] }', /link\.alone names U0BEN, who is no admin/],
      ['link: { alone: [S0ADMINS] }', /link\.alone\.0 must be a Slack user id .*not a user group/],
      ['link: { alone: all }', /link\.alone must be a list of Slack user ids/],
      ['set-license: { alone: [U0GRACE] }', /set-license\.alone has no effect/],
      ['set-password: { alone: [U0GRACE] }', /set-password\.alone has no effect/],
      ['token: { access: self-service, alone: [U0GRACE] }', /token\.alone has no effect/],
    ];
    for (const [rules, words] of cases) {
      expect
        .soft(problems(`${base}${people}commands: { ${rules} }`), rules)
        .toEqual([expect.stringMatching(words)]);
    }
  });

  test('a policy with admins but without approvals starts, and warns that they cannot link', () => {
    const text = `admins: [U0GRACE]\n${people}commands: { change-email: off, request-license: off, edit-user: off, delete-user: off, activate: off, deactivate: off, set-license: off, add-ons: off, profile: off, picture: off, settings: off, add-assistant: off, remove-assistant: off, remove-scheduler: off, sign-out: off, return-license: off }`;
    expect(readPolicy(text, commands).warnings.map(({ says }) => says)).toEqual([
      expect.stringMatching(/admins cannot act for others.*link, unlink/),
    ]);
  });
});

describe('a warning at each start', () => {
  test('for what the defaults close and this policy opens', () => {
    const cases: readonly (readonly [rules: string, words: RegExp])[] = [
      ['change-email: self-service', /change-email is self-service: whoever holds .* for good/],
      ['token: self-service', /token is self-service: whoever holds .* can start meetings/],
      ['token: admin', /token is admin: whoever holds .* can start meetings/],
      ['request-license: self-service', /request-license is self-service: everybody takes a licence/],
      ['change-email: { break_glass: true }', /change-email has break_glass: one stolen session/],
      ['link: { alone: [U0GRACE] }', /link needs no second person when U0GRACE asks: one stolen session/],
    ];
    for (const [rules, words] of cases) {
      const found = warnings(`commands: { ${rules} }`);
      expect.soft(found, rules).toEqual([expect.stringMatching(words)]);
      expect.soft(found[0], rules).toMatch(/^line 5 /);
    }
    expect(warnings('')).toEqual([]);
  });
});

describe('who could take over an account alone', () => {
  const alone = (rules: string) =>
    loneTakeovers(policyOf(rules), commands).map(({ slackId, way }) => `${slackId}: ${way}`);

  test('nobody, under the defaults and under what is only more open for one’s own account', () => {
    for (const rules of [
      '',
      'commands: { token: self-service }',
      'commands: { link: { access: admin, needed: 2 }, delete-user: admin }',
      'commands: { change-email: admin, set-password: off }',
      'commands: { request-license: { access: approval, break_glass: true } }',
    ]) {
      expect.soft(alone(rules), rules).toEqual([]);
    }
  });

  test('the named admin, with what follows for whoever is linked', () => {
    const link = 'link: { access: admin, alone: [U0GRACE] }';
    expect(alone(`commands: { ${link} }`)).toEqual([
      'U0GRACE: link without a second person, then set-password as whoever was linked',
    ]);
    expect(alone(`commands: { ${link}, token: self-service, set-password: off }`)).toEqual([
      'U0GRACE: link without a second person, then token as whoever was linked',
    ]);
    expect(alone(`commands: { ${link}, set-password: off }`)).toEqual([
      'U0GRACE: link without a second person, then whatever is self-service as whoever was linked',
    ]);
    expect(alone('commands: { delete-user: { alone: [U0LINUS] } }')).toEqual([
      'U0LINUS: delete-user without a second person',
    ]);
  });

  test('every admin, where there is break glass', () => {
    expect(alone('commands: { change-email: { break_glass: true } }')).toEqual([
      'U0GRACE: change-email by break glass',
      'U0LINUS: change-email by break glass',
    ]);
    expect(alone('commands: { link: { access: admin, break_glass: true, alone: [U0GRACE] } }')).toEqual([
      'U0GRACE: link without a second person, then set-password as whoever was linked',
      'U0LINUS: link by break glass, then set-password as whoever was linked',
    ]);
  });

  test('everybody, where the address is self-service; and then it follows a link', () => {
    expect(alone('commands: { change-email: self-service }')).toEqual([
      'null: change-email is self-service, so a Slack session is enough',
    ]);
    expect(alone('commands: { change-email: self-service, link: { alone: [U0GRACE] } }')).toContain(
      'U0GRACE: link without a second person, then set-password or change-email as whoever was linked',
    );
  });
});
