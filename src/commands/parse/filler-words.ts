import { ownLanguage, plainLetters, withoutPolite } from './own-language.ts';
import { isSomebody, type Token } from './token.ts';

/** Words between the values of a command line: "set-license @ben to basic", "link @mia with mia@example.com". */
const CONNECTING = new Set(
  'to as with is of and the a an my their his her new please for from account address email user : = - -> →'.split(
    ' ',
  ),
);
/** What asks for nothing, and is no reason. */
const POLITE = new Set('please pls plz pretty thanks thank you thx ty kindly cheers'.split(' '));
/** What may stand at the end of a line and says nothing more. */
const COURTESY = new Set(
  `please pls plz thanks thank you thx ty kindly now asap my the zoom account of for me it too ok okay again cheers`.split(
    /\s+/,
  ),
);

/** Leaves out punctuation, and words of courtesy where nothing else is left. */
export function tellingWords(tokens: readonly Token[]): readonly Token[] {
  const words = tokens.filter(
    ({ slackId, text }) => slackId !== undefined || (/[\p{L}\p{N}\p{S}]/u.test(text) && !isEmoji(text)),
  );
  return words.every(({ slackId, text }) => slackId === undefined && isCourtesy(plain(text))) ? [] : words;
}

/** "to", "with", "of": it stands between values and is none. */
export function isConnecting(token: Token): boolean {
  return !isSomebody(token) && CONNECTING.has(plain(token.text) || token.text);
}

/** "please", "thanks". */
export function isPolite({ slackId, text }: Token): boolean {
  return (
    slackId === undefined && (POLITE.has(plain(text)) || isEmoji(text) || isPoliteInOwnLanguage(plain(text)))
  );
}

/** 🙏, or `:pray:` as Slack writes it; a whole row of them is a text. */
function isEmoji(text: string): boolean {
  return (
    text.length <= 42 &&
    /^(?:\p{Extended_Pictographic}|\p{RI}|\p{EMod}|[\u200D\uFE0F]|:[a-z0-9_+-]{1,40}:)+$/u.test(text)
  );
}

function isCourtesy(word: string): boolean {
  return COURTESY.has(word) || isPoliteInOwnLanguage(word);
}

/** "bitte", in the current language. */
export function isPoliteInOwnLanguage(word: string): boolean {
  const own = ownLanguage();
  // Japanese writes several of them without a space: ほどお願いします.
  const last = own?.glued ? withoutPolite(own, word) : word;
  return own?.polite.has(plainLetters(last)) === true;
}

/** Without the punctuation behind it, and in small letters unless capitals matter. */
export function plain(text: string, small = true): string {
  return (small ? text.toLowerCase() : text).replace(/[.,;:!?…。、！？]+$/, '');
}
