import type { DataTableBlock } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../view/icons.ts';
import { WithPictures } from './emoji-view.ts';
import { RichTextView } from './rich-text-view.ts';

type Row = DataTableBlock['rows'][number];
type Cell = Row[number];

interface Order {
  readonly column: number;
  readonly descending: boolean;
}

/** Slack's, where a block does not say. */
const defaultPageSize = 5;

/** A table that is sorted by its headings and leafed through, a few rows at a time. */
export function DataTableView({ block }: { block: DataTableBlock }): ComponentChildren {
  const [order, setOrder] = useState<Order | null>(null);
  const [wanted, setPage] = useState(0);
  const [head = [], ...rows] = block.rows;
  const size = block.page_size ?? defaultPageSize;
  const last = Math.max(0, Math.ceil(rows.length / size) - 1);
  const page = Math.min(wanted, last);
  const shown = sorted(rows, order).slice(page * size, (page + 1) * size);
  const sortBy = (column: number) => {
    setOrder(nextOrder(order, column));
    setPage(0);
  };
  return html`<div class="data-table">
    <div class="block-table" tabindex="0" role="region" aria-label=${block.caption}>
      <table>
        <caption><span class="caption">${block.caption}</span></caption>
        <thead>
          <tr>
            ${head.map((cell, column) => h(Heading, { cell, order: order?.column === column ? order : null, sort: () => sortBy(column) }))}
          </tr>
        </thead>
        <tbody>
          ${shown.map((row) => html`<tr>${row.map((cell, column) => cellOf(cell, column === (block.row_header_column_index ?? 0)))}</tr>`)}
        </tbody>
      </table>
    </div>
    ${last > 0 && h(Pager, { first: page * size + 1, shown: shown.length, all: rows.length, turn: (by: number) => setPage(Math.min(last, Math.max(0, page + by))) })}
  </div>`;
}

interface HeadingProps {
  readonly cell: Cell;
  /** How the table is sorted, where it is by this column. */
  readonly order: Order | null;
  readonly sort: () => void;
}

/** The name of a column; a click sorts by it, another one the other way round, a third as the app sent it. */
function Heading({ cell, order, sort }: HeadingProps): ComponentChildren {
  const direction = order ? (order.descending ? 'descending' : 'ascending') : undefined;
  return html`<th scope="col" aria-sort=${direction ?? 'none'}>
    <button type="button" class="sort" onClick=${sort}>
      ${wordsOf(cell)}<span class=${`sort-sign sort-${direction ?? 'none'}`}>${h(Icon, { name: direction ? 'sorted' : 'sortable' })}</span>
    </button>
  </th>`;
}

function cellOf(cell: Cell, namesRow: boolean): ComponentChildren {
  const content =
    cell.type === 'rich_text' ? h(RichTextView, { block: cell }) : h(WithPictures, { text: cell.text });
  return namesRow ? html`<th scope="row">${content}</th>` : html`<td>${content}</td>`;
}

interface PagerProps {
  readonly first: number;
  readonly shown: number;
  readonly all: number;
  readonly turn: (by: number) => void;
}

/** "6–10 of 23" between the ways back and on. At either end a way stays where it is, so that the focus does. */
function Pager({ first, shown, all, turn }: PagerProps): ComponentChildren {
  const atEnd = first + shown > all;
  return html`<div class="pager" role="group" aria-label="Pages of the table">
    <button type="button" class="icon-button" aria-label="Rows before" aria-disabled=${first === 1} onClick=${() => turn(-1)}>
      ${h(Icon, { name: 'back' })}
    </button>
    <span role="status">${first}–${first + shown - 1} of ${all}</span>
    <button type="button" class="icon-button pager-on" aria-label="Further rows" aria-disabled=${atEnd} onClick=${() => turn(1)}>
      ${h(Icon, { name: 'back' })}
    </button>
  </div>`;
}

/** Up, then down, then as the app sent it. */
function nextOrder(order: Order | null, column: number): Order | null {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? null : { column, descending: true };
}

/** Numbers by their value, texts as people look them up; cells without a number come last either way. */
function sorted(rows: readonly Row[], order: Order | null): readonly Row[] {
  if (!order) return rows;
  const { column, descending } = order;
  const numeric = rows.some((row) => row[column]?.type === 'raw_number');
  const sign = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [one[column], other[column]];
    if (!numeric) return sign * wordsOf(a).localeCompare(wordsOf(b), undefined, { numeric: true });
    const [x, y] = [numberOf(a), numberOf(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return sign * (x - y);
  });
}

const numberOf = (cell: Cell | undefined) => (cell?.type === 'raw_number' ? cell.value : undefined);

function wordsOf(cell: Cell | undefined): string {
  if (!cell) return '';
  return cell.type === 'rich_text' ? JSON.stringify(cell.elements) : cell.text;
}
