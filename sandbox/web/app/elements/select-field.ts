import type { ChannelsSelect, ConversationsSelect, StaticSelect, UsersSelect } from '@slack/types';
import { type ComponentChildren, h } from 'preact';
import type { ElementState } from '../../../slack/desktop.ts';
import { chosen, optionsOf } from '../state/elements.ts';
import { useDesk } from '../view/desk.ts';
import { ComboBox } from './combo-box.ts';
import { type FieldProps, useField } from './field-props.ts';
import { choicesOf } from './select-options.ts';

type Single = StaticSelect | UsersSelect | ChannelsSelect | ConversationsSelect;

const invitations = {
  static_select: 'Select an option',
  users_select: 'Select a person',
  channels_select: 'Select a channel',
  conversations_select: 'Select a conversation',
} as const;

/** One option, person or channel. */
export function SelectField({ element, ...context }: FieldProps<Single>): ComponentChildren {
  const { snapshot } = useDesk();
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
    pick: (picked) => change(stateOf(element, picked)),
  });
}

function stateOf(element: Single, picked: string): ElementState {
  const { type } = element;
  if (element.type === 'users_select') return { type, selected_user: picked || null };
  if (element.type === 'channels_select') return { type, selected_channel: picked || null };
  if (element.type === 'conversations_select') return { type, selected_conversation: picked || null };
  const option = optionsOf(element).find((one) => one.value === picked);
  return { type, selected_option: option ? chosen(option) : null };
}
