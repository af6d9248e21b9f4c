import { describe, expect, test } from 'vitest';
import { invalidBlocks } from '../../../sandbox/slack/block-kit.ts';
import { buttons, form, option, plain, section } from './forms.ts';

const home = { type: 'home', blocks: [section('Welcome')] };
const select = (more: object) => ({
  type: 'section',
  text: plain('Choose'),
  accessory: { type: 'static_select', action_id: 's', options: [option('a')], ...more },
});

describe('Block Kit that Slack takes', () => {
  test('accepts a message, a form and a Home tab', async () => {
    for (const [surface, value] of [
      ['message', [section('hi'), ...buttons('a', 'b')]],
      ['modal', form()],
      ['home', home],
    ] as const) {
      expect.soft(invalidBlocks(surface, value), surface).toEqual([]);
    }
  });
});

describe('Block Kit that Slack refuses', () => {
  test('refuses what breaks a rule, with a pointer to it', async () => {
    for (const [what, surface, value, pointer] of [
      [
        'a button label over 75 characters',
        'message',
        buttons('x'.repeat(76)),
        '/blocks/0/elements/0/text/text',
      ],
      [
        'more than 50 blocks in a message',
        'message',
        Array.from({ length: 51 }, () => section('x')),
        '/blocks',
      ],
      ['an unknown field', 'message', [{ ...section('x'), colour: 'red' }], '/blocks/0'],
      ['the same block_id twice', 'message', [...buttons('a'), ...buttons('b')], '/blocks/1/block_id'],
      ['the same action_id twice in a block', 'message', buttons('a', 'a'), '/blocks/0'],
      [
        'an initial option that is no option',
        'message',
        [select({ initial_option: option('b') })],
        '/blocks/0',
      ],
      ['a title over 24 characters', 'modal', form({ title: plain('x'.repeat(25)) }), '/view/title/text'],
      ['a form without a submit button', 'modal', { ...form(), submit: undefined }, '/view'],
      [
        'private_metadata over 3000',
        'modal',
        form({ private_metadata: 'x'.repeat(3001) }),
        '/view/private_metadata',
      ],
      ['two tables in a message', 'message', [table(), table()], '/blocks/1'],
      ['a Home tab with a title', 'home', { ...home, title: plain('x') }, '/view'],
    ] as const) {
      const found = invalidBlocks(surface, JSON.parse(JSON.stringify(value)));
      expect.soft(found.join('\n'), what).toContain(`[json-pointer:${pointer}]`);
    }
  });
});

describe('elements on surfaces that do not take them', () => {
  const input = (type: string) => ({ type: 'input', label: plain('x'), element: { type, action_id: 'a' } });
  const number = { ...input('number_input'), element: { type: 'number_input', is_decimal_allowed: false } };
  const workflow = {
    type: 'workflow_button',
    text: plain('Start'),
    action_id: 'w',
    workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft0123/xyz' } },
  };
  const actions = (element: object) => ({ type: 'actions', elements: [element] });
  const multi = { type: 'multi_users_select', action_id: 'm' };
  const blocks = [
    ['email_text_input', input('email_text_input'), ['modal']],
    ['url_text_input', input('url_text_input'), ['modal']],
    ['number_input', number, ['modal']],
    ['file_input', input('file_input'), ['modal']],
    ['rich_text_input', input('rich_text_input'), ['modal', 'home']],
    ['datetimepicker', input('datetimepicker'), ['message', 'modal']],
    ['datetimepicker in actions', actions({ type: 'datetimepicker', action_id: 'd' }), ['message', 'modal']],
    ['workflow_button', actions(workflow), ['message']],
    ['rich_text_input in actions', actions({ type: 'rich_text_input', action_id: 'r' }), []],
    ['multi-select in actions', actions(multi), []],
    ['multi-select in a section', { ...section('x'), accessory: multi }, ['message', 'modal', 'home']],
    ['multi-select as an input', input('multi_users_select'), ['message', 'modal', 'home']],
    ['plain_text_input', input('plain_text_input'), ['message', 'modal', 'home']],
  ] as const;
  const shell = { message: (one: object) => [one], modal: (one: object) => ({ ...form(), blocks: [one] }) };

  test.each(blocks)('%s', (_what, block, taken) => {
    for (const surface of ['message', 'modal', 'home'] as const) {
      const value = surface === 'home' ? { type: 'home', blocks: [block] } : shell[surface](block);
      const found = invalidBlocks(surface, JSON.parse(JSON.stringify(value)));
      expect
        .soft(found.length === 0, `${surface} ${found.join()}`)
        .toBe(taken.some((one) => one === surface));
    }
  });
});

