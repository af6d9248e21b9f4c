import { ownLanguage, plainLetters } from './own-language.ts';

const ON = /^(on|yes|true|enabled?)$/i;
const OFF = /^(off|no|false|disabled?)$/i;

/** What a word for "on", "off", "yes" or "no" says, in English or in the current language; `undefined`: it is none. */
export function readOnOff(word: string): 'on' | 'off' | undefined {
  if (ON.test(word)) return 'on';
  if (OFF.test(word)) return 'off';
  const own = ownLanguage();
  const plain = plainLetters(word);
  return own?.on.has(plain) ? 'on' : own?.off.has(plain) ? 'off' : undefined;
}
