import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const styles = readFileSync(new URL('../../../sandbox/web/style/theme.css', import.meta.url), 'utf8');

/** A colour in the light and the dark theme. Hexadecimal colours are the same in both. */
function facesOf(name: string): [string, string] {
  if (name.startsWith('#')) return [name, name];
  const value = new RegExp(`--${name}: ([^;]+);`).exec(styles)?.[1] ?? '';
  const [light, dark] = value.match(/#[0-9a-f]{6}/g) ?? [];
  if (!light) throw new Error(`theme.css has no colour ${name}`);
  return [light, dark ?? light];
}

/** Relative luminance and contrast as in WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['bg', 'bg-soft', 'bg-hover', 'bg-raised', 'bg-control', 'bg-tour'];
const texts = ['text', 'muted', 'link', 'red-text', 'green-text', 'amber-text', 'code'];
const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ...texts.flatMap((front) => grounds.map((back) => [front, back, 4.5] as const)),
  ...['green', 'red', '#1264a3', '#cd2553'].map((back) => ['#ffffff', back, 4.5] as const),
  ['pill-text', 'pill', 4.5],
  ['pill-me-text', 'pill-me', 4.5],
  ['side-text', 'aubergine', 4.5],
  ['side-text', 'aubergine-deep', 4.5],
  // Edges of controls and the ring of the focus need three to one.
  ...grounds.flatMap((back) => [['line-strong', back, 3] as const, ['focus', back, 3] as const]),
];

it.each(['light', 'dark'] as const)('gives every text and edge enough contrast in the %s theme', (theme) => {
  const face = theme === 'light' ? 0 : 1;
  for (const [front, back, least] of pairs) {
    const ratio = contrast(facesOf(front)[face], facesOf(back)[face]);
    expect.soft(ratio, `${front} on ${back}`).toBeGreaterThanOrEqual(least);
  }
});
