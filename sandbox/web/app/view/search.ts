import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { WithPictures } from '../blocks/emoji-view.ts';
import { type Hit, searchMessages } from '../state/search.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { Avatar, authorOf } from './people.ts';
import { dateOfTs, dayOf, timeOf } from './times.ts';

/** The search in the top bar: a button that opens a dialog, in which the messages are found while one types. */
export function Search(): ComponentChildren {
  const { snapshot } = usePage();
  const [open, setOpen] = useState(false);
  return html`<button type="button" class="search-button" id="search-button" aria-label="Search messages" onClick=${() => setOpen(true)}>
      ${h(Icon, { name: 'search' })}<span class="label-wide">Search ${snapshot.team.name}</span>
    </button>
    ${open && h(SearchDialog, { close: () => setOpen(false) })}`;
}

function SearchDialog({ close }: { close: () => void }): ComponentChildren {
  const { snapshot } = usePage();
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const goTo = useGoTo();
  const hits = searchMessages(snapshot, query);
  const current = hits[Math.min(picked, hits.length - 1)];
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  const take = (hit: Hit) => {
    close();
    // Closing gives the focus back to the button first; then it goes to the message.
    setTimeout(() => goTo(hit));
  };
  const keyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length > 0) {
      event.preventDefault();
      setPicked((Math.min(picked, hits.length - 1) + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      take(current);
    }
  };
  const typed = (event: Event) => {
    setQuery((event.currentTarget as HTMLInputElement).value);
    setPicked(0);
  };
  return html`<dialog
    class="dialog search"
    ref=${dialog}
    aria-label="Search messages"
    onCancel=${(event: Event) => {
      event.preventDefault();
      close();
    }}
    onClick=${(event: Event) => event.target === dialog.current && close()}
  >
    <div class="search-line">
      ${h(Icon, { name: 'search' })}
      <input
        type="text"
        class="search-input"
        role="combobox"
        aria-label="Search messages"
        aria-expanded=${hits.length > 0}
        aria-controls=${id}
        aria-autocomplete="list"
        aria-activedescendant=${current && `${id}-${hits.indexOf(current)}`}
        autocomplete="off"
        placeholder="Words, in:general, from:grace"
        value=${query}
        onInput=${typed}
        onKeyDown=${keyDown}
      />
      <button type="button" class="icon-button" aria-label="Close the search" onClick=${close}>${h(Icon, { name: 'close' })}</button>
    </div>
    <p class="search-count" role="status">${countWords(query, hits.length)}</p>
    <ul class="hits" id=${id} role="listbox" aria-label="Messages found" hidden=${hits.length === 0}>
      ${hits.map((hit, i) => h(HitView, { hit, id: `${id}-${i}`, isCurrent: hit === current, take: () => take(hit) }))}
    </ul>
  </dialog>`;
}

function countWords(query: string, count: number): string {
  if (query.trim() === '') return 'Finds what you may see. What only you saw for a moment is not kept.';
  if (count === 0) return 'Nothing found.';
  return `${count} ${count === 1 ? 'message' : 'messages'}`;
}

interface HitProps {
  readonly hit: Hit;
  readonly id: string;
  readonly isCurrent: boolean;
  readonly take: () => void;
}

function HitView({ hit, id, isCurrent, take }: HitProps): ComponentChildren {
  const { snapshot } = usePage();
  const { message, author, channelName, excerpt } = hit;
  const channel = snapshot.channels.find((one) => one.id === hit.channel);
  const at = dateOfTs(message.ts);
  return html`<li class="hit" id=${id} role="option" aria-selected=${isCurrent ? 'true' : 'false'} onClick=${take}>
    ${h(Avatar, { author: authorOf(snapshot, message) })}
    <span class="hit-text">
      <span class="hit-head"><strong>${author}</strong> ${channel?.kind === 'im' ? '' : '#'}${channelName} · ${dayOf(at)}, ${timeOf(at)}</span>
      <span class="hit-excerpt">${h(WithPictures, { text: excerpt })}</span>
    </span>
  </li>`;
}

/** Brings a message into view, a reply in its thread. */
function useGoTo(): (hit: Hit) => void {
  const { dispatch, openThread } = usePage();
  return ({ channel, message: { ts, threadTs } }) => {
    dispatch({ type: 'jump', target: { channel, ts: threadTs ?? ts } });
    if (threadTs !== undefined && threadTs !== ts) openThread({ channel, ts: threadTs });
  };
}
