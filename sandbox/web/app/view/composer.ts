import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Channel, Snapshot } from '../../../slack/desktop.ts';
import { applyOffer, type Offer, offersFor, proposalsOf } from '../state/offers.ts';
import { keyOf } from '../state/page-state.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { pickable } from './people.ts';
import { titleOf } from './sidebar.ts';

/** How high the place to write on grows before it scrolls. */
const mostLines = 8;

interface ComposerProps {
  readonly channel: Channel;
  /** The message that is replied to, in its thread. */
  readonly threadTs?: string;
  readonly key?: string;
}

/** The place to write on: Enter sends, Shift and Enter begin a new line, `/` offers commands, `@` offers people, ↑ brings back the last line. */
export function Composer({ channel, threadTs }: ComposerProps): ComponentChildren {
  const { snapshot, state, dispatch, run } = usePage();
  const { app } = snapshot;
  const input = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const place = threadTs === undefined ? channel.id : keyOf(channel.id, threadTs);
  const key = keyOf(state.userId, place);
  const text = state.drafts[key] ?? '';
  const [caret, setCaret] = useState(text.length);
  const [picked, setPicked] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState(false);
  const lastLine = useRef('');
  const seen = `${channel.messages.at(-1)?.ts} ${snapshot.views.at(-1)?.id}`;
  const { awaiting, begin: expectAnswer } = useAwaiting(seen);
  const busy = state.busy.includes(keyOf('write', key)) || awaiting;
  const offers = dismissed ? [] : offersFor(text, caret, app.commands, pickable(snapshot));
  const isNew =
    threadTs === undefined &&
    state.actions === 0 &&
    offers.length === 0 &&
    channel.hasApp &&
    (channel.kind === 'im' || channel.messages.length === 0);
  const current = picked === null ? offers.find((offer) => offer.eager) : offers[picked % offers.length];

  useEffect(() => {
    if (matchMedia('(hover: hover)').matches && snapshot.views.length === 0) input.current?.focus();
  }, [key, snapshot.views.length === 0]);

  const write = (next: string, at = next.length) => {
    dispatch({ type: 'draft', place, text: next });
    setCaret(at);
    setPicked(null);
    setDismissed(false);
  };
  const take = (offer: Offer) => {
    const next = applyOffer(text, caret, offer);
    write(next.text, next.caret);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const send = async (line: string) => {
    if (!line.trim()) return;
    lastLine.current = line;
    write('');
    const thread = threadTs === undefined ? {} : { threadTs };
    const body = { user: state.userId, channel: channel.id, text: line.trim(), ...thread };
    if (line.startsWith('/')) expectAnswer();
    dispatch({ type: 'pending', key, line: body.text });
    const result = await run(line.startsWith('/') ? 'command' : 'message', body, keyOf('write', key));
    dispatch({ type: 'pending', key, line: null });
    if (!result.ok && result.error === 'network') write(line);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (offers.length > 0 && step) {
      event.preventDefault();
      const from = current ? offers.indexOf(current) : step > 0 ? -1 : offers.length;
      setPicked((from + step + offers.length) % offers.length);
    } else if (offers[0] && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      take(current ?? offers[0]);
    } else if (current && event.key === 'Enter') {
      event.preventDefault();
      take(current);
    } else if (offers.length > 0 && event.key === 'Escape') {
      event.stopPropagation();
      setDismissed(true);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send(text);
    } else if (event.key === 'ArrowUp' && text === '' && lastLine.current) {
      event.preventDefault();
      write(lastLine.current);
    }
  };
  const begin = (sign: string) => {
    const next = sign === '@' ? `${text}${text === '' || text.endsWith(' ') ? '' : ' '}@` : sign;
    write(next);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.length, next.length);
    });
  };
  const label = threadTs === undefined ? `Message ${titleOf(channel, app.name)}` : 'Reply in the thread';
  const hint =
    threadTs === undefined
      ? `Message ${channel.kind === 'im' ? app.name : `#${channel.name}`}, or try ${app.command} help`
      : 'Reply…';
  const moved = () => setCaret(input.current?.selectionStart ?? text.length);
  return html`<div class="composer">
    ${isNew && h(FirstSteps, { send: (line: string) => void send(line) })}
    ${h(OfferList, { id: listId, offers, current, take })}
    <form class="composer-frame" onSubmit=${(event: Event) => event.preventDefault()}>
      <textarea
        ref=${input}
        class="composer-input"
        rows=${Math.min(mostLines, text.split('\n').length)}
        aria-label=${label}
        aria-controls=${listId}
        aria-autocomplete="list"
        aria-activedescendant=${current && `${listId}-${current.id}`}
        autocomplete="off"
        enterkeyhint="send"
        placeholder=${hint}
        value=${text}
        onInput=${(event: Event) => {
          const target = event.currentTarget as HTMLTextAreaElement;
          write(target.value, target.selectionStart ?? target.value.length);
        }}
        onKeyDown=${keyDown}
        onKeyUp=${moved}
        onClick=${moved}
      />
      ${h(ComposerTools, { app, begin, canSend: text.trim() !== '', send: () => void send(text) })}
    </form>
    <p class="composer-note" role="status">${busy && `${app.name} is working…`}</p>
  </div>`;
}

