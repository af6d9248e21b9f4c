import type {
  ChannelsSelect,
  ConversationsSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  Option,
  StaticSelect,
  UsersSelect,
} from '@slack/types';
import type { SelectOption, Snapshot } from '../../../slack/desktop.ts';
import { withGlyphs } from '../mrkdwn/emoji.ts';
import { pickable } from '../view/people.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** The heading it stands under. */
  readonly group?: string;
}

type AnySelect =
  | UsersSelect
  | StaticSelect
  | ChannelsSelect
  | ConversationsSelect
  | MultiUsersSelect
  | MultiStaticSelect;

/** What a select offers: the options that the app gave, or the workspace's people. */
export function choicesOf(element: AnySelect, snapshot: Snapshot): Choice[] {
  if (element.type === 'users_select' || element.type === 'multi_users_select')
    return pickable(snapshot).map((member) => ({
      value: member.id,
      label: member.kind === 'member' ? member.name : `${member.name} (${kinds[member.kind] ?? member.kind})`,
    }));
  if (element.type === 'channels_select' || element.type === 'conversations_select')
    return snapshot.channels
      .filter((channel) => channel.kind !== 'im')
      .map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
  const groups = element.option_groups?.map((one) => ({ group: one.label.text, options: one.options }));
  return (groups ?? [{ group: undefined, options: element.options ?? [] }]).flatMap(({ group, options }) =>
    options.map((option) => choiceOf(option, group)),
  );
}

/** One option of the app as a list shows it. */
export function choiceOf(option: Option | SelectOption, group?: string): Choice {
  return {
    value: option.value ?? '',
    label: withGlyphs(option.text.text),
    ...(group === undefined ? {} : { group }),
  };
}

const kinds: Readonly<Record<string, string>> = {
  app: 'app',
  bot: 'app',
  guest: 'guest',
  'single-channel-guest': 'guest',
  stranger: 'external',
};

/** The choices whose label has all the typed words somewhere. */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const words = typed.toLowerCase().split(/\s+/);
  return choices.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}

/** Choices under their headings, in order; those without one come under `''`. */
export function grouped(choices: readonly Choice[]): [string, Choice[]][] {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices) {
    const group = choice.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), choice]);
  }
  return [...groups];
}
