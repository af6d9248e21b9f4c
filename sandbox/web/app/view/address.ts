import type { PageState } from '../state/page-state.ts';

/** The first of the sandbox's cast, for a page that is opened without an address. */
const firstPerson = 'U0ADA';
const marksKey = 'read marks';

/** Person and place from `#/U0ADA/C0GENERAL`, so that a reload or a link comes back to the same spot. */
export function readAddress(): { userId: string; place: string } {
  const [, userId, place] = location.hash.split('/');
  return { userId: userId || firstPerson, place: place ?? '' };
}

export function writeAddress(userId: string, place: string): void {
  if (place) history.replaceState(null, '', `#/${userId}/${place}`);
}

/** What was read before a reload; a browser without storage merely shows more unread badges. */
export function readMarks(): PageState['read'] {
  try {
    return JSON.parse(localStorage.getItem(marksKey) ?? '{}') as PageState['read'];
  } catch {
    return {};
  }
}

/** Forgets what this page remembers and opens it again, as for a newcomer; the look stays. */
export function forgetEverything(): void {
  try {
    localStorage.removeItem(marksKey);
    localStorage.removeItem('tour');
  } catch {
    // Without storage there is nothing to forget.
  }
  history.replaceState(null, '', location.pathname);
  location.reload();
}

export function rememberMarks(read: PageState['read']): void {
  try {
    localStorage.setItem(marksKey, JSON.stringify(read));
  } catch {
    // Storage is full or forbidden: nothing depends on it.
  }
}
