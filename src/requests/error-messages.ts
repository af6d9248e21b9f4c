import type { Command } from '../commands/define-command.ts';
import { Refusal } from '../identity/refusal.ts';
import { type Text, text } from '../languages/text.ts';
import type { Logger } from '../log.ts';
import { isAdmin, visibleTo } from '../policy/access.ts';
import { type AllowDeps, commandsForOthers } from '../policy/allow.ts';
import { isSlackAway } from '../slack-errors.ts';
import { isStoreUnavailable } from '../store/open.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { bold, fill, link, Mrkdwn, md } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import { explain } from '../zoom/errors/explain.ts';
import { type ErrorSubject, ZoomError } from '../zoom/zoom-error.ts';
import { type Audience, actionButtons, offered, retry, suggestion } from './error-buttons.ts';
import { newReference } from './ids.ts';
import type { Request } from './request.ts';

/** Who reads the message: it decides the sentence and the buttons. */
export type Reader =
  | {
      /** The person who ran the command. Only they are offered to try again. */
      readonly role: 'requester';
      readonly slackId: string;
      /** Whose account it is about, unless the error itself knows better. */
      readonly subject: ErrorSubject;
      readonly command: string;
      /** The stored request, if there is one: its form can be opened again as it was filled in. */
      readonly requestId?: string;
      /** Whom the request names beside the account, such as an assistant. */
      readonly other?: string;
    }
  | {
      /** The account's owner, when somebody else acts for them; or an approver; or an admin. */
      readonly role: 'subject' | 'approver' | 'admin';
      readonly slackId: string;
      readonly subjectName: Text | string;
      readonly command: string;
    }
  | { readonly role: 'channel'; readonly subjectName: Text | string; readonly command: string };

export interface ErrorMessageDeps extends AllowDeps {
  readonly commands: readonly Command[];
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'errorShown'>;
}

/**
 * Turns any error into a message for the person or channel that reads it. A refusal carries its own message; a Zoom
 * error is explained by its kind; any other error gets a reference that is logged with it.
 */
export async function messageFor(deps: ErrorMessageDeps, error: unknown, reader: Reader): Promise<Problem> {
  return counted(deps, problemFor(error, await audienceOf(deps, reader), deps.logger));
}

/** What a requester is told about an error of their stored request. */
export function messageForRequester(
  deps: ErrorMessageDeps,
  request: Request,
  error: unknown,
): Promise<Problem> {
  const { plan, requesterSlackId, command, id } = request;
  return messageFor(deps, error, {
    role: 'requester',
    slackId: requesterSlackId,
    subject: {
      name: plan?.subject.name ?? UNKNOWN_PERSON,
      isAsker: plan?.own ?? isForRequester(deps, request),
    },
    command,
    requestId: id,
    ...(plan?.beneficiaries?.[0] ? { other: plan.beneficiaries[0].name } : {}),
  });
}

/**
 * What somebody is told about an error of their click or of an unreadable command. It is without buttons, because Slack
 * waits for the acknowledgement and nothing is looked up before it.
 */
export function messageForClick(
  deps: Pick<ErrorMessageDeps, 'policy' | 'logger' | 'telemetry'>,
  error: unknown,
  slackId: string,
): Problem {
  const audience: Audience = {
    subject: { name: 'you', isAsker: true },
    isAdmin: isAdmin(deps.policy, slackId),
    command: 'help',
    isClick: true,
    may: () => false,
  };
  return counted(deps, problemFor(error, audience, deps.logger));
}

/** The name in sentences about an account whose owner is not known yet. */
export const UNKNOWN_PERSON = text`this person`;

function counted({ telemetry }: Pick<ErrorMessageDeps, 'telemetry'>, problem: Problem): Problem {
  if (problem.reference) telemetry.errorShown();
  return problem;
}

/** Before the accounts are known: whether the requester named nobody but themselves. */
function isForRequester({ commands }: ErrorMessageDeps, request: Request): boolean {
  const { command, input, requesterSlackId } = request;
  const declared = commands.find((one) => one.name === command);
  const named = declared?.subject === 'named' ? input.values.person : input.subject;
  return named === null || named === undefined || named === requesterSlackId;
}

async function audienceOf(deps: ErrorMessageDeps, reader: Reader): Promise<Audience> {
  const { command } = reader;
  if (reader.role === 'channel') {
    const subject = { name: reader.subjectName, isAsker: false };
    return { subject, isAdmin: false, command, may: () => false };
  }
  const { slackId } = reader;
  const common = { isAdmin: isAdmin(deps.policy, slackId), command };
  if (reader.role !== 'requester') {
    const subject = { name: reader.subjectName, isAsker: reader.role === 'subject' };
    return { ...common, subject, may: () => false };
  }
  const forOthers = await commandsForOthers(deps, slackId);
  const visible = visibleTo(deps.policy, deps.commands, slackId, forOthers);
  const usable = new Set(visible.map((one) => one.command.name));
  const { subject, requestId, other } = reader;
  return {
    ...common,
    subject,
    ...(requestId ? { requestId } : {}),
    ...(other ? { other } : {}),
    may: (name) => usable.has(name),
  };
}

