import { describe, expect, it, test } from 'vitest';
import { inLanguage, loadLanguage } from '../../../src/languages/language.ts';
import { chartSize, drawUseChart, pictureOf, useChartWords } from '../../../src/licences/report/use-chart.ts';
import type { DayCounts } from '../../../src/licences/review.ts';
import { historyOf } from './seats.ts';

/** The corners of a line, as numbers. */
function pointsOf(svg: string, line: string): [number, number][] {
  const points = new RegExp(`id="${line}" points="([^"]*)"`).exec(svg)?.[1] ?? '';
  return points
    .split(' ')
    .filter(Boolean)
    .map((one) => one.split(',').map(Number) as [number, number]);
}

/** What is written, without markup. */
const texts = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inside = '']) => inside.replace(/<[^>]*>/g, ''));
const allTexts = (svg: string) => texts(svg).join('\n');
const yOfText = (svg: string, words: string) => {
  const found = [...svg.matchAll(/<text x="[^"]*" y="([^"]*)"[^>]*>(.*?)<\/text>/g)].find(
    ([, , inside = '']) => inside.replace(/<[^>]*>/g, '') === words,
  );
  return Number(found?.[1]);
};

const half = historyOf(177, (i) => ({
  used: 380 + Math.floor(i / 10),
  bought: i < 90 ? 430 : 450,
  idle: 60,
}));

describe('the chart of licences', () => {
  const svg = drawUseChart(half);

  it('has a point for each day, from left to right, higher where more are in use', () => {
    const used = pointsOf(svg, 'used');
    expect(used).toHaveLength(177);
    for (const [i, [x, y]] of used.entries()) {
      const [beforeX, beforeY] = used[i - 1] ?? [0, Number.POSITIVE_INFINITY];
      expect(x).toBeGreaterThan(beforeX);
      expect(y).toBeLessThanOrEqual(beforeY);
    }
    // As far apart as the numbers are: idle, in use and bought on one scale that begins with zero.
    const [[, idleY] = [0, 0]] = pointsOf(svg, 'idle');
    const [[, usedY] = [0, 0]] = used;
    const zeroY = yOfText(svg, '0') - 6;
    expect((zeroY - idleY) / (zeroY - usedY)).toBeCloseTo(60 / 380, 2);
  });

  it('draws what was bought as steps, one day to the next', () => {
    const bought = pointsOf(svg, 'bought');
    const heights = [...new Set(bought.map(([, y]) => y))];
    expect(heights).toHaveLength(2);
    const [step] = bought.filter(([x, y], i) => x === bought[i - 1]?.[0] && y !== bought[i - 1]?.[1]);
    expect(step).toBeDefined();
  });

  it('names lines, numbers and months in words', () => {
    const words = texts(svg);
    expect(words).toEqual(
      expect.arrayContaining(['Zoom licences', '450 bought', '397 in use', '60 idle', '0', '100', '500']),
    );
    expect(words).toEqual(expect.arrayContaining(['Jul', 'Aug', 'Sept', 'Oct', 'Nov']));
    expect(words[1]).toBe('3 June 2026 to 26 November 2026');
  });

  test.each<[string, DayCounts[], string[]]>([
    [
      'one day',
      historyOf(1, () => ({ used: 18, bought: 20, idle: 2 })),
      ['18 in use', '20 bought', '2 idle', '26 Nov'],
    ],
    ['no licence', historyOf(9, () => ({})), ['0 in use', '0 idle', '0', '1']],
    ['one licence', historyOf(40, () => ({ used: 1, bought: 1 })), ['1 in use', '1 bought', '0', '1']],
    ['many', historyOf(150, () => ({ used: 123_456, bought: 150_000 })), ['123,456 in use', '150,000']],
    [
      'the same end',
      historyOf(80, () => ({ used: 50, bought: 50, idle: 50 })),
      ['50 in use', '50 bought', '50 idle'],
    ],
    ['not known how many were bought', historyOf(70, () => ({ used: 5 })), ['5 in use']],
  ])('is readable with %s', (_, days, words) => {
    const drawn = drawUseChart(days);
    expect(texts(drawn)).toEqual(expect.arrayContaining(words));
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
    const names = texts(drawn).filter((one) => / (in use|bought|idle)$/.test(one));
    const heights = names.map((one) => yOfText(drawn, one)).sort((a, b) => a - b);
    for (const [i, y] of heights.entries()) {
      expect(y).toBeLessThan(chartSize.height);
      if (i > 0) expect(y - (heights[i - 1] ?? 0)).toBeGreaterThanOrEqual(30);
    }
    for (const [x, y] of ['used', 'bought', 'idle'].flatMap((line) => pointsOf(drawn, line))) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(chartSize.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(chartSize.height);
    }
  });

  it('shows days that were not counted as a gap in time, not as a day less', () => {
    const days = historyOf(61, () => ({ used: 5 })).filter((_, i) => i < 10 || i > 50);
    const used = pointsOf(drawUseChart(days), 'used');
    const steps = used.slice(1).map(([x], i) => x - (used[i]?.[0] ?? 0));
    expect(Math.max(...steps)).toBeGreaterThan(30 * Math.min(...steps));
  });

  it('is said in words', () => {
    expect(useChartWords(half).words).toBe(
      'On 26 November 2026, 397 of 450 bought Zoom licences were in use and 60 of them idle. On 3 June 2026 it was 380 in use and 60 idle. The most in use was 397, on 20 November 2026.',
    );
    expect(useChartWords([]).words).toBe('No day has been counted yet.');
    expect(allTexts(svg)).toContain('397 in use');
  });

  it('speaks the reader’s language, in letters that its font has', async () => {
    const [german, japanese] = await Promise.all([loadLanguage('de'), loadLanguage('ja')]);
    expect(inLanguage(german, () => allTexts(drawUseChart(half)))).toContain('Zoom-Lizenzen');
    const drawn = inLanguage(japanese, () => allTexts(drawUseChart(half)));
    expect(drawn).toMatch(/^[\p{Script=Latin}\p{N}\p{P}\s]*$/u);
    expect(inLanguage(japanese, () => useChartWords(half).words)).toMatch(/\p{Script=Han}/u);
  });

  it('becomes a PNG of twice the size, and nothing where the drawing cannot be read', async () => {
    const said: unknown[] = [];
    const logger = { warn: (...words: unknown[]) => void said.push(words) };
    const picture = await pictureOf(svg, logger);
    const png = Buffer.from(picture ?? []);
    expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([chartSize.width * 2, chartSize.height * 2]);
    // Text is drawn: without the font the picture would be much smaller.
    const empty = await pictureOf(svg.replace(/<text.*<\/text>/g, ''), logger);
    expect(png.length).toBeGreaterThan((empty?.length ?? 0) * 1.5);
    expect(said).toEqual([]);
    expect(await pictureOf('no drawing', logger)).toBeNull();
    expect(said).toHaveLength(1);
  });
});
