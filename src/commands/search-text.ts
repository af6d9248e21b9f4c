/** Letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
};

/**
 * A text as it is compared in a search: without accents, case, compatibility forms and apostrophes, and with every dash as
 * a space, so that `muller` finds Müller, `obrien` finds O’Brien and `ipek` finds İpek.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþıħŋ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/['’‘ʼ`´′＇]/g, '')
    .replace(/[\p{Pd}_\s]+/gu, ' ')
    .trim();
}

/** Whether a text has every word of the search, in any order. */
export function foundIn(text: string, search: string): boolean {
  const folded = foldForSearch(text);
  return foldForSearch(search)
    .split(' ')
    .every((word) => folded.includes(word));
}
