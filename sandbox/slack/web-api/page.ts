import type { Rec } from '../json.ts';
import { ApiError } from './method.ts';

/** One page of a list with Slack's cursors; `invalid_limit` and `invalid_cursor` as Slack refuses them. */
export function pageOf<T>(items: readonly T[], args: Rec, defaultLimit = 100): { page: T[]; next: string } {
  const limit = args.limit === undefined ? defaultLimit : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 0 || limit > 1000) throw new ApiError('invalid_limit');
  const start = args.cursor ? decode(String(args.cursor)) : 0;
  const end = start + (limit || defaultLimit);
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { page: items.slice(start, end), next };
}

function decode(cursor: string): number {
  const [, digits] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (digits === undefined) throw new ApiError('invalid_cursor');
  return Number(digits);
}
