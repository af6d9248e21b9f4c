import { type Dispatch, useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { Snapshot, UserActions } from '../../../slack/desktop.ts';
import { listen, postAction, readState } from '../api.ts';
import { actionError, isShownInPlace } from '../state/action-error.ts';
import { initialState, type PageState, placeOf, type Target } from '../state/page-state.ts';
import { type PageEvent, reduce } from '../state/reduce.ts';
import type { PageContextValue } from './page-context.ts';
import { writeTimesIn } from './times.ts';

/** The page's state, kept up to date by the local Slack, and the actions that go back to it. */
export function useDesktop(): {
  state: PageState;
  dispatch: Dispatch<PageEvent>;
  run: PageContextValue['run'];
} {
  const [state, dispatch] = useReducer(reduce, null, firstState);
  const { userId, read } = state;
  const place = placeOf(state);
  const isFirst = useRef(true);

  useEffect(() => {
    const see = (snapshot: Snapshot) => {
      writeTimesIn(snapshot.me.locale);
      dispatch({ type: 'snapshot', snapshot });
    };
    let gone = false;
    let stop = () => {};
    void readState(userId, isFirst.current).then((snapshot) => {
      isFirst.current = false;
      if (gone) return;
      if (snapshot) see(snapshot);
      stop = listen(userId, see, (link) => dispatch({ type: 'link', link }));
    });
    return () => {
      gone = true;
      stop();
    };
  }, [userId]);
  useEffect(() => writeAddress(userId, place), [userId, place]);
  useEffect(() => remember(marksKey, JSON.stringify(read)), [read]);
  useEffect(() => remember(personKey, userId), [userId]);

  const appName = useRef('The app');
  appName.current = state.snapshot?.app.name ?? 'The app';
  const run = useCallback(
    async <K extends keyof UserActions>(action: K, body: UserActions[K], key: string) => {
      dispatch({ type: 'busy', key, on: true });
      // After sending a message scroll to the answer; after a click keep the position.
      if (action === 'command' || action === 'message') dispatch({ type: 'did' });
      const result = await postAction(action, body);
      dispatch({ type: 'busy', key, on: false });
      const explained =
        result.ok || result.errors !== undefined || isShownInPlace(action, body, result.error);
      if (!explained) dispatch({ type: 'toast', text: actionError(result.error, appName.current) });
      return result;
    },
    [],
  );

  return { state, dispatch, run };
}

function firstState(): PageState {
  const { userId, place, target } = readAddress();
  return { ...initialState(userId, place, readMarks()), target };
}

/** The first of the sandbox's people, for a page that is opened without an address. */
const firstPerson = 'U0ADA';
const marksKey = 'read marks';
const personKey = 'person';

/**
 * Person and place from `#/U0ADA/C0GENERAL`, so that a reload or a link comes back to the same spot. A permalink names
 * a message and nobody: `#/me/C0GENERAL/p1795424400000100`.
 */
function readAddress(): { userId: string; place: string; target: Target | null } {
  const [, user = '', place = '', message = ''] = location.hash.split('/');
  const [, seconds, rest] = /^p(\d+)(\d{6})$/.exec(message) ?? [];
  const target = seconds ? { channel: place, ts: `${seconds}.${rest}` } : null;
  return { userId: (user === 'me' ? lastPerson() : user) || firstPerson, place, target };
}

function lastPerson(): string {
  try {
    return localStorage.getItem(personKey) ?? '';
  } catch {
    return '';
  }
}

function writeAddress(userId: string, place: string): void {
  if (place) history.replaceState(null, '', `#/${userId}/${place}`);
}

/** What was read before a reload; a browser without storage merely shows more unread badges. */
function readMarks(): PageState['read'] {
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
    localStorage.removeItem(personKey);
  } catch {
    // Without storage there is nothing to forget.
  }
  history.replaceState(null, '', location.pathname);
  location.reload();
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is full or forbidden: nothing depends on it.
  }
}
