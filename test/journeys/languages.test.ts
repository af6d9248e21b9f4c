import { beforeEach, expect, it } from 'vitest';
import type { Person } from '../../sandbox/slack/person.ts';
import { commands } from '../../src/commands/registry.ts';
import { inLanguage, type Language, loadLanguage } from '../../src/languages/language.ts';
import { text } from '../../src/languages/text.ts';
import { md } from '../../src/views/mrkdwn.ts';
import { directMessage, posted } from '../support/workplace.ts';
import { query } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

/** Ada's Slack is in German, Grace's in Japanese, Mia's in English; channels are told in French. */
const day = useWorkplace({
  policy: `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS] }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
language: fr
`,
});
const { as } = day;
let german: Language;
let french: Language;
let japanese: Language;

beforeEach(async () => {
  [german, french, japanese] = (await Promise.all(['de', 'fr', 'ja'].map(loadLanguage))) as [
    Language,
    Language,
    Language,
  ];
  await as('ada').speak('de-DE');
  await as('grace').speak('ja-JP');
});

const words = (language: Language, message: { readonly words: string }) =>
  inLanguage(language, () => message.words);
const literal = (sentence: string) => new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** English that no German text has: what people typed is in none of these. */
const ENGLISH =
  /\b(the|your|you|is|are|has|have|of|and|to|it|with|for|this|that|by|can|don’t|please|nobody|ask)\b/i;

/** Every text that a person can see, plain or mrkdwn, without links and addresses. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text: own } = value as { type?: string; text?: unknown };
  const isText =
    (type === 'mrkdwn' || type === 'plain_text' || type === 'raw_text') && typeof own === 'string';
  return [...(isText ? [own] : []), ...Object.values(value).flatMap(textsIn)];
}

const withoutData = (shown: string) => shown.replace(/`[^`]*`|<[^>]*>|[\w.+-]+@[\w.-]+/g, '');
const englishIn = (value: unknown) => textsIn(value).filter((shown) => ENGLISH.test(withoutData(shown)));

/** What was answered to a line, to this person only. */
async function answer(person: Person, line: string): Promise<unknown> {
  const before = new Set(person.ephemerals().map((one) => one.ts));
  await person.command(line);
  const said = await person.waitFor(() => person.ephemerals().find((one) => !before.has(one.ts)));
  return said.blocks;
}

it.each([
  'help',
  'help all',
  'status',
  'whoami',
  'my-requests',
  'assistants',
  'permissions',
  'check-email mia@example.com',
  'chnge-email',
  'settings waiting-room on',
])('Ada types %s and reads no English', async (line) => {
  expect(englishIn(await answer(as('ada'), `/zoom ${line}`))).toEqual([]);
});

it('the help for each command is in German', async () => {
  const found: string[] = [];
  for (const { name } of commands) {
    if (['help'].includes(name)) continue;
    found.push(...englishIn(await answer(as('ada'), `/zoom help ${name}`)).map((one) => `${name}: ${one}`));
  }
  expect(found).toEqual([]);
});

it('forms and what is wrong in them are in German', async () => {
  const found: string[] = [];
  for (const command of [
    'change-email',
    'add-assistant',
    'set-password',
    'settings',
    'profile',
    'picture',
    'check-name',
  ]) {
    await as('ada').command(`/zoom ${command}`);
    const form = await day.form('ada', command);
    found.push(...englishIn(form.view).map((one) => `${command}: ${one}`));
    await as('ada').close('top');
  }
  expect(found).toEqual([]);
});

