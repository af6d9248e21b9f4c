import type {
  ChannelsSelect,
  ConversationsSelect,
  ExternalSelect,
  MultiExternalSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  StaticSelect,
  UsersSelect,
} from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ElementState, SelectOption } from '../../../slack/desktop.ts';
import { postSuggest } from '../api.ts';
import { actionError } from '../state/action-error.ts';
import { chosen, optionsOf } from '../state/elements.ts';
import { Icon } from '../view/icons.ts';
import { usePage } from '../view/page-context.ts';
import { ComboBox } from './combo-box.ts';
import { type FieldProps, useField } from './field-props.ts';
import { type Choice, choiceOf, choicesOf } from './select-options.ts';
import { useSurface } from './surface.ts';

type Single = StaticSelect | UsersSelect | ChannelsSelect | ConversationsSelect;

const invitations = {
  static_select: 'Select an option',
  users_select: 'Select a person',
  channels_select: 'Select a channel',
  conversations_select: 'Select a conversation',
} as const;

/** One option, person or channel. */
export function SelectField({ element, ...context }: FieldProps<Single>): ComponentChildren {
  const { snapshot } = usePage();
  const { value, busy, change } = useField(element, context);
  const current =
    value?.selected_user ??
    value?.selected_channel ??
    value?.selected_conversation ??
    value?.selected_option?.value ??
    '';
  return h(ComboBox, {
    context,
    choices: choicesOf(element, snapshot),
    value: current,
    placeholder: element.placeholder?.text ?? invitations[element.type],
    busy,
    autofocus: element.focus_on_load,
    pick: (picked) => change(singleState(element, picked)),
  });
}

function singleState(element: Single, picked: string): ElementState {
  const { type } = element;
  if (element.type === 'users_select') return { type, selected_user: picked || null };
  if (element.type === 'channels_select') return { type, selected_channel: picked || null };
  if (element.type === 'conversations_select') return { type, selected_conversation: picked || null };
  const option = optionsOf(element).find((one) => one.value === picked);
  return { type, selected_option: option ? chosen(option) : null };
}

/** Several options or people. */
export function MultiSelectField({
  element,
  ...context
}: FieldProps<MultiStaticSelect | MultiUsersSelect>): ComponentChildren {
  const { snapshot } = usePage();
  const { value, change } = useField(element, context);
  const choices = choicesOf(element, snapshot);
  const picked = value?.selected_users ?? value?.selected_options?.map((option) => option.value) ?? [];
  const full = element.max_selected_items !== undefined && picked.length >= element.max_selected_items;
  const set = (values: readonly string[]) => change(multiState(element, values));
  const invitation = full
    ? `No more than ${element.max_selected_items}`
    : picked.length > 0
      ? 'Add another'
      : (element.placeholder?.text ?? 'Add one');
  const labelOf = (one: string) => choices.find((choice) => choice.value === one)?.label ?? one;
  return h(ChipList, {
    chips: picked.map((one) => ({ value: one, label: labelOf(one) })),
    remove: (gone: string) => set(picked.filter((one) => one !== gone)),
    children: h(ComboBox, {
      context,
      choices: choices.filter((choice) => !picked.includes(choice.value)),
      value: '',
      placeholder: invitation,
      disabled: full,
      autofocus: element.focus_on_load,
      pick: (one) => one && set([...picked, one]),
      key: picked.length,
    }),
  });
}

function multiState(element: MultiStaticSelect | MultiUsersSelect, picked: readonly string[]): ElementState {
  const { type } = element;
  if (element.type === 'multi_users_select') return { type, selected_users: picked };
  const options = optionsOf(element).filter((option) => picked.includes(option.value ?? ''));
  return { type, selected_options: options.map(chosen) };
}

/** A select whose options come from the app while one types: one of them, or several as chips. */
export function ExternalField({
  element,
  ...context
}: FieldProps<ExternalSelect | MultiExternalSelect>): ComponentChildren {
  const { value, busy, change } = useField(element, context);
  const found = useSuggestions(element, context.blockId);
  const many = element.type === 'multi_external_select';
  const picked = many ? (value?.selected_options ?? []) : [value?.selected_option ?? []].flat();
  const full = many && picked.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const set = (options: readonly SelectOption[]) => {
    const { type } = element;
    const kept = options.map(chosen);
    change(many ? { type, selected_options: kept } : { type, selected_option: kept[0] ?? null });
  };
  const pick = (one: string) => {
    const option = found.options.find((offered) => offered.value === one);
    if (many) return option && set([...picked, option]);
    set(option ? [option] : []);
  };
  const offered = found.options.filter(
    (option) => !many || picked.every((one) => one.value !== option.value),
  );
  const invitation = element.placeholder?.text ?? (many ? 'Add one' : 'Select an option');
  const [first] = picked;
  const box = h(ComboBox, {
    context,
    pick,
    busy: busy || found.busy,
    disabled: full,
    autofocus: element.focus_on_load,
    choices: offered.map((option) => choiceOf(option)),
    search: found.search,
    note: found.note,
    placeholder: full ? `No more than ${picked.length}` : invitation,
    ...(many || !first ? { value: '' } : { value: first.value, label: choiceOf(first).label }),
    key: many ? picked.length : 0,
  });
  if (!many) return box;
  return h(ChipList, {
    chips: picked.map((option) => choiceOf(option)),
    remove: (gone: string) => set(picked.filter((one) => one.value !== gone)),
    children: box,
  });
}

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
function useSuggestions(element: ExternalSelect | MultiExternalSelect, blockId: string): Suggestions {
  const { state, snapshot } = usePage();
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
    if (!answer.ok) return say(actionError(answer.error, snapshot.app.name));
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

interface Props {
  readonly chips: readonly Choice[];
  readonly remove: (value: string) => void;
  /** The field that adds another one. */
  readonly children: ComponentChildren;
}

/** What is picked already: each one a chip with its own button to take it away again. */
function ChipList({ chips, remove, children }: Props): ComponentChildren {
  return html`<div class="multi">
    ${
      chips.length > 0 &&
      html`<ul class="chips">
        ${chips.map(
          ({ value, label }) => html`<li class="chip" key=${value}>
            ${label}
            <button type="button" aria-label=${`Remove ${label}`} onClick=${() => remove(value)}>
              ${h(Icon, { name: 'close' })}
            </button>
          </li>`,
        )}
      </ul>`
    }
    ${children}
  </div>`;
}
