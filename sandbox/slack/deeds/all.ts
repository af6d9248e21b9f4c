import type { Core } from '../core.ts';
import type { Deeds } from '../desktop.ts';
import { doAction } from './action.ts';
import { doClose } from './close.ts';
import { doCommand } from './command.ts';
import { doHome } from './home.ts';
import { doMessage } from './message.ts';
import type { Deed } from './result.ts';
import { doSubmit } from './submit.ts';

/** Everything a person can do, by the deed's name in the desktop contract. */
export type DoDeeds = { readonly [Name in keyof Deeds]: (deed: Deeds[Name]) => Promise<Deed> };

/** @param retryDelaysMs how long after a failed event each repetition follows */
export function createDeeds(core: Core, retryDelaysMs: readonly number[]): DoDeeds {
  return {
    command: (deed) => doCommand(core, deed),
    message: async (deed) => doMessage(core, deed),
    action: (deed) => doAction(core, deed),
    submit: (deed) => doSubmit(core, deed),
    close: (deed) => doClose(core, deed),
    home: (deed) => doHome(core, deed, retryDelaysMs),
  };
}
