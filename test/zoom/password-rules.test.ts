import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { explainPasswordRules, type PasswordRule, passwordProblems } from '../../src/zoom/password-rules.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { connect, failure } from './open.ts';

describe('what is known before Zoom is asked', () => {
  const cases: [string, PasswordRule[]][] = [
    ['Tangerine-Boat-27', []],
    ['Übergröße-Maß-9', []],
    ['Kurz-27', ['password-too-short']],
    [`Tangerine-27-${'xy'.repeat(10)}`, ['password-too-long']],
    [`Tangerine-27-${'xy'.repeat(9)}x`, []],
    ['27-27-27-28', ['password-needs-letter', 'password-needs-both-cases']],
    ['Tangerine-Boat', ['password-needs-number']],
    ['tangerine-27', ['password-needs-both-cases']],
    ['TANGERINE-27', ['password-needs-both-cases']],
    ['Boat-abcdef-27', ['password-sequence']],
    ['Boat-aBcDeF-27', ['password-sequence']],
    ['Boat-fedcba-27', ['password-sequence']],
    ['Boat-123456', ['password-sequence']],
    ['Boat-12345-27', []],
    ['Boat-123454321-27', []],
    ['Password1', ['password-too-easy']],
    ['P@$$w0rd27!', ['password-too-easy']],
    ['Passwort2026', ['password-too-easy']],
    ['Qwertz-27', ['password-too-easy']],
    ['aaaaaaaaa', ['password-needs-number', 'password-needs-both-cases', 'password-one-character']],
    [
      '',
      ['password-too-short', 'password-needs-letter', 'password-needs-number', 'password-needs-both-cases'],
    ],
  ];
  test('the rules that a password breaks', () => {
    for (const [password, rules] of cases) expect.soft(passwordProblems(password), password).toEqual(rules);
  });

  test('the account may ask for more, or for less', () => {
    expect(passwordProblems('Boat27x', { minimumLength: 6 })).toEqual([]);
    expect(passwordProblems('Tangerine-27', { minimumLength: 14 })).toEqual(['password-too-short']);
    expect(passwordProblems('Tangerine27', { specialCharacter: true })).toEqual(['password-needs-special']);
    expect(passwordProblems('Tangerine 27', { specialCharacter: true })).toEqual(['password-needs-special']);
    expect(passwordProblems('Tangerine_27', { specialCharacter: true })).toEqual([]);
  });

  test('neither the owner’s name nor the address makes a password', () => {
    const ada = { email: 'ada.lovelace@example.com', name: 'Ada King-Noel' };
    for (const password of ['Lovelace-1815', 'my-L0velace-9', 'xNoelx-1815']) {
      expect(passwordProblems(password, ada)).toEqual(['password-too-easy']);
    }
    // Three letters turn up by chance, and the domain is no name.
    expect(passwordProblems('Canada-1815', ada)).toEqual([]);
    expect(passwordProblems('Example-1815', ada)).toEqual([]);
  });

  test('any text can be checked, and each rule is reported once', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.emailAddress(), (password, name, email) => {
        const rules = passwordProblems(password, { name, email });
        expect(new Set(rules).size).toBe(rules.length);
      }),
      { seed: 1 },
    );
  });
});

describe('in words', () => {
  test('a rule says its number', () => {
    const [explained] = explainPasswordRules(['password-too-short'], { minimumLength: 10 });
    expect(explained).toMatchObject({
      kind: 'password-too-short',
      says: 'The password needs at least {number} characters.',
      values: { number: '10' },
    });
  });
});

describe('together with Zoom', async () => {
  const sandbox = await useZoom();
  let zoom: Zoom;
  beforeEach(() => {
    zoom = connect(sandbox);
  });
  const ada = person('ada').zoom?.id ?? '';

  test('Zoom refuses a password for one of the reasons that were known before', async () => {
    const passwords = [
      'Kurz-27',
      '27-27-27-28',
      'Tangerine-Boat',
      'tangerine-27',
      'Boat-123456',
      'Password1',
    ];
    for (const password of [...passwords, 'aaaaaaaaa']) {
      const error = await failure(zoom.users.setPassword(ada, password));
      expect.soft(passwordProblems(password), password).toContain(error.kind);
    }
  });

  test('a password without a problem is accepted', async () => {
    await zoom.users.setPassword(ada, 'Tangerine-Boat-27');
    expect(sandbox.changes).toMatchObject([{ operation: 'updatePassword', userId: ada }]);
  });
});
