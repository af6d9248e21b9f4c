import type { Prefill } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { Account } from '../identity/account.ts';
import type { Identities } from '../identity/identities.ts';
import { withErrorSubject } from '../identity/identity-messages.ts';
import { Refusal } from '../identity/refusal.ts';
import { requestScoped } from '../identity/request-cache.ts';
import { accessFor } from '../policy/access.ts';
import { requireAllowed } from '../policy/allow.ts';
import { needsSecret, ruleFor } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import type { Problem } from '../views/problem.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type ErrorMessageDeps, messageFor, UNKNOWN_PERSON } from './error-messages.ts';
import { requireQuota, requireRoom, secretCannotWait } from './limits.ts';
import { countLookup } from './lookup-limit.ts';
import { holdingOf } from './preview.ts';
import { recordRead } from './read-log.ts';
import type { RequestStore } from './request-store.ts';
import { type ForecastDeps, seatsFor } from './seat-forecast.ts';

export interface StartFormDeps extends ErrorMessageDeps, ForecastDeps {
  readonly store: Store;
  readonly identities: Identities;
  readonly zoom: Zoom;
  readonly requests: Pick<RequestStore, 'onResource' | 'time'>;
}

/** Whose form it is, and about whom. */
export interface FormFor {
  readonly slackId: string;
  /** Slack id or address of the person whom it is about; `null`: themselves, or nobody that is known yet. */
  readonly subject: string | null;
  /** The person whom it is about is asked for first. */
  readonly asksForPerson: boolean;
}

/** How a form starts, or why this person gets none. */
export type FormStart = Prefill | { readonly problem: Problem };

/** Whether anything has to be found out before the form of a command is shown. */
export function mustLookFirst(command: Command): boolean {
  return command.risk !== 'read' || command.lookup === true || command.prefill !== undefined;
}

/**
 * Finds out whether a person could submit a command's form at all, and what it starts with. It never throws: what would
 * be refused after the submission is the problem that is shown instead of the form.
 */
export async function startForm(deps: StartFormDeps, command: Command, who: FormFor): Promise<FormStart> {
  const named = who.subject ?? who.slackId;
  const own = named === who.slackId;
  try {
    return await startOf(requestScoped(deps), command, who);
  } catch (error) {
    // What cannot be found out now may be there when the form is sent.
    if (!(error instanceof Refusal) && !command.prefill) return {};
    const problem = await messageFor(deps, error, {
      role: 'requester',
      slackId: who.slackId,
      subject: { name: UNKNOWN_PERSON, isAsker: own },
      command: command.name,
    });
    return { problem };
  }
}

/** @throws Refusal, ZoomError */
async function startOf(deps: StartFormDeps, command: Command, who: FormFor): Promise<Prefill> {
  const { identities, zoom, policy, store } = deps;
  const { slackId, asksForPerson } = who;
  const named = who.subject ?? slackId;
  const own = named === slackId;
  const access = accessFor(policy, command, {
    forOther: !own,
    slackId,
  });
  await requireAllowed(deps, command, slackId);
  const requester =
    command.risk !== 'read' && command.withoutAccount
      ? await identities.newcomer(slackId)
      : (await identities.identify(slackId)).account;
  const asked = { id: '', requesterSlackId: slackId, command: command.name };
  await requireQuota(store, asked, ruleFor(policy, command).quota);
  if (asksForPerson) return {};
  if (access === 'approval' && needsSecret(command)) throw secretCannotWait();
  if (!own) await countLookup(deps, slackId);
  const find = command.offboards ? identities.findLeaver : identities.find;
  const subject = own ? requester : await find(named);
  const takesApproval = access === 'approval' && command.risk !== 'read';
  const isForNewcomer = command.risk !== 'read' && command.withoutAccount === true;
  // An account that there is not yet is known by its address.
  const about = isForNewcomer ? { ...subject, zoomId: subject.email } : subject;
  if (takesApproval && (command.subject === 'self' || isForNewcomer || !own))
    await requireRoom(store, asked, { subject: about });
  if (!command.prefill) return {};
  const prefill = await withErrorSubject(
    { name: subject.name, isAsker: own },
    prefillFor(deps, command, subject, own, zoom),
  );
  if (!own) {
    const read = { by: slackId, command: command.name, account: subject };
    await recordRead(deps, { ...read, event: 'looked-at', detail: 'form' });
  }
  if (access !== 'approval') return prefill;
  const secrets = command.fields.filter((field) => field.kind === 'secret').map(({ name }) => name);
  return { ...prefill, without: [...(prefill.without ?? []), ...secrets] };
}

async function prefillFor(
  deps: StartFormDeps,
  command: Command,
  subject: Account,
  own: boolean,
  zoom: Zoom,
): Promise<Prefill> {
  const maxDuration = deps.policy.commands[command.name]?.maxDuration ?? null;
  const holding = command.risk === 'read' ? null : await holdingOf(deps, command, subject.zoomId);
  const seats = seatsFor(deps);
  return (await command.prefill?.({ zoom, seats, subject, own, maxDuration, holding })) ?? {};
}
