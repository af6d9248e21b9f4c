import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { asIs, type Text, text } from '../languages/text.ts';
import { context, header, limits, plainText, section } from './blocks.ts';
import { type Mrkdwn, md } from './mrkdwn.ts';

/** One input of a form. Its name is both `block_id` and `action_id`. */
export interface FormInput {
  readonly name: string;
  readonly label: Text;
  readonly kind:
    | 'person'
    | 'people'
    | 'email'
    | 'text'
    | 'choice'
    | 'toggles'
    | 'duration'
    | 'time-zone'
    | 'secret'
    | 'picture';
  /** A heading above it. */
  readonly section?: Text;
  readonly hint?: Text;
  readonly placeholder?: Text;
  readonly optional?: boolean;
  readonly multiline?: boolean;
  readonly maxLength?: number;
  /** For a choice, toggles and a duration: what can be chosen. For a time zone: the one to start with. */
  readonly options?: readonly FormOption[];
  /** For a duration: the day to start with, such as `2026-12-24`. */
  readonly day?: string;
  /** What was typed already. */
  readonly initial?: string;
}

export interface FormOption {
  readonly value: string;
  readonly label: Text;
}

export interface Form {
  readonly command: string;
  readonly title: Text;
  readonly intro?: Mrkdwn;
  /** What is wrong with what was typed on the command line. */
  readonly problem?: Mrkdwn;
  readonly inputs: readonly FormInput[];
  readonly submit: Text;
  readonly note?: Mrkdwn;
  /** Sealed form state. Everything in it is checked again on submission. */
  readonly metadata: string;
}

/** The modal that asks for a command's fields, prefilled with what is known. */
export function formView(form: Form): ModalView {
  const blocks: KnownBlock[] = [
    ...(form.problem ? [section(md`:warning: ${form.problem}`)] : []),
    ...(form.intro ? [section(form.intro)] : []),
    ...form.inputs.flatMap(inputBlocks),
    ...(form.note ? [context(form.note)] : []),
  ];
  return {
    type: 'modal',
    callback_id: `form:${form.command}`,
    private_metadata: form.metadata,
    title: plainText(form.title, limits.viewTitle),
    submit: plainText(form.submit, limits.viewTitle),
    close: plainText(text`Cancel`, limits.viewTitle),
    blocks,
  };
}

/** Shown while the form's values are read from Zoom: Slack's trigger expires after three seconds. */
export function loadingView(command: string, title: Text): ModalView {
  return {
    type: 'modal',
    callback_id: `loading:${command}`,
    title: plainText(title, limits.viewTitle),
    close: plainText(text`Cancel`, limits.viewTitle),
    blocks: [section(md`:hourglass_flowing_sand: One moment, I’m asking Zoom…`)],
  };
}

/** A modal that only says something. */
export function noteView(title: Text, says: Mrkdwn): ModalView {
  return {
    type: 'modal',
    title: plainText(title, limits.viewTitle),
    close: plainText(text`Close`, limits.viewTitle),
    blocks: [section(says)],
  };
}

function inputBlocks(input: FormInput): KnownBlock[] {
  return [
    ...(input.section ? [header(input.section)] : []),
    inputBlock(input),
    ...(input.kind === 'duration' && input.initial === ON_DATE ? [calendarBlock(input.name, input.day)] : []),
  ];
}

function inputBlock(input: FormInput): InputBlock {
  return {
    type: 'input',
    block_id: input.name,
    label: plainText(input.label, limits.inputLabel),
    ...(input.hint ? { hint: plainText(input.hint, limits.inputLabel) } : {}),
    optional: input.optional ?? false,
    // Slack tells at once what is chosen: a date has to be picked then.
    ...(input.kind === 'duration' ? { dispatch_action: true } : {}),
    element: element(input),
  };
}

/** The most people for whom one command is run in one go. */
export const PEOPLE_MAX = 20;

/** The option of a duration that asks for a date. */
export const ON_DATE = 'date';

/** The name of the input that a date is picked in. */
export function dateInputOf(name: string): string {
  return `${name}-date`;
}

