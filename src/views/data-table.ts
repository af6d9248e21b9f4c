import type { DataTableBlock, KnownBlock } from '@slack/types';
import { oneLine } from '../clean-text.ts';
import { dayInUtc, number } from '../languages/formats.ts';
import { type Text, wordsOf } from '../languages/text.ts';
import { list } from './blocks.ts';
import { withoutDirectionMarks } from './escape.ts';
import { bold, cutPlain, join, md } from './mrkdwn.ts';

/** Rows and columns that people sort and leaf through, independent of Block Kit. */
export interface Table {
  /** What it holds; Slack shows it above the table, and screen readers say it. */
  readonly caption: Text;
  readonly columns: readonly TableColumn[];
  /** As many cells in each row as there are columns; the first names the row. */
  readonly rows: readonly (readonly TableCell[])[];
}

interface TableColumn {
  readonly title: Text;
  /** How the cells are sorted and shown. A date is a number, milliseconds since 1970, and shown as its day in UTC. */
  readonly type: 'text' | 'number' | 'date';
}

/** `null` where nothing is known: a dash says so. */
type TableCell = string | Text | number | null;

/** Of 101 rows one is the heading (docs of the data table block). */
const ROWS_MAX = 100;
/** Slack takes 10,000 characters in all cells, and about 13,200 in a message. */
const CHARACTERS_MAX = 9_000;
const TITLE_MAX = 40;
/** The most characters that a cell shows. */
const CELL_MAX = 128;
/** Rows seen at a time; Slack leafs through the others. */
const PAGE_SIZE = 10;

/** The block, with as many rows as Slack takes; none for a table without rows, which Slack refuses. */
export function dataTable(table: Table): DataTableBlock[] {
  const shown = table.rows.slice(0, rowsThatFit(table));
  if (shown.length === 0) return [];
  return [
    {
      type: 'data_table',
      caption: cutPlain(oneLine(table.caption.words), CELL_MAX),
      page_size: PAGE_SIZE,
      row_header_column_index: 0,
      rows: [
        table.columns.map(({ title }) => textCell(title.words, TITLE_MAX)),
        ...shown.map(cellsOf(table)),
      ],
    },
  ];
}

/** How many rows of the table Slack takes in one message. Of a table with short cells a hundred fit. */
export function rowsThatFit(table: Table): number {
  const toCells = cellsOf(table);
  let length = table.columns.length * TITLE_MAX;
  const end = table.rows.findIndex((row) => {
    length += toCells(row).reduce((sum, cell) => sum + cell.text.length, 0);
    return length > CHARACTERS_MAX;
  });
  return Math.min(ROWS_MAX, end < 0 ? table.rows.length : end);
}

/** The same blocks with lists in place of tables, where Slack shows none, such as in a modal. */
export function tablesAsLists(blocks: readonly KnownBlock[]): KnownBlock[] {
  return blocks.flatMap((block) => (block.type === 'data_table' ? tableAsList(block) : [block]));
}

/** The rows as a list: "*Ada Lovelace*  ·  Licence: Basic". */
function tableAsList({ rows: [heading = [], ...rows] }: DataTableBlock) {
  return list(
    rows.map((row) => {
      const [first, ...others] = row.map(wordsIn);
      const said = others.map((words, i) => md`${wordsIn(heading[i + 1])}: ${words}`);
      return join([bold(first ?? ''), ...said.filter((_, i) => others[i] !== NOTHING)], '  ·  ');
    }),
  );
}

type BlockCell = DataTableBlock['rows'][number][number];
type PlainCell = Exclude<BlockCell, { type: 'rich_text' }>;

const wordsIn = (cell: BlockCell | undefined) => (cell && 'text' in cell ? cell.text : '');

const NOTHING = '–';

function cellsOf({ columns }: Table) {
  return (row: readonly TableCell[]): PlainCell[] =>
    columns.map(({ type }, i) => {
      const cell = row[i] ?? null;
      if (typeof cell !== 'number') return textCell(wordsOf(cell ?? ''), CELL_MAX);
      // A date sorts by its value, whatever it is written like.
      const text = type === 'date' ? dayInUtc(cell) : number(cell).words;
      return type === 'text' ? textCell(text, CELL_MAX) : { type: 'raw_number', value: cell, text };
    });
}

/** Plain text, as Slack shows it in a cell: nothing in it is read as formatting or a mention. */
function textCell(text: string, max: number): PlainCell {
  return { type: 'raw_text', text: cutPlain(withoutDirectionMarks(oneLine(text)), max) || NOTHING };
}
