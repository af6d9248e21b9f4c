import { createRequire } from 'node:module';
import { day, number } from '../../languages/formats.ts';
import { currentLanguage, english, inLanguage } from '../../languages/language.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Logger } from '../../log.ts';
import { DAY, dateWords, dayOf, daysBetween } from '../days.ts';
import type { DayCounts } from '../review.ts';

/** In units of the drawing. */
export const chartSize = { width: 760, height: 420 } as const;

/** Pixels of the picture for each unit of the drawing, so that it is sharp on a phone. */
const SCALE = 2;
/** Where the lines are drawn. To the right of it stand their names. */
const area = { left: 84, right: 592, top: 92, bottom: 364 } as const;
/** How close the names of two lines may come. */
const NAME_HEIGHT = 42;
/** At most so many numbers stand beside the lines, the zero aside. */
const STEPS = 5;
/** Below so many days the days are named under the lines, above it the months. */
const SHORT = 62;

/** Dark on white, at least 4.5 : 1, and told apart by their strokes as well as by their colours. */
const looks = {
  used: { name: text`in use`, colour: '#1d4ed8', stroke: 'stroke-width="3.5"' },
  bought: { name: text`bought`, colour: '#334155', stroke: 'stroke-width="2.5" stroke-dasharray="9 6"' },
  idle: { name: text`idle`, colour: '#b45309', stroke: 'stroke-width="2.5" stroke-dasharray="2 5"' },
} as const;
type Line = keyof typeof looks;

