import type { Command } from '../../commands/define-command.ts';
import type { AnyValues } from '../../commands/field.ts';

/** A form to be opened: for whom, with what filled in, and what was wrong with what they typed. */
export interface FormRequest {
  readonly command: Command;
  readonly values: AnyValues;
  readonly problems: Readonly<Record<string, string>>;
  readonly subject: string | null;
  readonly slackId: string;
  readonly replyUrl: string | null;
  readonly slash: string;
}
