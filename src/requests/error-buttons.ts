import { type Text, text } from '../languages/text.ts';
import type { Button } from '../views/blocks.ts';
import type { ActionButton } from '../zoom/errors/explain.ts';
import type { ErrorSubject, ZoomError } from '../zoom/zoom-error.ts';

/** What the words for an error depend on. */
export interface Audience {
  /** Whose account it is about, unless the error itself knows better. */
  readonly subject: ErrorSubject;
  readonly isAdmin: boolean;
  /** It is told about a click, and what was clicked may have been done by another one. */
  readonly isClick?: true;
  /** The command that failed, for "Try again". */
  readonly command: string;
  readonly requestId?: string;
  /** Whom the request names beside the account, such as an assistant. */
  readonly other?: string;
  /** Whether to offer this person a command. */
  readonly may: (command: string) => boolean;
}

/** The button for this reader: about their stored request where it needs one, and nothing that they may not use. */
export function offered(button: Button, { may, requestId }: Audience): Button[] {
  const [kind, command = ''] = button.action.split(':');
  if (kind === 'account' || kind === 'away') return [button];
  if (kind === 'command') return !command.startsWith('request-') || may(command) ? [button] : [];
  if (button.value !== undefined) return [button];
  return requestId ? [{ ...button, value: requestId }] : [];
}

/** "Ask Ben to request one": the person who lacks the licence can do something about it, the reader cannot. */
export function suggestion({ kind, effect }: ZoomError, { requestId, other }: Audience): Button[] {
  if (kind !== 'assistant-needs-licence' || effect !== 'none' || !requestId) return [];
  const [firstName] = other?.split(' ') ?? [];
  return [
    {
      label: firstName ? text`Ask ${firstName} to request one` : text`Ask them to request one`,
      action: 'request:suggest-licence',
      value: requestId,
      style: 'primary',
    },
  ];
}

/** The buttons that help with an error of Zoom. */
export function actionButtons(action: ActionButton | undefined, audience: Audience): Button[] {
  if (!action) return [];
  switch (action.kind) {
    case 'command':
      return audience.subject.isAsker && audience.may(action.command)
        ? [{ label: action.label, action: `command:${action.command}`, style: 'primary' }]
        : [];
    case 'retry':
      return retry(action.label, audience);
    case 'edit':
      if (audience.requestId) {
        return [{ label: action.label, action: 'form:again', value: audience.requestId }];
      }
      return audience.may(audience.command)
        ? [{ label: action.label, action: `command:${audience.command}`, style: 'primary' }]
        : [];
  }
}

/** Tries the same again: the stored request as it is, otherwise the command. */
export function retry(label: Text, audience: Audience): Button[] {
  if (audience.requestId) return [{ label, action: 'request:retry', value: audience.requestId }];
  return audience.may(audience.command) ? [{ label, action: `command:${audience.command}` }] : [];
}
