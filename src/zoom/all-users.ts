import { ahead } from './ahead.ts';
import { createSeen } from './seen.ts';
import type { ListedUser, UserPage } from './user-page.ts';
import { ZoomError } from './zoom-error.ts';

/** From so many pages on they are fetched several at a time. */
const MANY = 10;

/** Which page: by its token, by its number, or the first one. */
interface Which {
  readonly nextPageToken?: string;
  readonly number?: number;
}
type Fetch = (which: Which) => Promise<UserPage>;

/**
 * Goes through all users, each once.
 *
 * By their tokens one page can only follow on another, and so the rate is bound by how long Zoom takes: with 200 ms it is 5
 * calls a second, whatever the plan allows. A long list is therefore fetched by page numbers, several at a time. Zoom means
 * to give these up some day (`page_number` is deprecated), so they count only where Zoom names the page as asked for and in
 * the end nobody is missing; else the list goes on by tokens.
 */
export async function* allUsers(
  list: (which: Which, signal: AbortSignal) => Promise<UserPage>,
  caller: AbortSignal | undefined,
): AsyncGenerator<ListedUser[]> {
  const stop = new AbortController();
  const signal = caller ? AbortSignal.any([caller, stop.signal]) : stop.signal;
  const fetch: Fetch = (which) => list(which, signal);
  const seen = createSeen();
  const fresh = (page: UserPage) => page.users.filter(({ id, email }) => seen.add(id ?? email.toLowerCase()));
  try {
    const first = await fetch({});
    if (isLong(first)) {
      let fewest = first.total;
      yield fresh(first);
      for await (const page of byNumber(first, fetch)) {
        fewest = Math.min(fewest, page.total);
        const users = fresh(page);
        // Zoom says the number, and means another page.
        if (users.length === 0) break;
        yield users;
      }
      if (seen.size >= fewest) return;
    }
    for await (const page of byToken(first, fetch)) {
      const users = fresh(page);
      if (users.length > 0) yield users;
    }
  } finally {
    // Whoever stops looking needs no page that is still on its way.
    stop.abort();
  }
}

const isLong = ({ nextPageToken, number, count }: UserPage): boolean =>
  nextPageToken !== '' && number === 1 && count !== undefined && count >= MANY;

/** The pages after the first one, as long as Zoom knows page numbers. */
async function* byNumber(first: UserPage, fetch: Fetch): AsyncGenerator<UserPage> {
  let last = first.count ?? 1;
  const numbered = (number: number) =>
    fetch({ number }).then(
      (page) => (page.number === number ? page : undefined),
      (error: unknown) => {
        if (error instanceof ZoomError && error.status === 400) return undefined;
        throw error;
      },
    );
  for await (const page of ahead(2, () => last, numbered)) {
    if (!page) return;
    last = Math.max(last, page.count ?? 0);
    yield page;
  }
}

/** The first page and those after it; the next one is on its way while one is looked at. */
async function* byToken(first: UserPage, fetch: Fetch): AsyncGenerator<UserPage> {
  let mayStartOver = true;
  const follow = async ({ nextPageToken }: UserPage): Promise<UserPage> => {
    try {
      const page = await fetch({ nextPageToken });
      // A token that leads to itself would go round for ever.
      if (page.nextPageToken === nextPageToken) throw endless();
      return page;
    } catch (error) {
      if (!mayStartOver || !isExpired(error)) throw error;
      mayStartOver = false;
      return fetch({});
    }
  };
  let page = first;
  while (page.nextPageToken !== '') {
    const next = follow(page);
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