interface Point {
  readonly day: string;
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/**
 * Draws how many licences were in use, bought and idle, day by day.
 *
 * Lato has Latin letters only, so for readers of another script the few words in it are English; what is said of the picture
 * is in their language.
 *
 * @param days the oldest first, at least one
 * @returns an SVG document in the font Lato
 */
export function drawUseChart(days: readonly DayCounts[]): string {
  const language = currentLanguage();
  const { script } = new Intl.Locale(language.locale).maximize();
  return inLanguage(script === 'Latn' ? language : english, () => draw(days));
}

function draw(days: readonly DayCounts[]): string {
  const first = days[0]?.day ?? '1970-01-01';
  const last = days.at(-1)?.day ?? first;
  const top = niceTop(Math.max(1, ...days.flatMap((one) => [one.used, one.bought ?? 0, one.idle])));
  const span = daysBetween(first, last);
  // A single day stands at the end, beside its numbers.
  const xOf = (day: string) =>
    round(area.right - (daysBetween(day, last) / Math.max(1, span)) * (area.right - area.left));
  const yOf = (value: number) => round(area.bottom - (value / top) * (area.bottom - area.top));
  const lineOf = (of: (one: DayCounts) => number | null): Point[] =>
    days.flatMap((one) => {
      const value = of(one);
      return value === null ? [] : [{ day: one.day, x: xOf(one.day), y: yOf(value), value }];
    });
  const lines: readonly (readonly [Line, readonly Point[]])[] = [
    ['bought', lineOf((one) => one.bought)],
    ['idle', lineOf((one) => one.idle)],
    ['used', lineOf((one) => one.used)],
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${chartSize.width}" height="${chartSize.height}" viewBox="0 0 ${chartSize.width} ${chartSize.height}" font-family="Lato" font-size="17" fill="#1e293b">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="24" y="40" font-size="23" font-weight="700">${escaped(text`Zoom licences`)}</text>`,
    `<text x="24" y="66" fill="#475569">${escaped(first === last ? dateWords(last) : text`${dateWords(first)} to ${dateWords(last)}`)}</text>`,
    ...scale(top, yOf),
    ...dates(first, last, xOf),
    ...lines.flatMap(([line, points]) => drawLine(line, points)),
    ...names(lines),
    '</svg>',
  ].join('\n');
}

/**
 * Makes a PNG of a drawing, without a browser. The library and the font are loaded when the first picture is drawn.
 *
 * @param svg texts in the font Lato
 * @returns `null` where the library does not run: it is native, and there is none for every machine
 */
export async function pictureOf(svg: string, logger: Pick<Logger, 'warn'>): Promise<Uint8Array | null> {
  try {
    const { renderAsync } = await import('@resvg/resvg-js');
    const require = createRequire(import.meta.url);
    const fontFiles = [
      require.resolve('@expo-google-fonts/lato/400Regular/Lato_400Regular.ttf'),
      require.resolve('@expo-google-fonts/lato/700Bold/Lato_700Bold.ttf'),
    ];
    const picture = await renderAsync(svg, {
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Lato' },
      fitTo: { mode: 'zoom', value: SCALE },
    });
    return picture.asPng();
  } catch (error) {
    logger.warn({ err: error }, 'the chart could not be drawn, so the report is without it');
    return null;
  }
}

/** What the picture shows, for people who do not see it. */
export function useChartWords(days: readonly DayCounts[]): Text {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return text`No day has been counted yet.`;
  const { used, bought, idle } = last;
  const date = dateWords(last.day);
  const now =
    bought === null
      ? text`On ${date}, ${used} Zoom licences were in use and ${idle} of them idle.`
      : text`On ${date}, ${used} of ${bought} bought Zoom licences were in use and ${idle} of them idle.`;
  if (days.length === 1) return text`${now} ${text`It is the first day that was counted.`}`;
  const most = days.reduce((best, one) => (one.used > best.used ? one : best));
  const before = text`On ${dateWords(first.day)} it was ${first.used} in use and ${first.idle} idle.`;
  return text`${now} ${before} ${text`The most in use was ${most.used}, on ${dateWords(most.day)}.`}`;
}

/** The numbers beside the lines, and a line across for each. */
function scale(top: number, yOf: (value: number) => number): string[] {
  const step = niceStep(top);
  const values = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  return values.flatMap((value) => {
    const y = yOf(value);
    return [
      `<line x1="${area.left}" x2="${area.right}" y1="${y}" y2="${y}" stroke="${value === 0 ? '#64748b' : '#e2e8f0'}"/>`,
      `<text x="${area.left - 10}" y="${y + 6}" text-anchor="end" fill="#475569">${escaped(number(value))}</text>`,
    ];
  });
}

/** The months under the lines, or the days where it is not yet two months. */
function dates(first: string, last: string, xOf: (day: string) => number): string[] {
  const span = daysBetween(first, last);
  const all = Array.from({ length: span + 1 }, (_, i) => dayAfter(first, i));
  const every = Math.max(1, Math.ceil(span / 5));
  const marked =
    span < SHORT ? all.filter((_, i) => i % every === 0) : all.filter((day) => day.endsWith('-01'));
  const said = (day: string) =>
    span < SHORT ? words(day, { day: 'numeric', month: 'short' }) : words(day, { month: 'short' });
  return marked.flatMap((day) => {
    const x = xOf(day);
    return [
      `<line x1="${x}" x2="${x}" y1="${area.bottom}" y2="${area.bottom + 7}" stroke="#64748b"/>`,
      `<text x="${x}" y="${area.bottom + 28}" text-anchor="middle" fill="#475569">${escaped(said(day))}</text>`,
    ];
  });
}

/** What was bought changes from one day to the next; the others are drawn from day to day. */
function drawLine(line: Line, points: readonly Point[]): string[] {
  const last = points.at(-1);
  if (!last) return [];
  const { colour, stroke } = looks[line];
  const corners = points.flatMap(({ x, y }, i) => {
    const before = points[i - 1];
    return line === 'bought' && before ? [`${x},${before.y}`, `${x},${y}`] : [`${x},${y}`];
  });
  const under =
    line === 'used'
      ? [
          `<polygon points="${points[0]?.x},${area.bottom} ${corners.join(' ')} ${last.x},${area.bottom}" fill="${colour}" fill-opacity="0.1"/>`,
        ]
      : [];
  return [
    ...under,
    `<polyline id="${line}" points="${corners.join(' ')}" fill="none" stroke="${colour}" ${stroke} stroke-linejoin="round"/>`,
    `<circle cx="${last.x}" cy="${last.y}" r="5" fill="${colour}"/>`,
  ];
}

/** The lines' names with their last numbers, each at the end of its line, moved apart where lines end close together. */
function names(lines: readonly (readonly [Line, readonly Point[]])[]): string[] {
  const ends = lines
    .flatMap(([line, points]) => {
      const last = points.at(-1);
      return last ? [{ line, ...last }] : [];
    })
    .sort((a, b) => a.y - b.y || a.line.localeCompare(b.line));
  let lowest = Number.NEGATIVE_INFINITY;
  const placed = ends.map((end) => {
    lowest = Math.max(end.y, lowest + NAME_HEIGHT);
    return { ...end, at: lowest };
  });
  const over = Math.max(0, lowest - area.bottom);
  return placed.map(({ line, value, at }) => {
    const { name, colour } = looks[line];
    const y = round(at - over);
    return `<text x="${area.right + 16}" y="${y + 2}" fill="${colour}"><tspan font-size="21" font-weight="700">${escaped(number(value))}</tspan> <tspan>${escaped(name)}</tspan></text>`;
  });
}

/** The smallest round number that the whole line fits under. */
function niceTop(most: number): number {
  const step = niceStep(most);
  return Math.ceil(most / step) * step;
}

/** A whole number of 1, 2, 2.5 or 5 with zeros, of which at most {@link STEPS} make `most`. */
function niceStep(most: number): number {
  const rough = most / STEPS;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5].find((one) => one * size >= rough && Number.isInteger(one * size)) ?? 10;
  return Math.max(1, step * size);
}

function dayAfter(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY);
}

function words(date: string, options: Intl.DateTimeFormatOptions): Text {
  return day(Date.parse(date), options);
}

/** Words in the current language, as XML takes them. */
function escaped({ words }: Text): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