interface ComposerToolsProps {
  readonly app: Snapshot['app'];
  /** Puts a sign into the line, as if it had been typed. */
  readonly begin: (sign: string) => void;
  readonly canSend: boolean;
  readonly send: () => void;
}

/** The row below the line: begin a command, name somebody, send. */
function ComposerTools({ app, begin, canSend, send }: ComposerToolsProps): ComponentChildren {
  return html`<div class="composer-tools">
    <button type="button" class="icon-button" aria-label="Begin a command" title=${`Begin a command: ${app.command}`} onClick=${() => begin('/')}>
      ${h(Icon, { name: 'slash' })}
    </button>
    <button type="button" class="icon-button" aria-label="Mention someone" title="Mention someone" onClick=${() => begin('@')}>
      ${h(Icon, { name: 'at' })}
    </button>
    <span class="spring"></span>
    <button type="button" class="send" aria-label="Send" aria-disabled=${!canSend} onClick=${send}>
      ${h(Icon, { name: 'send' })}
    </button>
  </div>`;
}

const shown = 4;

/** A newcomer's first commands, one click each; gone after the first action. */
function FirstSteps({ send }: { send: (line: string) => void }): ComponentChildren {
  const { snapshot } = usePage();
  const proposals = proposalsOf(snapshot.app).slice(0, shown);
  if (proposals.length === 0) return null;
  return html`<div class="first-steps" role="group" aria-label="Suggested commands">
    <span class="first-label">Try</span>
    ${proposals.map(
      ({
        line,
        hint,
      }) => html`<button type="button" class="suggestion" title=${hint} key=${line} onClick=${() => send(line)}>
        ${line}
      </button>`,
    )}
  </div>`;
}

interface OfferListProps {
  readonly id: string;
  readonly offers: readonly Offer[];
  readonly current: Offer | undefined;
  readonly take: (offer: Offer) => void;
}

/** What the composer offers, above it; the arrow keys walk through it while the focus stays in the line. */
function OfferList({ id, offers, current, take }: OfferListProps): ComponentChildren {
  return html`<ul class="offers" id=${id} role="listbox" aria-label="Suggestions" hidden=${offers.length === 0}>
    ${offers.map(
      (offer) => html`<li
        class="offer"
        id=${`${id}-${offer.id}`}
        role="option"
        key=${offer.id}
        aria-selected=${offer === current ? 'true' : 'false'}
        onMouseDown=${(event: Event) => event.preventDefault()}
        onClick=${() => take(offer)}
      >
        <span class="offer-label">${offer.label}</span>
        <span class="offer-hint">${offer.hint}</span>
      </li>`,
    )}
  </ul>`;
}

/** Longer than this nobody believes that an answer is on its way. */
const longestMs = 6_000;

/**
 * Whether an answer is on its way: from a sent line on, until something new is seen.
 *
 * @param seen changes with everything that may be the answer
 */
function useAwaiting(seen: string): { awaiting: boolean; begin: () => void } {
  const [awaiting, setAwaiting] = useState(false);
  useEffect(() => setAwaiting(false), [seen]);
  useEffect(() => {
    if (!awaiting) return;
    const timer = setTimeout(() => setAwaiting(false), longestMs);
    return () => clearTimeout(timer);
  }, [awaiting]);
  return { awaiting, begin: () => setAwaiting(true) };
}
