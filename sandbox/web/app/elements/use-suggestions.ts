import type { ExternalSelect, MultiExternalSelect } from '@slack/types';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SelectOption } from '../../../slack/desktop.ts';
import { postSuggest } from '../api.ts';
import { deedError } from '../state/deed-error.ts';
import { useDesk } from '../view/desk.ts';
import { useSurface } from './surface.ts';

/** Milliseconds without another key before the app is asked, so that a word is one question and not five. */
const pauseMs = 250;
/** Slack's own, where the element says nothing. */
const usualLength = 3;

interface Suggestions {
  readonly options: readonly SelectOption[];
  /** What stands in the list while it is empty: loading, nothing found, or why there is nothing. */
  readonly note: string;
  readonly busy: boolean;
  /** Asks the app what it offers for these words; only the last question's answer is shown. */
  readonly search: (typed: string) => void;
}

/** What the app offers for what is typed into an external select (`block_suggestion`). */
export function useSuggestions(element: ExternalSelect | MultiExternalSelect, blockId: string): Suggestions {
  const { state, snapshot } = useDesk();
  const { surface } = useSurface();
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [found, setFound] = useState<Omit<Suggestions, 'search'>>({ options: [], note: '', busy: false });
  const say = (note: string, busy = false) => setFound({ options: [], note, busy });
  const least = element.min_query_length ?? usualLength;
  const ask = async (typed: string, question: number) => {
    const actionId = element.action_id ?? '';
    const answer = await postSuggest({ user: state.userId, surface, blockId, actionId, value: typed });
    if (question !== latest.current) return;
    if (!answer.ok) return say(deedError(answer.error, snapshot.app.name));
    if (answer.options.length === 0) return say(typed ? `No results for “${typed}”` : 'No results');
    setFound({ options: answer.options, note: '', busy: false });
  };
  useEffect(
    () => () => {
      latest.current += 1;
      clearTimeout(timer.current);
    },
    [],
  );
  return {
    ...found,
    search(typed) {
      clearTimeout(timer.current);
      latest.current += 1;
      const question = latest.current;
      if (typed.length < least)
        return say(`Type ${least === 1 ? 'a character' : `${least} characters`} or more`);
      say('Searching…', true);
      timer.current = setTimeout(() => void ask(typed, question), typed ? pauseMs : 0);
    },
  };
}
