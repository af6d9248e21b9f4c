import type { TextObject } from '@slack/types';
import { type ComponentChildren, h } from 'preact';
import { Mrkdwn } from './mrkdwn-view.ts';
import { Plain } from './plain-view.ts';

/** A text object of either kind. */
export function TextView({ text }: { text: TextObject }): ComponentChildren {
  return text.type === 'mrkdwn' ? h(Mrkdwn, { text: text.text }) : h(Plain, { text });
}
