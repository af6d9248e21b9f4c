import { expect, test } from 'vitest';
import { formatDistance, timeAgo } from '../../src/views/distance.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, 'less than a minute', '0 seconds ago'],
  [29_000, 'less than a minute', '29 seconds ago'],
  [31_000, '1 minute', '31 seconds ago'],
  [30 * MINUTE, '30 minutes', '30 minutes ago'],
  [45 * MINUTE, 'about 1 hour', '45 minutes ago'],
  [4 * HOUR, 'about 4 hours', '4 hours ago'],
  [24 * HOUR, '1 day', '1 day ago'],
  [72 * HOUR, '3 days', '3 days ago'],
  [29 * DAY, '29 days', '29 days ago'],
  [30 * DAY, 'about 1 month', '1 month ago'],
  [50 * DAY, 'about 2 months', '2 months ago'],
  [90 * DAY, '3 months', '3 months ago'],
  [360 * DAY, '12 months', '1 year ago'],
  [400 * DAY, 'about 1 year', '1 year ago'],
  [550 * DAY, 'over 1 year', '2 years ago'],
  [700 * DAY, 'almost 2 years', '2 years ago'],
])('%i ms', (span, distance, ago) => {
  const now = Date.UTC(2026, 10, 25);
  expect(formatDistance(0, span)).toBe(distance);
  expect(timeAgo(now - span, now)).toBe(ago);
});

test('a moment that another clock puts into the future is now', () => {
  expect(timeAgo(5_000, 0)).toBe('0 seconds ago');
});
