import type { z } from 'zod';
import type { Client } from './client.ts';
import type { userListSchema } from './operations/accounts.ts';
import type { CallOptions } from './options.ts';
import { ZoomError } from './zoom-error.ts';

type AnsweredUser = z.output<typeof userListSchema>['users'][number];
/** A user as the list has them; pending users have no id. The email is empty where Zoom tells none. */
export type ListedUser = AnsweredUser & { email: string };

/** One page of users. */
interface UserPage {
  readonly users: ListedUser[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
  /** Rows that could not be read. */
  readonly skipped: number;
  /** Users on all pages together. */
  readonly total: number;
  /** Which page it is, and how many there are, as far as Zoom tells. */
  readonly number: number | undefined;
  readonly count: number | undefined;
}

/** Which users. */
interface UserFilter {
  /** Zoom lists the active ones by default; there is no value for all. */
  readonly status?: 'active' | 'inactive' | 'pending';
}

/** Which page of them. */
interface PageRequest extends UserFilter {
  /** 30 by default. Zoom's documents disagree on the maximum: 300 is safe. */
  readonly pageSize?: number;
  /** Valid for 15 minutes, and only with the same filter and size. */
  readonly nextPageToken?: string;
  /** The page by its number, from 1; Zoom has deprecated it. */
  readonly number?: number;
}

/** Listing the users of the account; every method throws ZoomError. */
export interface UserPages {
  list(request?: PageRequest, options?: CallOptions): Promise<UserPage>;
  /**
   * All users, page by page, each user once; several pages at a time where there are many. If a page token expires between
   * two pages, the list starts over once and leaves out the users that were listed already. Bulk work by default: calls
   * for people go first.
   */
  all(filter?: UserFilter, options?: CallOptions): AsyncIterable<ListedUser[]>;
}

const PAGE_SIZE = 300;
/** From so many pages on, several are fetched at a time. */
const MANY_PAGES = 10;
/** Pages fetched ahead of need: enough for 20 calls a second when each takes 800 ms. */
const PREFETCH = 16;

/** The calls that list users. */
export function createUserPages({ call }: Client): UserPages {
  async function list(request: PageRequest = {}, options?: CallOptions): Promise<UserPage> {
    const query = {
      status: request.status,
      page_size: request.pageSize?.toString(),
      page_number: request.number?.toString(),
      next_page_token: request.nextPageToken || undefined,
    };
    const answer = await call('listUsers', { query }, options);
    return {
      users: answer.users.map((user) => ({ ...user, email: user.email ?? '' })),
      nextPageToken: answer.next_page_token ?? '',
      skipped: answer.skippedRows ?? 0,
      total: answer.total_records ?? answer.users.length,
      number: answer.page_number,
      count: answer.page_count,
    };
  }

  return {
    list,
    all(filter = {}, given = {}) {
      const options: CallOptions = { priority: 'bulk', ...given };
      return allUsers(
        (page, signal) => list({ ...filter, pageSize: PAGE_SIZE, ...page }, { ...options, signal }),
        options.signal,
      );
    },
  };
}

/** Which page: by its token, by its number, or the first one. */
type PageKey = Pick<PageRequest, 'nextPageToken' | 'number'>;
type FetchPage = (page: PageKey) => Promise<UserPage>;

/**
 * Lists all users, each once.
 *
 * By token one page can only follow another, so the rate is bound by how long Zoom takes: with 200 ms it is 5 calls a
 * second, whatever the plan allows. A long list is therefore fetched by page numbers, several at a time. Zoom has
 * deprecated `page_number`, so its answers only count where Zoom names the page that was asked for and in the end no user
 * is missing; otherwise the list goes on by tokens.
 */
async function* allUsers(
  list: (page: PageKey, signal: AbortSignal) => Promise<UserPage>,
  caller: AbortSignal | undefined,
): AsyncGenerator<ListedUser[]> {
  const stop = new AbortController();
  const signal = caller ? AbortSignal.any([caller, stop.signal]) : stop.signal;
  const fetch: FetchPage = (page) => list(page, signal);
  const seenIds = new Set<string>();
  const newUsers = ({ users }: UserPage) =>
    users.filter(({ id, email }) => {
      const size = seenIds.size;
      return seenIds.add(id ?? email.toLowerCase()).size > size;
    });
  try {
    const first = await fetch({});
    let useful = 1;
    let useless = 0;
    if (hasManyPages(first)) {
      let fewest = first.total;
      let { skipped } = first;
      yield newUsers(first);
      for await (const page of pagesByNumber(first, fetch)) {
        fewest = Math.min(fewest, page.total);
        skipped += page.skipped;
        const users = newUsers(page);
        // Zoom names the number that was asked for, but answers another page.
        if (users.length + page.skipped === 0) break;
        useful++;
        yield users;
      }
      if (seenIds.size + skipped >= fewest) return;
    }
    for await (const page of pagesByToken(first, fetch)) {
      const users = newUsers(page);
      // A list that starts over repeats what came before; more repetitions are the same page each time.
      if (users.length + page.skipped > 0) useful++;
      else if (++useless > useful + 1) throw endless();
      if (users.length > 0) yield users;
    }
  } finally {
    // Cancels prefetched pages when the caller stops early.
    stop.abort();
  }
}

const hasManyPages = ({ nextPageToken, number, count }: UserPage): boolean =>
  nextPageToken !== '' && number === 1 && count !== undefined && count >= MANY_PAGES;

/** The pages after the first one in their order, prefetched, as long as Zoom accepts page numbers. */
async function* pagesByNumber(first: UserPage, fetch: FetchPage): AsyncGenerator<UserPage> {
  let last = first.count ?? 1;
  let next = 2;
  const fetchNumber = (number: number) => {
    const page = fetch({ number }).then(
      (one) => (one.number === number ? one : undefined),
      (error: unknown) => {
        if (error instanceof ZoomError && error.status === 400) return undefined;
        throw error;
      },
    );
    // A failure is thrown when it is this page's turn, if that comes.
    page.catch(() => undefined);
    return page;
  };
  const underWay: Promise<UserPage | undefined>[] = [];
  for (;;) {
    while (underWay.length < PREFETCH && next <= last) underWay.push(fetchNumber(next++));
    const page = await underWay.shift();
    if (!page) return;
    last = Math.max(last, page.count ?? 0);
    yield page;
  }
}

/** The first page and those after it; the next one is fetched while one is processed. */
async function* pagesByToken(first: UserPage, fetch: FetchPage): AsyncGenerator<UserPage> {
  let mayStartOver = true;
  const seenTokens = new Set<string>();
  const fetchNext = async ({ nextPageToken }: UserPage): Promise<UserPage> => {
    // Tokens that lead in a circle would never end.
    if (seenTokens.has(nextPageToken)) throw endless();
    seenTokens.add(nextPageToken);
    try {
      return await fetch({ nextPageToken });
    } catch (error) {
      if (!mayStartOver || !isExpired(error)) throw error;
      mayStartOver = false;
      seenTokens.clear();
      return fetch({});
    }
  };
  let page = first;
  while (page.nextPageToken !== '') {
    const next = fetchNext(page);
    next.catch(() => undefined);
    yield page;
    page = await next;
  }
  yield page;
}

const isExpired = (error: unknown): boolean =>
  error instanceof ZoomError && error.kind === 'page-token-expired';

const endless = () =>
  new ZoomError({ operation: 'listUsers', kind: 'unreadable-answer', effect: 'none', reason: 'ENDLESS' });
