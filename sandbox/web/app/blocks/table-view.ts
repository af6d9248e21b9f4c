import type { DataTableBlock, TableBlock } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { RichTextView } from './rich-text-view.ts';

type Cell = TableBlock['rows'][number][number];

/** A table; its first row heads the columns, as in Slack. */
export function TableView({ block }: { block: TableBlock | DataTableBlock }): ComponentChildren {
  const [head = [], ...rows] = block.rows;
  const settings = block.type === 'table' ? (block.column_settings ?? []) : [];
  const look = (column: number) =>
    `align-${settings[column]?.align ?? 'left'}${settings[column]?.is_wrapped ? ' wrapped' : ''}`;
  const caption = block.type === 'data_table' ? block.caption : 'Table';
  return html`<div class="block-table" tabindex="0" role="region" aria-label=${caption}>
    <table>
      ${block.type === 'data_table' && html`<caption>${block.caption}</caption>`}
      <thead>
        <tr>${head.map((cell, column) => html`<th scope="col" class=${look(column)}>${cellView(cell)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${row.map((cell, column) => html`<td class=${look(column)}>${cellView(cell)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function cellView(cell: Cell): ComponentChildren {
  return cell.type === 'rich_text' ? h(RichTextView, { block: cell }) : cell.text;
}
