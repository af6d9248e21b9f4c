import { catalogue, everywhere } from '../../src/zoom/errors/catalogue.ts';
import { type ErrorKind, guidance } from '../../src/zoom/errors/meanings.ts';
import type { Words } from '../../src/zoom/errors/words/words.ts';
import { cell } from './markdown.ts';

/** `docs/errors.md`: what people read when Zoom says no, and which of Zoom's answers stand behind it. */
export function errorsPage(words: Words): string {
  return [
    '# What people read when Zoom says no',
    '',
    'Zoom answers with codes and sentences of its own. Each is mapped to a *kind*, and each kind has words that',
    'say what is the matter and what to do next. `{…}` is filled in; `[…|…]` says what stands there when Zoom named nothing.',
    '',
    ...(Object.keys(words) as ErrorKind[]).flatMap((kind) => section(kind, words)),
  ].join('\n');
}

function section(kind: ErrorKind, words: Words): string[] {
  const { says, next } = words[kind];
  const { who } = guidance[kind];
  const rows = rowsOf(kind);
  return [
    `## ${kind}`,
    '',
    `> ${says} ${next}`,
    '',
    `Who can put it right: ${{ you: 'the person', admin: 'a Zoom admin', zoom: 'Zoom' }[who]}.`,
    '',
    ...(rows.length > 0 ? ['| operation | code | Zoom’s words |', '|---|---|---|', ...rows, ''] : []),
  ];
}

function rowsOf(kind: ErrorKind): string[] {
  const all = [
    ...Object.entries(catalogue).flatMap(([operation, rows]) => rows.map((row) => ({ operation, ...row }))),
    ...everywhere.map((row) => ({ operation: 'any', ...row })),
  ];
  return all
    .filter((row) => row.kind === kind)
    .map((row) => `| ${row.operation} | ${row.code} | ${row.message ? cell(row.message) : '*any other*'} |`);
}
