import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import type { ReadContext } from '../../src/commands/context.ts';
import type { AnyValues } from '../../src/commands/field.ts';
import { answerMessage } from '../../src/views/answer.ts';
import { type OnZoom, openZoom } from './on-zoom.ts';

let place: OnZoom;
beforeAll(async () => {
  place = await openZoom();
});
beforeEach(() => place.sandbox.reset());
afterAll(() => place.sandbox.close());

async function shown(name: string, handle: string, values: AnyValues = {}, context?: Partial<ReadContext>) {
  const { blocks, text } = answerMessage(await place.ask(name, handle, values, context));
  expect(invalidBlocks('message', blocks)).toEqual([]);
  expect(text).not.toBe('');
  return JSON.stringify(blocks).replaceAll('\\n', '\n');
}

test('Ada’s status: licence, state, who schedules, and what to do next', async () => {
  const text = await shown('status', 'ada');
  expect(text).toContain('*Licence*\nLicensed');
  expect(text).toContain('*State*\nActive');
  expect(text).toMatch(/\*Last sign-in\*\n\d+ \w+ ago/);
  expect(text).toContain('*Assistants*\nnone');
  expect(text).toContain('*You schedule for*\nnobody');
  expect(text).toContain('command:assistants');
  expect(text).not.toContain('command:request-license');
});

test('Ben has a Basic account: he reads what that means and can request a licence', async () => {
  const text = await shown('status', 'ben');
  expect(text).toContain('With a Basic account, group meetings end after 40 minutes.');
  expect(text).toContain('command:request-license');
});

test('Mia reads for how many people she schedules', async () => {
  expect(await shown('status', 'mia')).toContain('*You schedule for*\n2 people');
});

test('an admin who looks at Grace reads about Grace, without buttons for their own account', async () => {
  const text = await shown('status', 'grace', {}, { forOther: true });
  expect(text).toContain('The Zoom account of Grace Hopper');
  expect(text).toContain('1 person schedules for them');
  expect(text).toContain('*Schedules for*\nnobody');
  expect(text).not.toMatch(/You schedule|command:/);
});

test('whoami tells the state of the account, and what to do if it is not active', async () => {
  expect.soft(await shown('whoami', 'noor')).toContain('Invited: accept the invitation');
  expect.soft(await shown('whoami', 'otto')).toContain('Inactive: you can’t sign in');
  expect.soft(await shown('whoami', 'lea')).toContain('Locked: you can’t sign in');
});

test('whoami tells why this account is taken for one’s own', async () => {
  expect(await shown('whoami', 'ada')).toContain('The account’s address is the one in your Slack profile.');
  const account = place.account('ada');
  const user = await place.zoom.users.get(account.zoomId);
  const linked = await shown('whoami', 'ada', {}, { subject: async () => ({ account, via: 'link', user }) });
  expect(linked).toContain('An admin linked the account to you.');
});

test('whoami about somebody else claims nothing about their Slack profile', async () => {
  const text = await shown('whoami', 'ben', {}, { forOther: true });
  expect(text).toContain('I use this Zoom account for Ben Okafor');
  expect(text).not.toMatch(/Slack profile|linked/);
});

test('assistants: nobody yet, then one with a way to remove them', async () => {
  const before = await shown('assistants', 'ada');
  expect(before).toContain('Nobody schedules meetings for you yet');
  expect(before).not.toContain('command:remove-assistant');
  const after = await shown('assistants', 'grace');
  expect(after).toContain('One person schedules meetings for you');
  expect(after).toContain('mia@example.com');
  expect(after).toContain('command:remove-assistant');
});

test('check-email: an account, an invitation, neither', async () => {
  const answers = {
    'ada@example.com': 'has a Zoom account here',
    'noor@example.com': 'is invited, but hasn’t joined yet',
    'nobody@example.com': 'has no Zoom account here',
  };
  for (const [email, words] of Object.entries(answers)) {
    expect.soft(await shown('check-email', 'ada', { email })).toContain(`${email} ${words}`);
  }
});

test('check-name: free, then taken', async () => {
  expect(await shown('check-name', 'ada', { name: 'ada.lovelace' })).toContain('ada.lovelace is free');
  const taken = place.sandbox.account.users.find((user) => user.vanityName);
  expect(taken).toBeDefined();
  const text = await shown('check-name', 'ada', { name: taken?.vanityName });
  expect(text).toContain('is taken');
  expect(text).toContain('command:check-name');
});

test('what earlier campaigns have saved: the sum in one currency, none where there are two or no price', async () => {
  const one = { endedAt: Date.UTC(2026, 8, 1), asked: 40, answered: 31, returned: 21 };
  const eur = { ...one, saves: 3_780, currency: 'EUR' };
  const history = (
    past: readonly (typeof eur | (typeof one & { saves: number | null; currency: string | null }))[],
  ) =>
    shown(
      'campaign',
      'grace',
      { do: 'history' },
      {
        campaign: { latest: async () => null, past: async () => past, control: async () => undefined },
      },
    );
  expect(await history([])).toContain('No campaign is over yet');
  const two = await history([eur, eur]);
  expect(two).toContain('brought back 42 licences');
  expect(two).toContain('That saves €7,560 a year.');
  expect(two).toMatch(/2026-09-01.*3,?780/);
  expect(await history([eur, { ...eur, currency: 'USD' }])).not.toContain('That saves');
  expect(await history([{ ...one, saves: null, currency: null }])).not.toContain('That saves');
});
