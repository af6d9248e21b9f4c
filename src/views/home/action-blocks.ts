import type { ActionsBlock, SectionBlock } from '@slack/types';
import { buttons, limits, section } from '../blocks.ts';
import { bold, cutPlain, md } from '../mrkdwn.ts';
import type { HomeAction, HomeGroup } from './page.ts';

const OPTIONS_MAX = 100;
const PROMINENT_MAX = 5;

/** The few actions that most people come for. */
export function actionRow(actions: readonly HomeAction[]): ActionsBlock[] {
  return buttons(
    actions.slice(0, PROMINENT_MAX).map((one) => ({ label: one.label, action: `command:${one.command}` })),
  );
}

/** One line a family; what belongs to it is in a menu, so that the tab stays calm. */
export function groupRows(groups: readonly HomeGroup[]): SectionBlock[] {
  return groups.map(({ title, words, actions }) => ({
    ...section(md`${bold(title)}\n${words}`),
    accessory: {
      type: 'static_select',
      action_id: 'home:choose',
      placeholder: plain('Choose…'),
      options: actions
        .slice(0, OPTIONS_MAX)
        .map((one) => ({ text: plain(one.label), value: `command:${one.command}` })),
    },
  }));
}

function plain(text: string) {
  return { type: 'plain_text' as const, text: cutPlain(text, limits.buttonText), emoji: false };
}
