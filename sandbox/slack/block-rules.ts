import { isRec, listOf, type Rec, recsOf, textOf } from './json.ts';

export type SurfaceKind = 'message' | 'modal' | 'home';

/** A rule that is broken, and where: a JSON pointer below `blocks`. */
export interface Broken {
  readonly words: string;
  readonly at: string;
}

/** Elements that a surface does not take, wherever they stand in it (docs of the elements). */
const notOn: Readonly<Record<SurfaceKind, readonly string[]>> = {
  message: ['email_text_input', 'number_input', 'url_text_input', 'file_input', 'rich_text_input'],
  modal: ['workflow_button'],
  home: [
    'email_text_input',
    'number_input',
    'url_text_input',
    'file_input',
    'datetimepicker',
    'workflow_button',
  ],
};
/** Elements that an actions block does not take (docs of the block). */
const notInActions = /^(rich_text_input|multi_.*_select)$/;

/** Inputs, pickers and buttons in places where Slack does not show them. */
export function misplacedElements(surface: SurfaceKind, blocks: readonly Rec[]): Broken[] {
  return blocks.flatMap((block, index) =>
    typesIn(block).flatMap(({ type, inActions }) => {
      const words = notOn[surface].includes(type)
        ? `${type} is not allowed in a ${surface}`
        : inActions && notInActions.test(type)
          ? `${type} is not allowed in actions`
          : undefined;
      return words ? [{ words, at: `/${index}` }] : [];
    }),
  );
}

/** The types of all elements in a block, containers included, whether or not they have an `action_id`. */
function typesIn(block: Rec): { type: string; inActions: boolean }[] {
  const inActions = block.type === 'actions';
  const elements = [block.element, block.accessory, ...listOf(block.elements), ...listOf(block.actions)];
  return [
    ...elements.filter(isRec).map(({ type }) => ({ type: String(type), inActions })),
    ...recsOf(block.child_blocks).flatMap(typesIn),
  ];
}

/** Every `data_table` and `data_visualization` that Slack would not draw. */
export function brokenData(blocks: readonly Rec[]): Broken[] {
  return blocks.flatMap((block, index) => {
    const wrong =
      block.type === 'data_table'
        ? wrongTable(block)
        : block.type === 'data_visualization'
          ? wrongVisualization(block)
          : [];
    return wrong.map(({ words, at }) => ({ words, at: `/${index}${at}` }));
  });
}

const TABLE = { rows: 101, columns: 20, page: 100, characters: 10_000 } as const;

/** One row for the heading and up to a hundred, all as wide as that (docs of the data table block). */
function wrongTable(block: Rec): Broken[] {
  const rows = listOf(block.rows).map(listOf);
  const [heading = []] = rows;
  const { page_size: page, row_header_column_index: header } = block;
  const cells = rows.flatMap((row, y) => row.map((cell, x) => ({ cell, at: `/rows/${y}/${x}` })));
  const length = cells.reduce((sum, { cell }) => sum + spokenIn(cell), 0);
  return broken([
    [!textOf(block.caption), 'must have required property `caption`', ''],
    [rows.length < 2 || rows.length > TABLE.rows, `must have 2 to ${TABLE.rows} rows`, '/rows'],
    [
      heading.length < 1 || heading.length > TABLE.columns,
      `must have 1 to ${TABLE.columns} columns`,
      '/rows/0',
    ],
    [
      rows.some((row) => row.length !== heading.length),
      'all rows must have the same number of cells',
      '/rows',
    ],
    [page !== undefined && !isWhole(page, 1, TABLE.page), `must be 1 to ${TABLE.page}`, '/page_size'],
    [
      header !== undefined && !isWhole(header, 0, heading.length - 1),
      'must be the index of a column',
      '/row_header_column_index',
    ],
    [length > TABLE.characters, `must have at most ${TABLE.characters} characters in all cells`, '/rows'],
    ...cells.map(
      ({ cell, at }): Check => [!isCell(cell, at.startsWith('/rows/0/')), 'is no cell of a data table', at],
    ),
  ]);
}

function isCell(cell: unknown, inHeading: boolean): boolean {
  if (!isRec(cell)) return false;
  if (cell.type === 'raw_text') return textOf(cell.text) !== undefined;
  if (cell.type === 'raw_number') return typeof cell.value === 'number';
  return cell.type === 'rich_text' && !inHeading && Array.isArray(cell.elements);
}

const CHART = { title: 50, label: 20, axis: 50, parts: 6, points: 20 } as const;

/** A pie of up to six slices, or up to six series over the same categories (docs of the data visualization block). */
function wrongVisualization(block: Rec): Broken[] {
  const chart = isRec(block.chart) ? block.chart : {};
  const type = String(chart.type);
  return [
    ...broken([
      [!isShort(block.title, CHART.title), `must have 1 to ${CHART.title} characters`, '/title'],
      [!/^(pie|bar|area|line)$/.test(type), 'must be pie, bar, area or line', '/chart/type'],
    ]),
    ...(type === 'pie' ? wrongPie(chart) : wrongSeries(chart)),
  ];
}

function wrongPie(chart: Rec): Broken[] {
  const segments = recsOf(chart.segments);
  return broken([
    [
      segments.length < 1 || segments.length > CHART.parts,
      `must have 1 to ${CHART.parts} segments`,
      '/chart/segments',
    ],
    ...segments.map(({ label, value }, i): Check => {
      const drawn = isShort(label, CHART.label) && typeof value === 'number' && value > 0;
      return [!drawn, 'must have a short label and a value above 0', `/chart/segments/${i}`];
    }),
  ]);
}

function wrongSeries(chart: Rec): Broken[] {
  const series = recsOf(chart.series);
  const axis = isRec(chart.axis_config) ? chart.axis_config : {};
  const categories = listOf(axis.categories);
  const names = series.map(({ name }) => name);
  return broken([
    [
      series.length < 1 || series.length > CHART.parts,
      `must have 1 to ${CHART.parts} series`,
      '/chart/series',
    ],
    [new Set(names).size !== names.length, 'the names of series must differ', '/chart/series'],
    [
      categories.length < 1 ||
        categories.length > CHART.points ||
        !categories.every((one) => isShort(one, CHART.label)),
      `must have 1 to ${CHART.points} short categories`,
      '/chart/axis_config/categories',
    ],
    ...['x_label', 'y_label'].map(
      (name): Check => [
        axis[name] !== undefined && !isShort(axis[name], CHART.axis),
        `must have at most ${CHART.axis} characters`,
        `/chart/axis_config/${name}`,
      ],
    ),
    ...series.map(({ name, data }, i): Check => {
      const points = recsOf(data);
      const fits =
        points.length === categories.length &&
        points.every(({ label, value }) => categories.includes(label) && typeof value === 'number');
      return [
        !fits || !isShort(name, CHART.axis),
        'must have one point for each category',
        `/chart/series/${i}`,
      ];
    }),
  ]);
}

type Check = readonly [isWrong: boolean, words: string, at: string];

function broken(checks: readonly Check[]): Broken[] {
  return checks.filter(([isWrong]) => isWrong).map(([, words, at]) => ({ words, at }));
}

function isShort(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.length > 0 && [...value].length <= most;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** The length of all text in a cell or in blocks. */
export function spokenIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + spokenIn(one), 0);
  if (!isRec(value)) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    return sum + (key === 'text' && typeof inner === 'string' ? inner.length : spokenIn(inner));
  }, 0);
}
