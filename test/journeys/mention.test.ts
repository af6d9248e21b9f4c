import { expect, it } from 'vitest';
import { reply, textOf } from '../support/workplace.ts';
import { changesIn } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();

it('“@Frontdesk help” in a channel is answered to who asked, and to nobody else', async () => {
  const ada = day.as('ada');
  await ada.message('@frontdesk help', 'general');
  const answer = await reply(ada, /What would you like to do/);
  expect(textOf(answer)).not.toMatch(/delete-user|audit/);
  expect(day.as('ben').ephemerals()).toEqual([]);
});

it.each([
  ['fr-FR', 'aide', /Que souhaitez-vous faire/],
  ['pt-BR', 'ajuda', /O que você gostaria de fazer/],
  ['en-US', 'hello', /What would you like to do/],
])('in %s somebody says “%s”, and reads the help in their language', async (locale, words, help) => {
  const ben = day.as('ben');
  await ben.speak(locale);
  await ben.message(`@frontdesk ${words}`, 'general');
  await reply(ben, help);
});

it('what else is said to it does nothing; it tells what to type', async () => {
  const ada = day.as('ada');
  await ada.message('@frontdesk return-license please', 'general');
  await reply(ada, /\/zoom help/);
  expect(changesIn(day.place)).toEqual([]);
});