it('one request: asked in German, decided in French, told in German, approved by somebody who reads Japanese, logged in English', async () => {
  await as('ada').command('/zoom change-email ada.king@example.com Wir haben geheiratet');
  const question = await as('ada').waitFor(() =>
    as('ada')
      .ephemerals()
      .find((one) => /confirm:run/.test(JSON.stringify(one.blocks))),
  );
  expect(englishIn(question.blocks)).toEqual([]);
  expect(JSON.stringify(question.blocks)).toContain(words(german, text`Send request`));
  await as('ada').click(question, 'confirm:run');

  const card = await posted(as('linus'), 'zoom-approvals', /Wir haben geheiratet/);
  expect(JSON.stringify(card.blocks)).toContain(words(french, text`Approve`));
  expect(englishIn(card.blocks)).toEqual([]);
  await as('grace').openHome();
  const home = await as('grace').waitFor(
    (seen) => seen.home && JSON.stringify(seen.home).includes('ada.king@example.com') && seen.home,
  );
  expect(JSON.stringify(home.blocks)).toContain(words(japanese, text`Approve`));
  expect(englishIn(home.blocks)).toEqual([]);

  await as('grace').click(card, 'request:approve');
  const outcome = inLanguage(german, () => md`Email changed`.source);
  const told = await directMessage(as('ada'), literal(outcome));
  expect(englishIn(told.blocks)).toEqual([]);
  const notice = await posted(as('linus'), 'zoom-ops', /ada\.king@example\.com|Ada/);
  expect(englishIn(notice.blocks)).toEqual([]);

  const log = await query(day.place, 'SELECT event, changes_json, detail FROM audit ORDER BY seq');
  const changes = log.flatMap(({ changes_json: stored }) => JSON.parse(String(stored)));
  expect(changes[0]).toMatchObject({
    label: 'Zoom email',
    before: 'ada@example.com',
    after: 'ada.king@example.com',
  });
  expect(log.map(({ event }) => event)).toEqual(expect.arrayContaining(['sent', 'approved', 'done']));
});

it('a denial is explained in the language of who asked, in the words of who denied', async () => {
  await as('ada').command('/zoom change-email ada.byron@example.com');
  const asked = await as('ada').waitFor(() =>
    as('ada')
      .ephemerals()
      .find(
        (one) =>
          /ada\.byron/.test(JSON.stringify(one.blocks)) && /confirm:run/.test(JSON.stringify(one.blocks)),
      ),
  );
  await as('ada').click(asked, 'confirm:run');
  const card = await posted(as('linus'), 'zoom-approvals', /ada\.byron@example\.com/);
  await as('grace').click(card, 'request:deny');
  const form = await as('grace').waitFor((seen) => seen.views.find(({ view }) => view.submit));
  expect(englishIn(form.view)).toEqual([]);
  await as('grace').submit('top', { reason: 'Im Moment nicht' });
  const told = await directMessage(as('ada'), /Im Moment nicht/);
  expect(englishIn(told.blocks)).toEqual([]);
});

it('Zoom’s errors and a change of the language, which is noticed at once', async () => {
  const error = await answer(as('ada'), '/zoom add-assistant @ben');
  expect(englishIn(error)).toEqual([]);
  await as('ada').speak('en-GB');
  expect(JSON.stringify(await answer(as('ada'), '/zoom help'))).toContain('What would you like to do?');
});

it.each([
  ['de-DE', 'request-license zwei Wochen Schulungen', /14 Tage/],
  ['de-DE', 'request-license bis 24. Dezember', /24\. Dezember/],
  ['de-DE', 'request-license für immer', /Lizenziert/],
  ['fr-FR', 'request-license jusqu’au 24/12', /24 décembre/],
  ['es-ES', 'request-license hasta el 24 de diciembre', /24 de diciembre/],
  ['pt-BR', 'request-license até 24 de dezembro', /24 de dezembro/],
  ['ja-JP', 'request-license 12月24日まで', /12月24日/],
  ['de-DE', 'settings waiting-room ja', /Warteraum/],
  ['ja-JP', 'settings waiting-room オン', /待機室/],
])('somebody whose Slack is in %s types: %s', async (locale, line, shown) => {
  await as('ben').speak(locale);
  expect(JSON.stringify(await answer(as('ben'), `/zoom ${line}`))).toMatch(shown);
});

it('what is no time opens the form, which says so in German', async () => {
  await as('ben').speak('de-DE');
  await as('ben').command('/zoom request-license bis das Projekt endet');
  const form = await day.form('ben', 'request-license');
  expect(JSON.stringify(form.view)).toContain('bis das Projekt endet');
  expect(englishIn(form.view)).toEqual([]);
  await as('ben').close('top');
});