describe('data tables and charts', () => {
  const cell = (text: string) => ({ type: 'raw_text', text });
  const row = (...texts: string[]) => texts.map(cell);
  const rich = { type: 'rich_text', elements: [] };
  const data = (more: object = {}) => ({
    type: 'data_table',
    caption: 'Requests',
    rows: [row('Who', 'What'), row('Ada', 'a licence')],
    ...more,
  });
  const pie = (more: object = {}) => ({
    type: 'data_visualization',
    title: 'Licences',
    chart: { type: 'pie', segments: [{ label: 'Used', value: 18 }], ...more },
  });
  const bar = (more: object = {}) => ({
    type: 'data_visualization',
    title: 'Requests',
    chart: {
      type: 'bar',
      series: [{ name: 'Asked', data: [{ label: 'Mon', value: 3 }] }],
      axis_config: { categories: ['Mon'] },
      ...more,
    },
  });
  const rows = (count: number) => Array.from({ length: count }, () => row('a'));

  test.each([
    ['a table', data()],
    ['with rich text and numbers', data({ rows: [row('a', 'b'), [rich, { type: 'raw_number', value: 3 }]] })],
    ['of 100 rows and their heading', data({ rows: rows(101), page_size: 100, row_header_column_index: 0 })],
    ['a pie', pie()],
    ['bars', bar()],
  ])('%s is taken', (_what, block) => {
    expect(invalidBlocks('message', [block])).toEqual([]);
  });

  test.each([
    ['no caption', data({ caption: undefined })],
    ['only a heading', data({ rows: [row('Who')] })],
    ['too many rows', data({ rows: rows(102) })],
    ['rows of different lengths', data({ rows: [row('a', 'b'), row('a')] })],
    ['too many columns', data({ rows: [row(...'abcdefghijklmnopqrstu'), row(...'abcdefghijklmnopqrstu')] })],
    ['rich text in the heading', data({ rows: [[rich, cell('b')], row('a', 'b')] })],
    ['a cell that is mrkdwn', data({ rows: [row('a'), [{ type: 'mrkdwn', text: 'x' }]] })],
    ['a number as text', data({ rows: [row('a'), [{ type: 'raw_number', value: '3' }]] })],
    ['pages of none', data({ page_size: 0 })],
    ['a heading column that there is not', data({ row_header_column_index: 2 })],
    ['more than 10,000 characters', data({ rows: [row('a'), row('x'.repeat(10_000))] })],
    ['a title over 50 characters', { ...pie(), title: 'x'.repeat(51) }],
    ['a chart of no known type', pie({ type: 'donut' })],
    ['seven slices', pie({ segments: Array.from({ length: 7 }, () => ({ label: 'a', value: 1 })) })],
    ['a slice of nothing', pie({ segments: [{ label: 'a', value: 0 }] })],
    ['a point for no category', bar({ axis_config: { categories: ['Tue'] } })],
    [
      'two series of one name',
      bar({ series: [1, 2].map(() => ({ name: 'a', data: [{ label: 'Mon', value: 1 }] })) }),
    ],
    ['no axis', bar({ axis_config: undefined })],
  ])('%s is refused', (_what, block) => {
    expect(invalidBlocks('message', JSON.parse(JSON.stringify([block])))).not.toEqual([]);
  });

  test('two charts in a message are taken, three are not, and none on the Home tab', () => {
    expect(invalidBlocks('message', [pie(), pie()])).toEqual([]);
    expect(invalidBlocks('message', [pie(), pie(), pie()])).not.toEqual([]);
    expect(invalidBlocks('home', { type: 'home', blocks: [pie()] })).not.toEqual([]);
  });
});

function table() {
  return { type: 'table', rows: [[{ type: 'raw_text', text: 'cell' }]] };
}
