import { expect, test } from 'vitest';
import { mayNameSomebody } from '../../src/commands/parse/plain-names.ts';
import { inLanguage, loadLanguage } from '../../src/languages/language.ts';

/** Reasons by the language of who typed them. */
const reasons = {
  en: {
    naming: [
      'for Ben',
      'for ben',
      'Ben',
      'Ben Okafor',
      'workshops for Ben',
      'for Ben workshops',
      'licence of Ben',
      'for @ben.okafor',
    ],
    others: [
      'weekly customer workshops',
      'for Ben’s workshop',
      'I got married',
      'for our new team',
      'until Friday',
      'for Friday’s class',
      '',
    ],
  },
  de: {
    naming: ['für Ben', 'fuer Ben', 'Workshops für Ben', 'für Ben, weil er lehrt', 'für workshops'],
    others: ['Workshops', 'Schulungen im Mai', 'ich habe geheiratet', 'weil ich unterrichte'],
  },
  fr: { naming: ['pour Ben', 'ateliers pour Ben'], others: ['pour des ateliers', 'je me suis mariée'] },
  es: { naming: ['para Ben', 'talleres para la Ana'], others: ['para talleres semanales', 'me he casado'] },
  'pt-BR': { naming: ['para o Ben', 'aulas pra Ana'], others: ['para aulas semanais', 'casei'] },
  ja: { naming: ['田中さんの授業', 'Benさんのため'], others: ['毎週の授業', '結婚しました'] },
};

test.each(Object.entries(reasons))(
  'a reason that may name somebody: %s',
  async (code, { naming, others }) => {
    inLanguage(await loadLanguage(code), () => {
      for (const one of naming) expect.soft(mayNameSomebody(one), one).toBe(true);
      for (const one of others) expect.soft(mayNameSomebody(one), one).toBe(false);
    });
  },
);
