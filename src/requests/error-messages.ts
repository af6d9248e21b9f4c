import { Refusal } from '../identity/refusal.ts';
import type { Logger } from '../log.ts';
import { storeIsAway } from '../store/is-away.ts';
import type { Button } from '../views/blocks.ts';
import { bold, fill, type Mrkdwn, md } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import { explain } from '../zoom/errors/explain.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { newReference } from './ids.ts';

/** Who is told, and about whom: it chooses the sentence and the buttons. */
export interface Audience {
  readonly own: boolean;
  /** The name of the account's owner, for sentences about somebody else. */
  readonly subjectName: string;
  readonly isAdmin: boolean;
  readonly locale: string;
  /** The command that failed, for "Try again". */
  readonly command: string;
  /** The stored request, where there is one: its form can be opened again as it was filled in. */
  readonly requestId?: string;
  /** Whether the person may use a command that a remedy names. */
  readonly may: (command: string) => boolean;
}

/**
 * The one place where an error becomes words. A refusal brings its own; a Zoom error is explained by its meaning;
 * what nobody expected gets a reference that stands in the log too.
 */
export function problemFor(error: unknown, audience: Audience, logger: Logger): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof ZoomError) return zoomProblem(error, audience, logger);
  if (storeIsAway(error)) {
    logger.error({ err: error, command: audience.command }, 'the store is away');
    return {
      says: md`I cannot reach my database just now, so I could not do this.`,
      next: md`Please try again in a minute. It does no harm if it did reach me: then I say so.`,
    };
  }
  const reference = newReference();
  logger.error({ err: error, reference, command: audience.command }, 'unexpected error');
  return {
    says: md`Something went wrong on my side, and I do not know what yet.`,
    next: md`Please try again in a minute. If it stays like this, give your Zoom admins the reference below.`,
    buttons: retry('Try again', audience),
    reference,
  };
}

/** Meanings that an operator has to look into: they are logged as errors and carry a reference. */
const OPERATOR = new Set([
  'unknown',
  'unreadable-answer',
  'endpoint-unknown',
  'request-malformed',
  'missing-scopes',
  'missing-role-permission',
  'token-refused',
  'credentials-refused',
  'zoom-account-unknown',
  'app-not-activated',
  'app-type-disabled',
  'api-denied',
]);

function zoomProblem(error: ZoomError, audience: Audience, logger: Logger): Problem {
  const words = explain(audience.isAdmin ? error : withoutScopes(error), audience.locale);
  const { name, isAsker } = error.subject ?? { name: audience.subjectName, isAsker: audience.own };
  const values: Record<string, Mrkdwn | string> = { ...words.values, subject: bold(name) };
  const says = fill((isAsker ? undefined : words.saysOther) ?? words.says, values);
  const reference = OPERATOR.has(error.kind) ? newReference() : undefined;
  const level = reference ? 'error' : 'info';
  logger[level](
    {
      operation: error.operation,
      status: error.status,
      code: error.code,
      zoom: error.zoomMessage,
      kind: error.kind,
      scopes: error.scopes,
      ...(reference ? { reference } : {}),
    },
    'Zoom said no',
  );
  return {
    says,
    next: fill(words.next, values),
    buttons: remedyButtons(words.action, { ...audience, own: isAsker }),
    ...(reference ? { reference } : {}),
  };
}

/** Which scopes the Zoom app lacks is for those who can grant them. */
function withoutScopes(error: ZoomError): ZoomError {
  const { scopes: _, ...values } = error.values;
  return new ZoomError({ ...error, values });
}

function remedyButtons(remedy: ReturnType<typeof explain>['action'], audience: Audience): Button[] {
  if (!remedy) return [];
  switch (remedy.kind) {
    case 'command':
      return audience.own && audience.may(remedy.command)
        ? [{ label: remedy.label, action: `command:${remedy.command}`, style: 'primary' }]
        : [];
    case 'retry':
      return retry(remedy.label, audience);
    case 'edit':
      return audience.requestId
        ? [{ label: remedy.label, action: 'form:again', value: audience.requestId, style: 'primary' }]
        : [{ label: remedy.label, action: `command:${audience.command}`, style: 'primary' }];
  }
}

function retry(label: string, audience: Audience): Button[] {
  if (audience.requestId) return [{ label, action: 'request:retry', value: audience.requestId }];
  return audience.may(audience.command) ? [{ label, action: `command:${audience.command}` }] : [];
}
