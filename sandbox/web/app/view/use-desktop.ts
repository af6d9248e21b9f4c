import type { Dispatch } from 'preact/hooks';
import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { Deeds } from '../../../slack/desktop.ts';
import { listen, postDeed, readState } from '../api.ts';
import { deedError, isShownInPlace } from '../state/deed-error.ts';
import { initialState, type PageState, placeOf } from '../state/page-state.ts';
import { type PageEvent, reduce } from '../state/reduce.ts';
import { readAddress, readMarks, rememberMarks, writeAddress } from './address.ts';
import type { Desk } from './desk.ts';

/** The page's state, kept up to date by the local Slack, and the deeds that go back to it. */
export function useDesktop(): { state: PageState; dispatch: Dispatch<PageEvent>; run: Desk['run'] } {
  const [state, dispatch] = useReducer(reduce, null, firstState);
  const { userId, read } = state;
  const place = placeOf(state);
  const isFirst = useRef(true);

  useEffect(() => {
    let gone = false;
    let stop = () => {};
    void readState(userId, isFirst.current).then((snapshot) => {
      isFirst.current = false;
      if (gone) return;
      if (snapshot) dispatch({ type: 'snapshot', snapshot });
      stop = listen(
        userId,
        (heard) => dispatch({ type: 'snapshot', snapshot: heard }),
        (link) => dispatch({ type: 'link', link }),
      );
    });
    return () => {
      gone = true;
      stop();
    };
  }, [userId]);
  useEffect(() => writeAddress(userId, place), [userId, place]);
  useEffect(() => rememberMarks(read), [read]);

  const appName = useRef('The app');
  appName.current = state.snapshot?.app.name ?? 'The app';
  const run = useCallback(async <K extends keyof Deeds>(deed: K, body: Deeds[K], key: string) => {
    dispatch({ type: 'busy', key, on: true });
    // Whoever writes wants to see the answer; whoever clicks wants to stay where they clicked.
    if (deed === 'command' || deed === 'message') dispatch({ type: 'did' });
    const result = await postDeed(deed, body);
    dispatch({ type: 'busy', key, on: false });
    const explained = result.ok || result.errors !== undefined || isShownInPlace(deed, body, result.error);
    if (!explained) dispatch({ type: 'toast', text: deedError(result.error, appName.current) });
    return result;
  }, []);

  return { state, dispatch, run };
}

function firstState(): PageState {
  const { userId, place } = readAddress();
  return initialState(userId, place, readMarks());
}
