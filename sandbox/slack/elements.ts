import type { ElementState, SelectOption, StateValues, Upload } from './desktop.ts';
import { isRec, listOf, type Rec, recsOf } from './json.ts';

/** An interactive element and where it stands. */
export interface Placed {
  readonly blockId: string;
  readonly actionId: string;
  readonly block: Rec;
  readonly element: Rec;
  /** Inside an input block: it has a value to submit. */
  readonly isInput: boolean;
}

/** All interactive elements of a message or a view, in reading order, containers included. */
export function elementsOf(blocks: unknown): Placed[] {
  return recsOf(blocks).flatMap((block) => {
    if (block.type === 'container') return elementsOf(block.child_blocks);
    if (block.type === 'input') return place(block, [block.element], true);
    return place(block, [block.accessory, ...recsOf(block.elements), ...recsOf(block.actions)], false);
  });
}

/** The element with this action id, in this block when one is named. */
export function findElement(blocks: unknown, actionId: string, blockId?: string): Placed | undefined {
  const sameBlock = (placed: Placed) => blockId === undefined || placed.blockId === blockId;
  return elementsOf(blocks).find((placed) => placed.actionId === actionId && sameBlock(placed));
}

/** The options of a select, a radio group, checkboxes or an overflow menu, groups flattened. */
export function optionsOf(element: Rec): Rec[] {
  return [
    ...recsOf(element.options),
    ...recsOf(element.option_groups).flatMap((group) => recsOf(group.options)),
  ];
}

function place(block: Rec, candidates: unknown[], isInput: boolean): Placed[] {
  return candidates
    .filter(isRec)
    .filter((element) => typeof element.action_id === 'string')
    .map((element) => ({
      blockId: String(block.block_id),
      actionId: String(element.action_id),
      block,
      element,
      isInput,
    }));
}

/** A value as a test gives it: text, an id, an option's value, several of them, files, or nothing. */
export type FieldValue = string | readonly string[] | readonly Upload[] | null;

const stateless = new Set(['button', 'workflow_button', 'overflow', 'feedback_buttons', 'icon_button']);

/** `state.values` of a view or message nobody touched: each stateful element with its initial value. */
function untouched(blocks: unknown): StateValues {
  const values: StateValues = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    if (stateless.has(String(element.type))) continue;
    values[blockId] = { ...values[blockId], [actionId]: initialState(element) };
  }
  return values;
}

/** The untouched state with what was entered put over it; entries for elements that do not exist are dropped. */
export function mergedState(blocks: unknown, ...entered: readonly StateValues[]): StateValues {
  const values = untouched(blocks);
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, state] of Object.entries(actions)) {
      for (const source of entered) {
        const given = source[blockId]?.[actionId];
        if (given) values[blockId] = { ...values[blockId], [actionId]: { ...given, type: state.type } };
      }
    }
  }
  return values;
}

/**
 * The state of one element with this value, shaped as its type demands.
 * Throws a sentence when the value cannot be entered, such as an option that the select does not have.
 */
export function stateWith(element: Rec, value: FieldValue): ElementState {
  const type = String(element.type);
  const one = typeof value === 'string' ? value : null;
  const many = listOf(value).map(String);
  switch (type) {
    case 'users_select':
      return { type, selected_user: one };
    case 'multi_users_select':
      return { type, selected_users: many };
    case 'channels_select':
      return { type, selected_channel: one };
    case 'multi_channels_select':
      return { type, selected_channels: many };
    case 'conversations_select':
      return { type, selected_conversation: one };
    case 'multi_conversations_select':
      return { type, selected_conversations: many };
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: one === null ? null : optionWith(element, one) };
    case 'external_select':
      return { type, selected_option: one === null ? null : makeOption(one) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: many.map((each) => optionWith(element, each)) };
    case 'multi_external_select':
      return { type, selected_options: many.map(makeOption) };
    case 'datepicker':
      return { type, selected_date: one };
    case 'timepicker':
      return { type, selected_time: one };
    case 'datetimepicker':
      return { type, selected_date_time: one === null ? null : Number(one) };
    case 'file_input':
      return { type, files: listOf(value) };
    case 'rich_text_input':
      return { type, rich_text_value: one === null ? null : richText(one) };
    default:
      // Slack sends null for a text field that was left empty.
      return { type, value: one === '' ? null : one };
  }
}

function initialState(element: Rec): ElementState {
  const type = String(element.type);
  const ids = (key: string) => listOf(element[key]).map(String);
  const options = (entries: readonly Rec[]) => ({
    type,
    selected_options: entries as unknown as SelectOption[],
  });
  if (type === 'checkboxes' || /^multi_(static|external)/.test(type)) {
    return options(recsOf(element.initial_options));
  }
  if (/static_select|external_select|radio_buttons/.test(type)) {
    const option = isRec(element.initial_option) ? (element.initial_option as unknown as SelectOption) : null;
    return { type, selected_option: option };
  }
  if (type === 'datetimepicker') {
    return { type, selected_date_time: Number(element.initial_date_time) || null };
  }
  if (type === 'rich_text_input') return { type, rich_text_value: element.initial_value ?? null };
  const single = ['user', 'channel', 'conversation', 'date', 'time'].find((key) => element[`initial_${key}`]);
  if (single) return stateWith(element, String(element[`initial_${single}`]));
  const several = ['users', 'channels', 'conversations'].find((key) => element[`initial_${key}`]);
  if (several) return stateWith(element, ids(`initial_${several}`));
  if (typeof element.initial_value === 'string') return stateWith(element, element.initial_value);
  return stateWith(element, null);
}

function optionWith(element: Rec, value: string): SelectOption {
  const option = optionsOf(element).find((one) => one.value === value);
  if (option) return option as unknown as SelectOption;
  const known = optionsOf(element).map((one) => String(one.value));
  throw new Error(`${String(element.action_id)} has no option ${value}, only ${known.join(', ') || 'none'}`);
}

function makeOption(value: string): SelectOption {
  return { text: { type: 'plain_text', text: value }, value };
}

function richText(text: string): Rec {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: [section] };
}
