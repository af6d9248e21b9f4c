import { currentLanguage } from '../../languages/language.ts';
import { type Mrkdwn, md } from '../../views/mrkdwn.ts';
import { plain } from './filler-words.ts';
import { ownLanguage, plainLetters } from './own-language.ts';
import { isDate } from './read-date.ts';

/** "Ben", or "@ben" where Slack made no mention of it. */
const NAME = /^(?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|@\p{L}[\p{L}\p{N}._-]*)$/u;
const NAME_WITH_SAN = /[\p{Script=Han}\p{Script=Katakana}ーA-Za-z](?:さん|様)/u;
const ARTICLE = /^(?:o|a|el|la|den|die)$/i;

/** Whether a word is spelled like the name of a person, such as “Ben”. Nobody is looked up. */
export function isPlainName(word: string): boolean {
  return NAME.test(plain(word, false)) && !isDate(plain(word));
}

/** In German every noun has a capital letter, so a capital says nothing of names. */
export function hasNounsLikeNames(): boolean {
  return currentLanguage().code === 'de';
}

/** "for", in English or in the current language. */
export function isFor(word: string): boolean {
  const small = word.toLowerCase();
  return small === 'for' || ownLanguage()?.forPerson.has(plainLetters(small)) === true;
}

/** An article that stands before a name: "para o Ben". */
export function isArticle(word: string | undefined): boolean {
  return ARTICLE.test(word ?? '');
}

/** The words behind a "for" without an article of the current language before a name. */
export function withoutArticle<T extends { readonly text: string }>(words: readonly T[]): readonly T[] {
  return ownLanguage() && isArticle(words[0]?.text) ? words.slice(1) : words;
}

/** "status of Ben", in any language. */
const OF = /^(?:of|from|von|vom|de|du|do|da|del)$/i;
/** The most words of a reason that are looked at. */
const MAX_WORDS = 100;

/**
 * Whether a text seems to name a person without mentioning them: "for Ben", "workshops for Ben", or just "Ben". It only
 * decides whether a hint is shown, and never whose account is changed.
 */
export function mayNameSomebody(text: string): boolean {
  if (NAME_WITH_SAN.test(text.slice(0, 500))) return true;
  const words = text.split(/\s+/, MAX_WORDS).map((word) => ({ text: word }));
  if (words.length <= 2 && isFor(words[0]?.text ?? '')) return true;
  const isNameAlone = words.length <= 2 && words.every((word) => isPlainName(word.text));
  if (isNameAlone && !hasNounsLikeNames()) return true;
  return words.some((word, i) => {
    const [next] = withoutArticle(words.slice(i + 1, i + 3));
    return (isFor(word.text) || OF.test(word.text)) && next !== undefined && isPlainName(next.text);
  });
}

/**
 * A hint how to name a person, shown beside words that the bot did not understand. Empty if no name seems to be in them.
 *
 * @param own the command is about the account of whoever typed it
 */
export function howToName(unread: Mrkdwn | undefined, own: boolean): Mrkdwn[] {
  if (!unread || !mayNameSomebody(unread.source)) return [];
  return [
    own
      ? md`This is about your own account. If you meant somebody else’s, mention them with @, or give their address.`
      : md`If that’s a person, mention them with @, or give their address.`,
  ];
}
