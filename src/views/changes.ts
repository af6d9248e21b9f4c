import type { SectionBlock } from '@slack/types';
import { section } from './blocks.ts';
import { code, join, md } from './mrkdwn.ts';

/** Before and after of one thing, in plain text. */
export interface BeforeAfter {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Each change on a line of its own: "Zoom email: old → new"; no block where nothing can be shown. */
export function changeSection(changes: readonly BeforeAfter[]): SectionBlock[] {
  const lines = changes.map((one) => md`${one.label}:  ${code(one.before)}  →  ${code(one.after)}`);
  return lines.length === 0 ? [] : [section(join(lines, '\n'))];
}
