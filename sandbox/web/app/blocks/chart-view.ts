import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';

/** A `data_visualization` block: the types of Slack's SDK do not have it yet (docs of the block). */
export interface ChartBlock {
  readonly type: 'data_visualization';
  readonly block_id?: string;
  readonly title: string;
  readonly chart: PieChart | SeriesChart;
}

interface PieChart {
  readonly type: 'pie';
  readonly segments: readonly Point[];
}

interface SeriesChart {
  readonly type: 'bar' | 'line' | 'area';
  readonly series: readonly { readonly name: string; readonly data: readonly Point[] }[];
  readonly axis_config: {
    readonly categories: readonly string[];
    readonly x_label?: string;
    readonly y_label?: string;
  };
}

interface Point {
  readonly label: string;
  readonly value: number;
}

/** A drawing with a legend. What it shows is also its description, for people who do not see it. */
export function ChartView({ block }: { block: ChartBlock }): ComponentChildren {
  const { title, chart } = block;
  const names =
    chart.type === 'pie'
      ? chart.segments.map(({ label, value }) => `${label} ${value}`)
      : chart.series.map(({ name }) => name);
  const said = chart.type === 'pie' ? names : chart.series.map(seriesWords);
  return html`<figure class="block-chart">
    <figcaption>${title}</figcaption>
    <div class=${`chart chart-${chart.type}`} role="img" aria-label=${`${title}. ${said.join('; ')}`}>
      ${chart.type === 'pie' ? h(Pie, { chart }) : h(Series, { chart })}
    </div>
    ${
      (chart.type === 'pie' || names.length > 1) &&
      html`<ul class="legend" aria-hidden="true">
        ${names.map((name, i) => html`<li><span class=${`swatch tone-${i}`}></span>${name}</li>`)}
      </ul>`
    }
  </figure>`;
}

function seriesWords({ name, data }: SeriesChart['series'][number]): string {
  return `${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(', ')}`;
}

function Pie({ chart }: { chart: PieChart }): ComponentChildren {
  const whole = chart.segments.reduce((sum, { value }) => sum + value, 0);
  let before = 0;
  return html`<svg viewBox="-100 -100 200 200">
    ${chart.segments.map(({ value }, i) => {
      const from = before / whole;
      before += value;
      return html`<path class=${`slice tone-${i}`} d=${slice(from, before / whole)} />`;
    })}
  </svg>`;
}

/** A slice of a circle, from and to as parts of the whole, clockwise from the top. */
function slice(from: number, to: number): string {
  // A whole circle would begin where it ends, and nothing would be drawn.
  const end = Math.min(to, from + 0.9999);
  const at = (part: number) => {
    const angle = 2 * Math.PI * part;
    return `${(98 * Math.sin(angle)).toFixed(2)} ${(-98 * Math.cos(angle)).toFixed(2)}`;
  };
  return `M0 0 L${at(from)} A98 98 0 ${end - from > 0.5 ? 1 : 0} 1 ${at(end)} Z`;
}

/** The paper: where the axes lie, in the drawing's own units. */
const paper = { width: 560, height: 240, label: 22, left: 52, right: 548, top: 12, bottom: 214 } as const;

function Series({ chart }: { chart: SeriesChart }): ComponentChildren {
  const { categories, x_label: across, y_label: up } = chart.axis_config;
  const values = chart.series.flatMap(({ data }) => data.map(({ value }) => value));
  const ticks = ticksOf(Math.min(0, ...values), Math.max(0, ...values));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const y = (value: number) => paper.bottom - ((value - low) / (high - low)) * (paper.bottom - paper.top);
  const step = (paper.right - paper.left) / categories.length;
  const x = (index: number) => paper.left + step * (index + 0.5);
  const plot: Plot = { chart, x, y, step };
  const everyLabel = Math.ceil(categories.length / 10);
  return html`<svg viewBox=${`0 0 ${paper.width} ${paper.height + (across ? paper.label : 0)}`}>
    ${ticks.map(
      (
        tick,
      ) => html`<line class=${tick === 0 ? 'axis' : 'grid'} x1=${paper.left} x2=${paper.right} y1=${y(tick)} y2=${y(tick)} />
        <text class="tick tick-y" x=${paper.left - 8} y=${y(tick) + 4}>${tick.toLocaleString('en')}</text>`,
    )}
    ${categories.map(
      (name, i) =>
        i % everyLabel === 0 &&
        html`<text class="tick tick-x" x=${x(i)} y=${paper.bottom + 18}>${name}</text>`,
    )}
    ${chart.type === 'bar' ? h(Bars, plot) : h(Lines, plot)}
    ${across && html`<text class="tick tick-x" x=${(paper.left + paper.right) / 2} y=${paper.height + paper.label - 8}>${across}</text>`}
    ${up && html`<text class="tick tick-x" transform=${`translate(11 ${(paper.top + paper.bottom) / 2}) rotate(-90)`}>${up}</text>`}
  </svg>`;
}

interface Plot {
  readonly chart: SeriesChart;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  /** How much room a category has. */
  readonly step: number;
}

function Bars({ chart, x, y, step }: Plot): ComponentChildren {
  const room = step * 0.7;
  const width = Math.min(48, room / chart.series.length);
  return chart.series.map(({ data }, series) =>
    data.map(({ value }, i) => {
      const left = x(i) + (series - chart.series.length / 2) * width;
      const top = Math.min(y(value), y(0));
      return html`<rect class=${`bar tone-${series}`} x=${left} y=${top} width=${width} height=${Math.abs(y(value) - y(0))} />`;
    }),
  );
}

function Lines({ chart, x, y }: Plot): ComponentChildren {
  return chart.series.map(({ data }, series) => {
    const points = data.map(({ value }, i) => `${x(i)},${y(value)}`).join(' ');
    const ground = `${x(0)},${y(0)} ${points} ${x(data.length - 1)},${y(0)}`;
    return html`
      ${chart.type === 'area' && html`<polygon class=${`ground tone-${series}`} points=${ground} />`}
      <polyline class=${`line tone-${series}`} points=${points} />
      ${data.map(({ value }, i) => html`<circle class=${`dot tone-${series}`} cx=${x(i)} cy=${y(value)} r="3.5" />`)}
    `;
  });
}

/** Round numbers from below the smallest value to above the largest. */
function ticksOf(low: number, high: number): number[] {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10);
  const from = Math.floor(low / step);
  const to = Math.max(from + 1, Math.ceil(high / step));
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}
