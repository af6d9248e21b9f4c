import { afterEach, expect, it, vi } from 'vitest';
import { createMemory } from '../../src/slack/repeated.ts';

afterEach(() => vi.useRealTimers());

it('knows an id again for ten minutes at least, and has forgotten it after twenty', () => {
  vi.useFakeTimers();
  const isRepeated = createMemory();
  expect(isRepeated('1.a')).toBe(false);
  expect(isRepeated('1.a')).toBe(true);
  vi.advanceTimersByTime(9.9 * 60_000);
  expect(isRepeated('1.b')).toBe(false);
  expect(isRepeated('1.a')).toBe(true);
  vi.advanceTimersByTime(10 * 60_000 + 1);
  expect(isRepeated('1.c')).toBe(false);
  vi.advanceTimersByTime(10 * 60_000 + 1);
  expect(isRepeated('1.d')).toBe(false);
  expect(isRepeated('1.a')).toBe(false);
});

it('stays within bounds, whatever comes', () => {
  const isRepeated = createMemory();
  for (let i = 0; i < 120_000; i++) isRepeated(`${i}`);
  expect(isRepeated('119999')).toBe(true);
  expect(isRepeated('1')).toBe(false);
});
