import type {
  ActionsBlock,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
  Button as SlackButton,
} from '@slack/types';
import type { Text } from '../languages/text.ts';
import { cut, cutPlain, join, type Mrkdwn, md, value } from './mrkdwn.ts';

/** A message: blocks to show, and text for notifications and screen readers. */
export interface MessageContent {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A button, independent of Block Kit. `value` is an opaque id or nothing. */
export interface Button {
  readonly label: Text;
  readonly action: string;
  readonly value?: string;
  readonly style?: 'primary' | 'danger';
  /** What a screen reader says where the label alone is vague. */
  readonly spoken?: Text;
  readonly confirm?: {
    readonly title: Text;
    readonly text: Text;
    readonly yes: Text;
    readonly no: Text;
    /** What it does can't be taken back, although the button itself isn't red. */
    readonly danger?: true;
  };
}

/** Slack's limits, in characters or items. */
export const limits = {
  sectionText: 3000,
  fieldText: 2000,
  fields: 10,
  header: 150,
  contextText: 3000,
  buttonText: 75,
  option: 75,
  viewTitle: 24,
  inputLabel: 2000,
  actions: 25,
  messageBlocks: 50,
  viewBlocks: 100,
  messageText: 3000,
} as const;

/** A text object. With `verbatim`, Slack makes no links or mentions of what only looks like one. */
function mrkdwn(text: Mrkdwn, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: cut(text, max), verbatim: true };
}

/** Plain text as Slack takes it. Nothing in it is read as an emoji. */
export function plainText({ words }: Text, max: number): PlainTextElement {
  return { type: 'plain_text', text: cutPlain(words, max), emoji: false };
}

/** A paragraph, with a button beside it. */
export function section(text: Mrkdwn, button?: Button): SectionBlock {
  return {
    type: 'section',
    text: mrkdwn(text, limits.sectionText),
    ...(button ? { accessory: buttonElement(button) } : {}),
  };
}

/** A heading. Slack shows no formatting in it. */
export function header(words: Text): HeaderBlock {
  return { type: 'header', text: plainText(words, limits.header) };
}

/** Small print. */
export function context(text: Mrkdwn): ContextBlock {
  return { type: 'context', elements: [mrkdwn(text, limits.contextText)] };
}

/** Label and value side by side, ten to a block as Slack allows. */
export function facts(pairs: readonly (readonly [label: Text, value: Mrkdwn])[]): SectionBlock[] {
  const blocks: SectionBlock[] = [];
  for (let i = 0; i < pairs.length; i += limits.fields) {
    blocks.push({
      type: 'section',
      fields: pairs
        .slice(i, i + limits.fields)
        .map(([label, value]) => mrkdwn(md`*${label}*\n${value}`, limits.fieldText)),
    });
  }
  return blocks;
}

/**
 * Buttons in rows of at most `perRow`. Slack refuses a message with two equal `action_id`s in a block: a button that is
 * there already is left out, and one that differs in its value alone begins a new row.
 */
export function buttons(list: readonly Button[], perRow: number = limits.actions): ActionsBlock[] {
  const rows: Button[][] = [[]];
  for (const button of list) {
    const same = list.find((one) => one.action === button.action && one.value === button.value);
    if (same !== button) continue;
    const row = rows.at(-1) ?? [];
    if (row.length === perRow || row.some(({ action }) => action === button.action)) rows.push([button]);
    else row.push(button);
  }
  return rows
    .filter((row) => row.length > 0)
    .map((row) => ({ type: 'actions', elements: row.map(buttonElement) }));
}

function buttonElement(button: Button): SlackButton {
  return {
    type: 'button',
    action_id: button.action,
    text: plainText(button.label, limits.buttonText),
    ...(button.value ? { value: button.value } : {}),
    ...(button.style ? { style: button.style } : {}),
    ...(button.spoken ? { accessibility_label: cutPlain(button.spoken.words, limits.buttonText) } : {}),
    ...(button.confirm
      ? {
          confirm: {
            title: plainText(button.confirm.title, 100),
            text: plainText(button.confirm.text, 300),
            confirm: plainText(button.confirm.yes, 30),
            deny: plainText(button.confirm.no, 30),
            ...(button.style === 'danger' || button.confirm.danger ? { style: 'danger' as const } : {}),
          },
        }
      : {}),
  };
}

/** Puts a message together; the fallback text is escaped and cut like the blocks. */
export function message(text: Mrkdwn, blocks: KnownBlock[]): MessageContent {
  return { text: cut(text, limits.messageText), blocks: blocks.slice(0, limits.messageBlocks) };
}

/** The message with a line above it, which the fallback text says too. */
export function withNote({ text, blocks }: MessageContent, note: Mrkdwn): MessageContent {
  const line = cut(note, limits.messageText);
  return {
    text: line.length + text.length < limits.messageText ? `${line}\n${text}` : text,
    blocks: [context(note), ...blocks.slice(0, limits.messageBlocks - 1)],
  };
}

/** A bulleted list, split into sections by Slack's limit for the text of one. */
export function list(items: readonly Mrkdwn[]): SectionBlock[] {
  const blocks: SectionBlock[] = [];
  let lines: Mrkdwn[] = [];
  let length = 0;
  for (const item of items) {
    const line = md`•  ${item}`;
    if (length + line.source.length > limits.sectionText - 10 && lines.length > 0) {
      blocks.push(section(join(lines, '\n')));
      lines = [];
      length = 0;
    }
    lines.push(line);
    length += line.source.length + 1;
  }
  if (lines.length > 0) blocks.push(section(join(lines, '\n')));
  return blocks;
}

/** Before and after of one thing, in plain text. */
export interface BeforeAfter {
  readonly label: Text;
  readonly before: Text | string;
  readonly after: Text | string;
}

/** "Zoom email: old → new"; where there was nothing before, "Lasts: 14 days". */
export function changeLine({ label, before, after }: BeforeAfter): Mrkdwn {
  return before === '' ? md`${label}: ${value(after)}` : md`${label}: ${value(before)} → ${value(after)}`;
}

/** Each change on a line of its own. */
export function changeLines(changes: readonly BeforeAfter[]): Mrkdwn {
  return join(changes.map(changeLine), '\n');
}

/** The changes as a block; none for an empty list, because Slack rejects an empty text. */
export function changeSection(changes: readonly BeforeAfter[]): SectionBlock[] {
  return changes.length === 0 ? [] : [section(changeLines(changes))];
}
