import type { SectionBlock } from '@slack/types';
import { section } from './blocks.ts';
import { code, join, type Mrkdwn, md } from './mrkdwn.ts';

/** Before and after of one thing, in plain text. */
export interface BeforeAfter {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Each change on a line of its own: "Zoom email: old → new". */
export function changeLines(changes: readonly BeforeAfter[]): Mrkdwn {
  return join(
    changes.map((one) => md`${one.label}:  ${code(one.before)}  →  ${code(one.after)}`),
    '\n',
  );
}

/** The changes as a block; none where nothing can be shown, as Slack refuses an empty text. */
export function changeSection(changes: readonly BeforeAfter[]): SectionBlock[] {
  return changes.length === 0 ? [] : [section(changeLines(changes))];
}
