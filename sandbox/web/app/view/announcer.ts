import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { plainText } from '../mrkdwn/plain-text.ts';
import { parseMrkdwn } from '../mrkdwn.ts';
import { placeOf } from '../state/page-state.ts';
import { useDesk } from './desk.ts';
import { authorOf } from './people.ts';

/** Reads out messages that arrive in the open channel; what was there already is not read again. */
export function Announcer(): ComponentChildren {
  const { state, snapshot } = useDesk();
  const place = placeOf(state);
  const messages = snapshot.channels.find((channel) => channel.id === place)?.messages ?? [];
  const newest = messages.at(-1);
  const spot = `${state.userId} ${place}`;
  const heard = useRef({ spot: '', ts: '' });
  const [text, setText] = useState('');
  useEffect(() => {
    const before = heard.current;
    heard.current = { spot, ts: newest?.ts ?? '' };
    if (before.spot !== spot || !newest || newest.ts === before.ts || newest.user === state.userId) return;
    const author = authorOf(snapshot, newest).name;
    setText(`${author}: ${plainText(parseMrkdwn(newest.text))}`);
  }, [spot, newest?.ts]);
  return html`<div class="unseen" role="status" aria-live="polite">${text}</div>`;
}
