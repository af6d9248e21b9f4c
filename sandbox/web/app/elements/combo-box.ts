import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { controlProps, type FieldContext } from './field-props.ts';
import { type Choice, grouped, matching } from './select-options.ts';

interface Props {
  readonly context: FieldContext;
  readonly choices: readonly Choice[];
  /** The value of what is chosen; empty for nothing. */
  readonly value: string;
  /** The words of what is chosen, where it may not be among the choices. */
  readonly label?: string;
  readonly placeholder: string;
  readonly pick: (value: string) => void;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly autofocus?: boolean | undefined;
  /** Looks elsewhere for the choices, which are then shown as they are; hears what is typed, at first nothing. */
  readonly search?: (typed: string) => void;
  /** Stands in the list while it is empty. */
  readonly note?: string;
}

/** A select one can search, as Slack's: type to filter, arrows to walk, Enter to choose, Escape to leave. */
export function ComboBox({ context, choices, value, placeholder, pick, ...more }: Props): ComponentChildren {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const listId = `${context.id}-list`;
  const label = more.label ?? choices.find((choice) => choice.value === value)?.label;
  const shown = more.search ? choices : matching(choices, typed ?? '');
  const current = open ? shown[Math.min(at, shown.length - 1)] : undefined;
  const idOf = (choice: Choice) => `${listId}-${choices.indexOf(choice)}`;

  useLayoutEffect(() => {
    if (!open || !input.current || !list.current) return;
    return placeBelow(list.current, input.current);
    // What was looked up elsewhere comes later, and may want more room.
  }, [open, more.search && choices.length > 0]);
  useLayoutEffect(() => {
    if (current) document.getElementById(idOf(current))?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const show = () => {
    if (open || more.disabled) return;
    setOpen(true);
    more.search?.('');
    setAt(
      Math.max(
        0,
        choices.findIndex((choice) => choice.value === value),
      ),
    );
  };
  const hide = () => {
    setOpen(false);
    setTyped(null);
  };
  const take = (choice: Choice) => {
    hide();
    if (choice.value !== value) pick(choice.value);
  };
  const keyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) {
      event.preventDefault();
      if (!open) return show();
      setAt((Math.min(at, shown.length - 1) + step + shown.length) % Math.max(shown.length, 1));
    } else if (event.key === 'Enter' && open) {
      // In a form Enter would send it.
      event.preventDefault();
      if (current) take(current);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    }
  };
  const leave = () => {
    if (typed?.trim() === '' && value !== '') pick('');
    hide();
  };
  return html`<div class=${`select-frame${context.label ? ' select-small' : ''}`}>
    <input
      ref=${input}
      type="text"
      class="control"
      role="combobox"
      ...${controlProps(context)}
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls=${listId}
      aria-autocomplete="list"
      aria-activedescendant=${current && idOf(current)}
      aria-busy=${more.busy}
      autocomplete="off"
      autofocus=${more.autofocus}
      disabled=${more.disabled}
      placeholder=${label ?? placeholder}
      value=${typed ?? label ?? ''}
      onFocus=${(event: Event) => (event.currentTarget as HTMLInputElement).select()}
      onClick=${show}
      onInput=${(event: Event) => {
        show();
        const words = (event.currentTarget as HTMLInputElement).value;
        setTyped(words);
        more.search?.(words);
        setAt(0);
      }}
      onKeyDown=${keyDown}
      onBlur=${leave}
    />
    <div ref=${list} id=${listId} class="listbox" role="listbox" aria-label=${placeholder} popover="manual" onMouseDown=${(event: Event) => event.preventDefault()}>
      ${grouped(shown).map(
        ([
          group,
          members,
        ]) => html`<div class="listbox-group" role=${group ? 'group' : 'presentation'} aria-label=${group || undefined} key=${group}>
          ${group && html`<div class="listbox-title" aria-hidden="true">${group}</div>`}
          ${members.map(
            (
              one,
            ) => html`<div class="listbox-option" role="option" id=${idOf(one)} key=${one.value} aria-selected=${one === current ? 'true' : 'false'} onClick=${() => take(one)}>
              ${one.label}
            </div>`,
          )}
        </div>`,
      )}
      ${shown.length === 0 && html`<div class="listbox-none" role="option" aria-disabled="true" aria-selected="false">${more.note || 'Nothing matches'}</div>`}
    </div>
    ${more.search && html`<span class="unseen" role="status">${open ? more.note || found(shown.length) : ''}</span>`}
  </div>`;
}

const found = (count: number) => (count === 1 ? '1 result' : `${count} results`);

const gapPx = 4;
const wantedPx = 240;

/**
 * Shows a list in the browser's top layer, below its field or above it where there is more room, so that no scrolling
 * form cuts it off. The returned function takes it away.
 */
function placeBelow(list: HTMLElement, field: HTMLElement): () => void {
  const place = () => {
    const { top, bottom, left, width } = field.getBoundingClientRect();
    const below = innerHeight - bottom - 2 * gapPx;
    const above = top - 2 * gapPx;
    const up = below < Math.min(wantedPx, list.scrollHeight) && above > below;
    list.style.left = `${left}px`;
    list.style.width = `${Math.max(width, 180)}px`;
    list.style.maxHeight = `${Math.min(wantedPx, up ? above : below)}px`;
    list.style.top = up ? 'auto' : `${bottom + gapPx}px`;
    list.style.bottom = up ? `${innerHeight - top + gapPx}px` : 'auto';
  };
  list.showPopover();
  place();
  addEventListener('resize', place);
  addEventListener('scroll', place, true);
  return () => {
    removeEventListener('resize', place);
    removeEventListener('scroll', place, true);
    if (list.matches(':popover-open')) list.hidePopover();
  };
}
