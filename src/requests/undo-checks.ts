import type { ChangeCommand } from '../commands/define-command.ts';
import type { Part } from '../commands/parts.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import { isSame, type Text, text } from '../languages/text.ts';
import { accessFor } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import type { Button } from '../views/blocks.ts';
import { bold, code, join, type Mrkdwn, md, value } from '../views/mrkdwn.ts';
import { placeWords } from '../views/place.ts';
import { type HeldParts, heldParts } from './held-parts.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import { type ForecastDeps, seatsFor } from './seat-forecast.ts';
import { BUNDLE, hasOtherBundle, type JobDeps, LICENCE, partsOf } from './verify.ts';

export interface UndoCheckDeps extends JobDeps {
  readonly identities: Identities;
  readonly policy: Policy;
}

/**
 * Whether the requester may undo their change at this moment: an undo is a change like any other, so the same identity,
 * rights and policy are asked for as if they made it now.
 *
 * @throws Refusal that says why not; ZoomError
 */
export async function requireMayUndo(
  deps: Pick<UndoCheckDeps, 'identities' | 'policy' | 'commands'>,
  request: Request,
): Promise<undefined> {
  const { identities, policy } = deps;
  const command = changeCommandOf(deps, request.command);
  const plan = planOf(deps, request);
  const { account } = await identities.identify(request.requesterSlackId, true);
  if (account.zoomId !== plan.requester.zoomId) {
    throw new Refusal('policy', {
      says: md`Your Slack user belonged to a different Zoom account when you made this change.`,
      next: md`Nothing was undone. Ask your Zoom admins if it should be.`,
    });
  }
  const access = accessFor(policy, command, {
    forOther: !plan.own && command.subject !== 'nobody',
    slackId: request.requesterSlackId,
    facts: request.progress.facts,
  });
  if (access !== 'approval' || request.rule?.access === 'approval') return undefined;
  throw new Refusal('policy', {
    says: md`${code(command.name)} needs an approval by now, and this change had none.`,
    next: md`Nothing was undone. You can ask for what was there before as a new request.`,
    buttons: askBackButton(command, request),
  });
}

/**
 * Whether a licence is free for the undo of a change that took one: those that others wait for are promised to them.
 *
 * @param only the names of the parts that are undone; `undefined`: all
 * @throws Refusal when none is free
 */
export async function requireSeatToUndo(
  deps: ForecastDeps & Pick<JobDeps, 'zoom'>,
  request: Request,
  only: ReadonlySet<string> | undefined,
): Promise<void> {
  const command = changeCommandOf(deps, request.command);
  const plan = planOf(deps, request);
  const takes = command.takes?.(plan) ?? null;
  if (takes === null || takes === 'webinars' || plan.subject.licence !== 'Licensed') return;
  // An undo that was begun may hold the licence already.
  if (request.progress.undoTried || (only && !only.has(LICENCE))) return;
  const { place } = await seatsFor(deps).look();
  if (!place) return;
  throw new Refusal('input', {
    says: md`No licence is free for ${bold(plan.subject.name)} any more, so I have undone nothing.`,
    next: md`They would be ${placeWords(place)}.`,
    buttons: askBackButton(command, request),
  });
}

/** What of a change an undo may take back. */
interface WhatIsLeft {
  /** The names of the parts; `undefined`: all. */
  readonly only: ReadonlySet<string> | undefined;
  /** A sentence for each part of the change itself that stays, because it was changed since. */
  readonly kept: readonly Mrkdwn[];
  readonly held: HeldParts;
}

/**
 * Reads from Zoom whether the change is still as the request left it, with what it took of the things that the account holds,
 * and whether something was given since that an undo would take.
 *
 * @throws Refusal that names what is not, unless the requester has asked to undo the rest; ZoomError
 */
export async function whatIsLeft(deps: UndoCheckDeps, request: Request): Promise<WhatIsLeft> {
  const command = changeCommandOf(deps, request.command);
  const takes = command.takes?.(planOf(deps, request)) ?? null;
  const { undoTried = false, undoRest = false } = request.progress;
  const [own, held] = await Promise.all([partsOf(deps, request), heldParts(deps, request)]);
  const ownChanged = own.filter(
    ({ before, after, now }) => !isSame(now, after) && !(undoTried && isSame(now, before)),
  );
  // What is back already needs no undo.
  const heldChanged = held.parts.filter(
    ({ before, after, now }) => !isSame(now, after) && !isSame(now, before),
  );
  const changed = [...ownChanged, ...heldChanged];
  if (changed.length === 0) return { only: undefined, kept: [], held };
  // With the licence would go what somebody has given since, and a bundle would be replaced.
  const licenceStays = hasOtherBundle(own, undoTried) || (!takes && heldChanged.length > 0);
  const left = [...own, ...held.parts].filter(
    ({ name, before, after, now }) =>
      isSame(now, after) && !isSame(before, after) && !(licenceStays && [LICENCE, BUNDLE].includes(name)),
  );
  const isRestLeft = !licenceStays && ownChanged.every(({ before, now }) => isSame(now, before));
  const separable = command.separable === true || isRestLeft;
  const canUndoRest = separable && (left.length > 0 || undoTried);
  if (undoRest && canUndoRest) {
    return { only: new Set(left.map(({ name }) => name)), kept: ownChanged.map(difference), held };
  }
  throw changedSince(command, request, changed, canUndoRest);
}

function difference({ name, label, after, now }: Part): Mrkdwn {
  // The name in a link is kept sealed, and this sentence is not.
  if (name === 'held:link') return md`${label} is another one now.`;
  return md`${label} is ${shown(now)} now; this change had made it ${shown(after)}.`;
}

function shown(what: Text | string): Mrkdwn {
  return value(what === 'none' ? text`none` : what);
}

function changedSince(
  command: ChangeCommand,
  request: Request,
  changed: readonly Part[],
  canUndoRest: boolean,
): Refusal {
  const isAsBefore = !canUndoRest && changed.every(({ before, now }) => isSame(now, before));
  const rest: Button = {
    label: text`Undo the rest`,
    action: 'request:undo-rest',
    value: request.id,
    style: 'primary',
  };
  return new Refusal('input', {
    says: md`This is no longer as you left it, so I have undone nothing.\n${join(changed.map(difference), '\n')}`,
    next: isAsBefore
      ? md`That’s what was there before: there’s nothing to undo.`
      : canUndoRest
        ? md`The rest can be undone without touching that.`
        : md`Somebody else may need it as it is now. You can ask for what was there before as a new request.`,
    buttons: [...(canUndoRest ? [rest] : []), ...(isAsBefore ? [] : askBackButton(command, request))],
  });
}

function askBackButton({ askBack }: ChangeCommand, { id }: Request): Button[] {
  return askBack ? [{ label: text`Ask for the old value`, action: 'request:ask-back', value: id }] : [];
}
