import type {
  AnyBlock,
  ChannelsSelect,
  Checkboxes,
  ConversationsSelect,
  Datepicker,
  DateTimepicker,
  EmailInput,
  ExternalSelect,
  FileInput,
  KnownBlock,
  MultiExternalSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  NumberInput,
  Option,
  PlainTextInput,
  RadioButtons,
  RichTextInput,
  StaticSelect,
  Timepicker,
  URLInput,
  UsersSelect,
} from '@slack/types';
import type { ElementState } from '../../../slack/desktop.ts';

export type TextInput = PlainTextInput | EmailInput | URLInput | NumberInput;
/** The elements that hold a value. */
export type Field =
  | TextInput
  | UsersSelect
  | MultiUsersSelect
  | StaticSelect
  | MultiStaticSelect
  | RadioButtons
  | Checkboxes
  | ChannelsSelect
  | ConversationsSelect
  | ExternalSelect
  | MultiExternalSelect
  | Datepicker
  | Timepicker
  | DateTimepicker
  | RichTextInput
  | FileInput;

/** Where a field stands in its view. */
export interface PlacedField {
  readonly blockId: string;
  readonly actionId: string;
  readonly field: Field;
}

const fieldTypes: ReadonlySet<string> = new Set<Field['type']>([
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'users_select',
  'multi_users_select',
  'static_select',
  'multi_static_select',
  'radio_buttons',
  'checkboxes',
  'channels_select',
  'conversations_select',
  'external_select',
  'multi_external_select',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'rich_text_input',
  'file_input',
]);

function isField(element: { readonly type: string }): element is Field {
  return fieldTypes.has(element.type);
}

/** Every field of a view or message, in its order; blocks of unknown kinds are passed over. */
export function fieldsOf(blocks: readonly AnyBlock[]): PlacedField[] {
  return (blocks as readonly KnownBlock[]).flatMap((block) =>
    elementsOf(block)
      .filter(isField)
      .map((field) => ({ blockId: block.block_id ?? '', actionId: field.action_id ?? '', field })),
  );
}

/** The action ids of everything that can be clicked or filled in. */
export function actionIdsOf(blocks: readonly AnyBlock[]): string[] {
  return (blocks as readonly KnownBlock[])
    .flatMap(elementsOf)
    .flatMap((element) => ('action_id' in element ? [String(element.action_id)] : []));
}

function elementsOf(block: KnownBlock): readonly { readonly type: string }[] {
  if (block.type === 'input') return [block.element];
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  return block.type === 'actions' ? block.elements : [];
}

/** All options of a select, radio group or checkbox group, groups flattened. */
export function optionsOf(field: StaticSelect | MultiStaticSelect | RadioButtons | Checkboxes): Option[] {
  if ('option_groups' in field && field.option_groups)
    return field.option_groups.flatMap((one) => one.options);
  return field.options ?? [];
}

/** The value that an untouched field has, in the shape of Slack's payloads. */
export function initialValue(field: Field): ElementState {
  const { type } = field;
  switch (field.type) {
    case 'users_select':
      return { type, selected_user: field.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: field.initial_users ?? [] };
    case 'channels_select':
      return { type, selected_channel: field.initial_channel ?? null };
    case 'conversations_select':
      return { type, selected_conversation: field.initial_conversation ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: field.initial_option ? chosen(field.initial_option) : null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: (field.initial_options ?? []).map(chosen) };
    case 'datepicker':
      return { type, selected_date: field.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: field.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: field.initial_date_time ?? null };
    case 'rich_text_input':
      return { type, rich_text_value: field.initial_value ?? null };
    case 'file_input':
      return { type, files: [] };
    default:
      return { type, value: field.initial_value ?? null };
  }
}

/** An option as it appears in `state.values`: its text and value only. */
export function chosen(option: Option): NonNullable<ElementState['selected_option']> {
  return { text: { type: 'plain_text', text: option.text.text }, value: option.value ?? '' };
}
