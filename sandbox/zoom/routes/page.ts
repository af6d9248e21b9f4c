import type { Reply } from '../refusal.ts';
import { givePageToken, longestPage, readPageToken, whole } from './users.ts';

/**
 * One page of a list, with the token of the next one.
 *
 * @param field the name of the list in the answer
 * @param beside what stands in the answer beside the list
 */
export function page<Row>(
  query: URLSearchParams,
  field: string,
  rows: readonly Row[],
  bodyOf: (row: Row, index: number) => Record<string, unknown>,
  beside: Record<string, unknown> = {},
): Reply {
  const size = Math.min(whole(query, 'page_size', 30, 999_999), longestPage);
  const filter = JSON.stringify([field, size, query.get('type'), query.get('from'), query.get('to')]);
  const token = query.get('next_page_token') ?? '';
  const from = token === '' ? 0 : readPageToken(token, filter);
  const to = from + size;
  return {
    status: 200,
    body: {
      ...beside,
      page_size: size,
      total_records: rows.length,
      next_page_token: to < rows.length ? givePageToken(to, filter) : '',
      [field]: rows.slice(from, to).map((row, index) => bodyOf(row, from + index)),
    },
  };
}
