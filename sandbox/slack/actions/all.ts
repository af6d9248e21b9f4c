import type { Core } from '../core.ts';
import type { Suggestions, UserActions } from '../desktop.ts';
import type { TimedResult } from './action.ts';
import { doAction, doSuggest } from './interact.ts';
import { doLanguage } from './language.ts';
import { doClose, doSubmit } from './modal.ts';
import { doCommand, doHome, doMessage, doShortcut } from './post.ts';
import { doReact } from './react.ts';

/** Everything a person can do, by the action's name in the desktop contract. */
export type ActionHandlers = {
  readonly [Name in keyof UserActions]: (
    action: UserActions[Name],
  ) => Promise<Name extends 'suggest' ? Suggestions & TimedResult : TimedResult>;
};

export function createActions(core: Core): ActionHandlers {
  return {
    command: (action) => doCommand(core, action),
    message: async (action) => doMessage(core, action),
    action: (action) => doAction(core, action),
    submit: (action) => doSubmit(core, action),
    close: (action) => doClose(core, action),
    home: (action) => doHome(core, action),
    suggest: (action) => doSuggest(core, action),
    react: async (action) => doReact(core, action),
    language: async (action) => doLanguage(core, action),
    shortcut: (action) => doShortcut(core, action),
  };
}
