import type { Core } from '../core.ts';
import type { Deeds, Suggestions } from '../desktop.ts';
import { doAction } from './action.ts';
import { doClose } from './close.ts';
import { doCommand } from './command.ts';
import { doHome } from './home.ts';
import { doMessage } from './message.ts';
import type { Deed } from './result.ts';
import { doShortcut } from './shortcut.ts';
import { doSubmit } from './submit.ts';
import { doSuggest } from './suggest.ts';

/** Everything a person can do, by the deed's name in the desktop contract. */
export type DoDeeds = {
  readonly [Name in keyof Deeds]: (
    deed: Deeds[Name],
  ) => Promise<Name extends 'suggest' ? Suggestions & Deed : Deed>;
};

export function createDeeds(core: Core): DoDeeds {
  return {
    command: (deed) => doCommand(core, deed),
    message: async (deed) => doMessage(core, deed),
    action: (deed) => doAction(core, deed),
    submit: (deed) => doSubmit(core, deed),
    close: (deed) => doClose(core, deed),
    home: (deed) => doHome(core, deed),
    suggest: (deed) => doSuggest(core, deed),
    shortcut: (deed) => doShortcut(core, deed),
  };
}
