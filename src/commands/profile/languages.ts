import { inEnglish, type Text, text } from '../../languages/text.ts';

/** A language of Zoom's apps and emails. `value` is what is chosen here, in small letters; `code` is Zoom's. */
export interface Language {
  readonly value: string;
  readonly code: string;
  readonly label: Text;
}

const codes: Readonly<Record<string, Text>> = {
  'en-US': text`English`,
  'de-DE': text`German`,
  'es-ES': text`Spanish`,
  'fr-FR': text`French`,
  'it-IT': text`Italian`,
  'pt-PT': text`Portuguese`,
  'nl-NL': text`Dutch`,
  'pl-PL': text`Polish`,
  'sv-SE': text`Swedish`,
  'ru-RU': text`Russian`,
  'tr-TR': text`Turkish`,
  'id-ID': text`Indonesian`,
  'vi-VN': text`Vietnamese`,
  // Zoom's own code for Japanese.
  'jp-JP': text`Japanese`,
  'ko-KO': text`Korean`,
  'zh-CN': text`Chinese (simplified)`,
  'zh-TW': text`Chinese (traditional)`,
};

export const languages: readonly Language[] = Object.entries(codes).map(([code, label]) => ({
  value: code.toLowerCase(),
  code,
  label,
}));

/** Languages as people call them, and codes that others have. */
const alsoSpoken: Readonly<Record<string, string>> = {
  ja: 'jp',
  'ja-jp': 'jp',
  deutsch: 'de',
  español: 'es',
  espanol: 'es',
  français: 'fr',
  francais: 'fr',
  italiano: 'it',
  português: 'pt',
  portugues: 'pt',
  polski: 'pl',
  chinese: 'zh-cn',
  'zh-hans': 'zh-cn',
  'zh-hant': 'zh-tw',
  'zh-hk': 'zh-tw',
};

/** The language that somebody means by its name or code. */
export function findLanguage(typed: string): Language | undefined {
  const said = typed.toLowerCase().replaceAll('_', '-');
  const known = languages.find(
    ({ value, label }) =>
      [value, inEnglish(label).toLowerCase()].includes(said) || value.split('-')[0] === said,
  );
  const spoken = Object.hasOwn(alsoSpoken, said) ? alsoSpoken[said] : undefined;
  // Another country's variant is the one that Zoom has: `pt-BR` is Portuguese, `en-GB` English.
  return (
    known ??
    languages.find(
      ({ value }) => value === (spoken ?? '') || value.split('-')[0] === (spoken ?? said.split('-')[0]),
    )
  );
}
