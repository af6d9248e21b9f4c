/** So many pages at most are fetched ahead: enough for 20 calls a second when each takes 800 ms. */
const MOST = 16;

/**
 * Fetches numbered pages ahead of need and gives them in their order. Nothing is fetched before the first is asked for.
 *
 * @param first the first page's number
 * @param last the last page's number as it is known by now
 * @throws what `fetch` throws, when it is that page's turn
 */
export async function* ahead<T>(
  first: number,
  last: () => number,
  fetch: (number: number) => Promise<T>,
): AsyncGenerator<T> {
  const underWay: Promise<T>[] = [];
  let next = first;
  for (;;) {
    while (underWay.length < MOST && next <= last()) {
      const page = fetch(next++);
      // It is thrown when it is this page's turn, if that comes.
      page.catch(() => undefined);
      underWay.push(page);
    }
    const page = underWay.shift();
    if (!page) return;
    yield await page;
  }
}
