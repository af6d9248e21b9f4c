import { catalogue, everywhere } from '../../src/zoom/errors/catalogue.ts';
import { guidance, type Meaning } from '../../src/zoom/errors/meanings.ts';
import type { Words } from '../../src/zoom/errors/words/words.ts';
import { cell } from './markdown.ts';

/** `docs/errors.md`: what people read when Zoom says no, and which of Zoom's answers stand behind it. */
export function errorsPage(words: Words): string {
  return [
    '# What people read when Zoom says no',
    '',
    'Zoom answers with codes and sentences of its own. Each is mapped to a *meaning*, and each meaning has words that',
    'say what is the matter and what to do next. `{…}` is filled in; `[…|…]` says what stands there when Zoom named nothing.',
    '',
    ...(Object.keys(words) as Meaning[]).flatMap((meaning) => section(meaning, words)),
  ].join('\n');
}

function section(meaning: Meaning, words: Words): string[] {
  const { says, next } = words[meaning];
  const { who } = guidance[meaning];
  const rows = rowsOf(meaning);
  return [
    `## ${meaning}`,
    '',
    `> ${says} ${next}`,
    '',
    `Who can put it right: ${{ you: 'the person', admin: 'a Zoom admin', zoom: 'Zoom' }[who]}.`,
    '',
    ...(rows.length > 0 ? ['| operation | code | Zoom’s words |', '|---|---|---|', ...rows, ''] : []),
  ];
}

function rowsOf(meaning: Meaning): string[] {
  const all = [
    ...Object.entries(catalogue).flatMap(([operation, rows]) => rows.map((row) => ({ operation, ...row }))),
    ...everywhere.map((row) => ({ operation: 'any', ...row })),
  ];
  return all
    .filter((row) => row.meaning === meaning)
    .map((row) => `| ${row.operation} | ${row.code} | ${row.message ? cell(row.message) : '*any other*'} |`);
}
