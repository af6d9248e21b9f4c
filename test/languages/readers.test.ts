import { expect, it } from 'vitest';
import type { Member } from '../../src/identity/directory.ts';
import { createReaders } from '../../src/languages/readers.ts';

/** Slack's answers about people, as the directory gives them. */
function readersOf(member: (slackId: string) => Promise<Partial<Member> | null>, language = 'en') {
  const directory = { member: (slackId: string) => member(slackId) as Promise<Member | null> };
  return createReaders({ directory, policy: { language } });
}

it('people read the language of their Slack, channels that of the policy', async () => {
  const readers = readersOf(async (id) => ({ locale: id === 'U0LEA' ? 'de-DE' : 'en-US' }), 'fr');
  expect((await readers.person('U0LEA')).code).toBe('de');
  expect((await readers.person('U0ADA')).code).toBe('en');
  expect((await readers.channel()).code).toBe('fr');
});

it('nobody waits for Slack: English at first, and later what was known last', async () => {
  let answer: () => Promise<Partial<Member> | null> = () => new Promise(() => undefined);
  const readers = readersOf(() => answer());
  expect((await readers.person('U0LEA')).code).toBe('en');
  answer = async () => ({ locale: 'ja-JP' });
  expect((await readers.person('U0LEA')).code).toBe('ja');
  readers.changed('U0LEA');
  answer = async () => Promise.reject(new Error('Slack is away'));
  expect((await readers.person('U0LEA')).code).toBe('ja');
  readers.changed('U0LEA');
  answer = async () => ({ locale: 'fr-FR' });
  expect((await readers.person('U0LEA')).code).toBe('fr');
  answer = async () => null;
  expect((await readers.person('U0EVE')).code).toBe('en');
});