function calendarBlock(name: string, day?: string): InputBlock {
  const id = dateInputOf(name);
  return {
    type: 'input',
    block_id: id,
    label: plainText(text`Until which day?`, limits.inputLabel),
    hint: plainText(text`To the end of that day, in your time zone.`, limits.inputLabel),
    optional: false,
    element: { type: 'datepicker', action_id: id, ...(day ? { initial_date: day } : {}) },
  };
}

/** What Slack sends of an open form, as far as it is needed to show it again. */
export interface OpenForm {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: { readonly text: string };
  readonly submit?: { readonly text: string } | null;
  readonly blocks: readonly { readonly type: string; readonly block_id?: string }[];
}

/** An open form with a calendar below a duration, or without. What was entered already stays, as Slack keeps it. */
export function withCalendar(form: OpenForm, name: string, wanted: boolean): ModalView {
  const blocks = form.blocks.filter((block) => block.block_id !== dateInputOf(name)) as KnownBlock[];
  const at = blocks.findIndex((block) => block.block_id === name) + 1;
  return {
    type: 'modal',
    callback_id: form.callback_id,
    private_metadata: form.private_metadata,
    title: plainText(asIs(form.title.text), limits.viewTitle),
    submit: plainText(form.submit ? asIs(form.submit.text) : text`Continue`, limits.viewTitle),
    close: plainText(text`Cancel`, limits.viewTitle),
    blocks: wanted ? [...blocks.slice(0, at), calendarBlock(name), ...blocks.slice(at)] : blocks,
  };
}

function element(input: FormInput): InputBlock['element'] {
  const placeholder = input.placeholder ? { placeholder: plainText(input.placeholder, 150) } : {};
  const initial = input.initial ? { initial_value: input.initial } : {};
  switch (input.kind) {
    case 'person':
      return {
        type: 'users_select',
        action_id: input.name,
        ...placeholder,
        ...(/^[UW][A-Z0-9]+$/.test(input.initial ?? '') && input.initial
          ? { initial_user: input.initial }
          : {}),
      };
    case 'people': {
      const people = input.initial?.split(',').filter((one) => /^[UW][A-Z0-9]+$/.test(one)) ?? [];
      return {
        type: 'multi_users_select',
        action_id: input.name,
        max_selected_items: PEOPLE_MAX,
        ...placeholder,
        ...(people.length > 0 ? { initial_users: people } : {}),
      };
    }
    case 'email':
      return { type: 'email_text_input', action_id: input.name, ...placeholder, ...initial };
    case 'time-zone': {
      const [first] = optionsOf(input, 1);
      return {
        type: 'external_select',
        action_id: input.name,
        min_query_length: 0,
        ...placeholder,
        ...(first ? { initial_option: first } : {}),
      };
    }
    case 'duration':
    case 'choice': {
      const options = optionsOf(input, 100);
      const chosen = options.find((option) => option.value === input.initial);
      return {
        type: 'static_select',
        action_id: input.name,
        ...placeholder,
        options,
        ...(chosen ? { initial_option: chosen } : {}),
      };
    }
    case 'toggles': {
      const options = optionsOf(input, 10);
      const on = input.initial?.split(',') ?? [];
      const chosen = options.filter((option) => on.includes(option.value ?? ''));
      return {
        type: 'checkboxes',
        action_id: input.name,
        options,
        ...(chosen.length > 0 ? { initial_options: chosen } : {}),
      };
    }
    case 'picture':
      return {
        type: 'file_input',
        action_id: input.name,
        filetypes: ['jpg', 'jpeg', 'png', 'gif'],
        max_files: 1,
      };
    case 'secret':
      // Slack has no password field. Nothing is prefilled, and the view is gone once it is submitted.
      return {
        type: 'plain_text_input',
        action_id: input.name,
        ...(input.maxLength ? { max_length: input.maxLength } : {}),
        ...placeholder,
      };
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: input.name,
        multiline: input.multiline ?? false,
        ...(input.maxLength ? { max_length: input.maxLength } : {}),
        ...placeholder,
        ...initial,
      };
  }
}

function optionsOf(input: FormInput, max: number): PlainTextOption[] {
  return (input.options ?? [])
    .slice(0, max)
    .map((option) => ({ text: plainText(option.label, limits.option), value: option.value }));
}
