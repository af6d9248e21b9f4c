import type { Command } from '../commands/define-command.ts';
import type { Logger } from '../log.ts';
import type { Desk } from '../requests/desk.ts';
import type { Forms } from './forms/open-form.ts';
import type { Messenger } from './messenger.ts';
import type { SlashName } from './slash-name.ts';

/** What the listeners work with. They hold no rule: they read a payload, acknowledge it and call the desk. */
export interface ListenerDeps {
  readonly desk: Desk;
  readonly commands: readonly Command[];
  readonly forms: Forms;
  readonly messenger: Messenger;
  readonly homeTeamId: string;
  readonly slash: SlashName;
  readonly logger: Logger;
}
