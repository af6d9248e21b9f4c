import { catalogue, everywhere } from '../../src/zoom/errors/catalogue.ts';
import type { ErrorKind } from '../../src/zoom/errors/error-kinds.ts';
import type { Messages } from '../../src/zoom/errors/messages/messages.ts';
import { cell } from './markdown.ts';

/** `docs/errors.md`: what people read when Zoom refuses a call, and which of Zoom's errors it stands for. */
export function errorsPage(messages: Messages): string {
  return [
    '# What people read when Zoom says no',
    '',
    'Zoom answers with codes and sentences of its own. Each is mapped to a *kind*, and each kind has words that',
    'say what is the matter and what to do next. `{…}` is filled in; `[…|…]` says what stands there when Zoom named nothing.',
    '',
    ...(Object.keys(messages) as ErrorKind[]).flatMap((kind) => section(kind, messages)),
  ].join('\n');
}

function section(kind: ErrorKind, messages: Messages): string[] {
  const { says, next } = messages[kind];
  const rows = rowsOf(kind);
  return [
    `## ${kind}`,
    '',
    `> ${says} ${next}`,
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
