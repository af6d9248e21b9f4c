import { describe, expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { text } from '../../src/languages/text.ts';
import { dataTable, rowsThatFit, type Table, tablesAsLists } from '../../src/views/data-table.ts';

const idle = (rows: Table['rows']): Table => ({
  caption: text`Idle licences`,
  columns: [
    { title: text`Name`, type: 'text' },
    { title: text`Meetings`, type: 'number' },
    { title: text`Last sign-in`, type: 'date' },
  ],
  rows,
});
const ada = ['Ada\n*Lovelace*', 1_234, Date.UTC(2026, 10, 23, 23)];

describe('a table', () => {
  test('has text as it is, and numbers and dates that sort by their value', () => {
    const [block] = dataTable(idle([ada, ['Ben', null, null]]));
    expect(block).toEqual({
      type: 'data_table',
      caption: 'Idle licences',
      page_size: 10,
      row_header_column_index: 0,
      rows: [
        ['Name', 'Meetings', 'Last sign-in'].map((text) => ({ type: 'raw_text', text })),
        [
          { type: 'raw_text', text: 'Ada *Lovelace*' },
          { type: 'raw_number', value: 1_234, text: '1,234' },
          { type: 'raw_number', value: ada[2], text: '23 Nov 2026' },
        ],
        ['Ben', '–', '–'].map((text) => ({ type: 'raw_text', text })),
      ],
    });
  });

  test('without rows is none, which Slack would refuse', () => {
    expect(dataTable(idle([]))).toEqual([]);
  });

  test.each([
    ['short', 'Ada', 100],
    ['long', 'x'.repeat(500), 63],
  ])('has as many rows with %s names as Slack takes', (_, name, count) => {
    const table = idle(Array.from({ length: 300 }, () => [name, 1, 0]));
    expect(rowsThatFit(table)).toBe(count);
    const blocks = dataTable(table);
    expect(blocks[0]?.rows).toHaveLength(count + 1);
    expect(invalidBlocks('message', blocks)).toEqual([]);
  });

  test('is a list in a modal, without what is not known', () => {
    const blocks = tablesAsLists(dataTable(idle([ada, ['Ben', 3, null]])));
    const text = JSON.stringify(blocks);
    expect(text).toContain('*Ada ∗Lovelace∗*  ·  Meetings: 1,234  ·  Last sign-in: 23 Nov 2026');
    expect(text).toContain('*Ben*  ·  Meetings: 3');
    expect(text).not.toMatch(/Ben.*Last sign-in/);
    const title = { type: 'plain_text', text: 'Idle' };
    expect(invalidBlocks('modal', { type: 'modal', title, blocks })).toEqual([]);
  });
});