/** The words for an error. Use {@link messageFor}, which finds out about the reader. */
export function problemFor(error: unknown, audience: Audience, logger: Logger): Problem {
  if (error instanceof Refusal) return refusalProblem(error, audience);
  if (error instanceof ZoomError) return zoomProblem(error, audience, logger);
  if (isStoreUnavailable(error)) {
    logger.error({ err: error, command: audience.command }, 'the store cannot be reached');
    return {
      says: md`I can’t reach my database right now, so I couldn’t do this.`,
      next: md`Please try again in a minute. If it went through after all, I’ll tell you and won’t do it twice.`,
    };
  }
  if (isSlackAway(error)) {
    logger.warn({ err: error, command: audience.command }, 'Slack did not answer');
    return {
      says: md`Slack didn’t answer just now, so I couldn’t check who may do this.`,
      next: audience.isClick
        ? md`Your click didn’t count. Please try again in a minute.`
        : md`Nothing was changed. Please try again in a minute.`,
      buttons: retry(text`Try again`, audience),
    };
  }
  const reference = newReference();
  logger.error({ err: error, reference, command: audience.command }, 'unexpected error');
  return {
    says: md`Sorry, that didn’t work.`,
    next: audience.isAdmin
      ? md`Please try again. If it persists, look for ${reference} in the log.`
      : md`Please try again. If it persists, quote ${reference} to your Zoom admins.`,
    buttons: retry(text`Try again`, audience),
    reference,
  };
}

/** A refusal in the words for this reader, with the button that helps where they may use it. */
function refusalProblem({ problem: carried, reason }: Refusal, audience: Audience): Problem {
  const { may, isAdmin } = audience;
  const { nextForAdmin, saysToOthers: _, ...problem } = carried;
  const worded = isAdmin && nextForAdmin ? { ...problem, next: nextForAdmin } : problem;
  if (reason === 'linked-account-gone' && may('unlink'))
    return { ...worded, buttons: [{ label: text`Unlink`, action: 'command:unlink', style: 'primary' }] };
  return { ...worded, buttons: (worded.buttons ?? []).flatMap((one) => offered(one, audience)) };
}

/**
 * Why something was not done, for people who did not ask for it, such as approvers at the card: nobody is addressed.
 * Nothing is logged.
 *
 * @param subjectName whose account it is about, unless the error itself knows better
 */
export function reasonForOthers(error: unknown, subjectName: Text | string): Mrkdwn {
  if (error instanceof Refusal) return error.problem.saysToOthers ?? error.problem.says;
  if (!(error instanceof ZoomError)) return md`Something went wrong.`;
  const { says, saysOther = says, values } = explain(withoutScopes(error));
  return fill(saysOther, { ...values, subject: bold(error.subject?.name ?? subjectName) });
}

/** Kinds that an operator has to look into: they are logged as errors and carry a reference. */
const FOR_OPERATOR = new Set([
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

/** Names of scopes as Zoom writes them, e.g. `user:read:user:admin, user:write:user:admin`. */
const SCOPES = /^[\w:, ]+$/;

function zoomProblem(error: ZoomError, audience: Audience, logger: Logger): Problem {
  const words = explain(audience.isAdmin ? error : withoutScopes(error), audience.isAdmin);
  const subject = error.subject ?? audience.subject;
  const values: Record<string, Mrkdwn | string> = {
    ...words.values,
    subject: bold(subject.name),
    statusPage: link('https://status.zoom.us', 'status.zoom.us'),
  };
  // An admin copies the scopes into the Zoom app, so their colons stay as they are.
  const { scopes } = words.values;
  if (scopes && SCOPES.test(scopes)) values.scopes = new Mrkdwn(scopes);
  const says = fill((subject.isAsker ? undefined : words.saysOther) ?? words.says, values);
  const reference = FOR_OPERATOR.has(error.kind) ? newReference() : undefined;
  logger[reference ? 'error' : 'info'](
    {
      operation: error.operation,
      status: error.status,
      code: error.code,
      zoom: error.zoomMessage,
      kind: error.kind,
      scopes: error.scopes,
      ...(reference ? { reference } : {}),
    },
    'Zoom refused a call',
  );
  return {
    says,
    next: fill(words.next, values),
    buttons: [...suggestion(error, audience), ...actionButtons(words.action, { ...audience, subject })],
    ...(reference ? { reference } : {}),
  };
}

/** Only those who can grant scopes are told which ones the Zoom app lacks. */
function withoutScopes(error: ZoomError): ZoomError {
  const { scopes: _, ...values } = error.values;
  return new ZoomError({ ...error, values });
}
