import type { Text } from '../../languages/text.ts';
/** A language of Zoom's apps and emails. `value` is what is chosen here, in small letters; `code` is Zoom's. */
export interface Language {
  readonly value: string;
  readonly code: string;
  readonly label: Text;
}

const codes: Readonly<Record<string, string>> = {
  'en-US': 'English',
  'de-DE': 'German',
  'es-ES': 'Spanish',
  'fr-FR': 'French',
  'it-IT': 'Italian',
  'pt-PT': 'Portuguese',
  'nl-NL': 'Dutch',
  'pl-PL': 'Polish',
  'sv-SE': 'Swedish',
  'ru-RU': 'Russian',
  'tr-TR': 'Turkish',
  'id-ID': 'Indonesian',
  'vi-VN': 'Vietnamese',
  // Zoom's own code for Japanese.
  'jp-JP': 'Japanese',
  'ko-KO': 'Korean',
  'zh-CN': 'Chinese (simplified)',
  'zh-TW': 'Chinese (traditional)',
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
  const text = typed.toLowerCase().replaceAll('_', '-');
  const known = languages.find(
    ({ value, label }) => [value, label.toLowerCase()].includes(text) || value.split('-')[0] === text,
  );
  const spoken = Object.hasOwn(alsoSpoken, text) ? alsoSpoken[text] : undefined;
  // Another country's variant is the one that Zoom has: `pt-BR` is Portuguese, `en-GB` English.
  return (
    known ??
    languages.find(
      ({ value }) => value === (spoken ?? '') || value.split('-')[0] === (spoken ?? text.split('-')[0]),
    )
  );
}
