import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { context, section } from './blocks.ts';
import { cutPlain, type Mrkdwn, md } from './mrkdwn.ts';

/** One input of a form. Its name is both `block_id` and `action_id`. */
export interface FormInput {
  readonly name: string;
  readonly label: string;
  readonly kind: 'person' | 'email' | 'text' | 'choice' | 'toggles' | 'duration' | 'secret' | 'picture';
  readonly hint?: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  readonly multiline?: boolean;
  readonly maxLength?: number;
  /** For a choice and for toggles: what can be chosen. */
  readonly options?: readonly FormOption[];
  /** What was typed already. */
  readonly initial?: string;
}

export interface FormOption {
  readonly value: string;
  readonly label: string;
}

export interface Form {
  readonly command: string;
  readonly title: string;
  readonly intro?: Mrkdwn;
  /** What is wrong with what was typed on the command line. */
  readonly problem?: Mrkdwn;
  readonly inputs: readonly FormInput[];
  readonly submit: string;
  readonly note?: Mrkdwn;
  /** Sealed form state. Everything in it is checked again on submission. */
  readonly metadata: string;
}

const plain = (text: string, max: number) => ({
  type: 'plain_text' as const,
  text: cutPlain(text, max),
  emoji: false,
});

/** The modal that asks for a command's fields, prefilled with what is known. */
export function formView(form: Form): ModalView {
  const blocks: KnownBlock[] = [
    ...(form.problem ? [section(md`:warning: ${form.problem}`)] : []),
    ...(form.intro ? [section(form.intro)] : []),
    ...form.inputs.map(inputBlock),
    ...(form.note ? [context(form.note)] : []),
  ];
  return {
    type: 'modal',
    callback_id: `form:${form.command}`,
    private_metadata: form.metadata,
    title: plain(form.title, 24),
    submit: plain(form.submit, 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

/** Shown while the form's values are read from Zoom: Slack's trigger expires after three seconds. */
export function loadingView(command: string, title: string): ModalView {
  return {
    type: 'modal',
    callback_id: `loading:${command}`,
    title: plain(title, 24),
    close: plain('Cancel', 24),
    blocks: [section(md`:hourglass_flowing_sand: One moment, I am asking Zoom…`)],
  };
}

/** A modal that only says something. */
export function noteView(title: string, text: Mrkdwn): ModalView {
  return { type: 'modal', title: plain(title, 24), close: plain('Close', 24), blocks: [section(text)] };
}

function inputBlock(input: FormInput): InputBlock {
  return {
    type: 'input',
    block_id: input.name,
    label: plain(input.label, 2000),
    ...(input.hint ? { hint: plain(input.hint, 2000) } : {}),
    optional: input.optional ?? false,
    element: element(input),
  };
}

function element(input: FormInput): InputBlock['element'] {
  const placeholder = input.placeholder ? { placeholder: plain(input.placeholder, 150) } : {};
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
    case 'email':
      return { type: 'email_text_input', action_id: input.name, ...placeholder, ...initial };
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
    case 'duration':
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
    .map((option) => ({ text: plain(option.label, 75), value: option.value }));
}
