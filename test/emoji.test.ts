import { expect, it } from 'vitest';
import { withEmoji } from '../src/emoji.ts';

it.each([
  ['Ada :tada:', 'Ada 🎉'],
  [':wave::skin-tone-2: and :wave::skin-tone-6:', '👋🏻 and 👋🏿'],
  [':heart::skin-tone-3:', '❤️'],
  [':thumbsup::+1:', '👍👍'],
  [':female-technologist: at :de:', '👩‍💻 at 🇩🇪'],
  ['a time 10:30:45, a ratio 4:3:2, :party_parrot:', 'a time 10:30:45, a ratio 4:3:2, :party_parrot:'],
  [':constructor: :__proto__: :toString:', ':constructor: :__proto__: :toString:'],
  ['🎉 as it is', '🎉 as it is'],
])('%s', (typed, read) => {
  expect(withEmoji(typed)).toBe(read);
});
