import { home, keyOf } from '../state/page-state.ts';
import { useDesk } from './desk.ts';

/** Goes to the Home tab and tells the app, as Slack does each time somebody opens it. */
export function useOpenHome(): () => void {
  const { state, dispatch, run } = useDesk();
  return () => {
    dispatch({ type: 'go', place: home });
    void run('home', { user: state.userId }, keyOf('home', state.userId));
  };
}
