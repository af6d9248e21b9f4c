import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import { text } from '../languages/text.ts';
import type { Logger } from '../log.ts';
import { type ApprovalDeps, countApprovals } from '../requests/approvals.ts';
import { wishOf } from '../requests/request-log.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { StandIn, Untold } from '../stand-ins/stand-in.ts';
import type { StandInStore } from '../stand-ins/stand-in-store.ts';
import type { TaskRunner } from '../task-runner.ts';
import { link, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { overForAway, overForStandIn, standInClosed, standInMessage } from '../views/stand-in.ts';
import { type Messenger, updateIfThere } from './messenger.ts';

interface StandInTellerDeps extends ApprovalDeps {
  readonly standIns: StandInStore;
  readonly requests: Pick<RequestStore, 'newest' | 'decisions'>;
  readonly messenger: Pick<Messenger, 'once' | 'linkTo' | 'failureOf'>;
  readonly readers: Readers;
  readonly logger: Logger;
}

/** How many of the requests that wait are looked at and named in the message. */
const LOOKED_AT = 50;
const NAMED = 5;
/** About ten minutes. */
const MAX_ATTEMPTS = 20;

/**
 * Tells people about stand-ins: the stand-in that they are one, and both of them when it is over. What is to be told stands
 * in the store, so another process goes on where one was lost; a message may arrive twice then, and none gets lost.
 */
export function createStandInTeller(deps: StandInTellerDeps, taskRunner: TaskRunner) {
  const tellAll = async (claimed: readonly StandIn[]): Promise<void> => {
    for (const one of claimed) for (const what of one.untold) await tellOrGiveUp(deps, one, what);
  };
  return {
    tellSoon(id: string): void {
      taskRunner.run('stand-ins', async () => tellAll(await deps.standIns.claimUntold(id)));
    },
    /** Tells what another process left behind, and what Slack did not take before. */
    async tellDue(): Promise<boolean> {
      await tellAll(await deps.standIns.claimUntold());
      return false;
    },
  };
}

async function tellOrGiveUp(deps: StandInTellerDeps, one: StandIn, what: Untold): Promise<void> {
  const { standIns, messenger, logger } = deps;
  try {
    const reader = what === 'over-to-away' ? one.away : one.standIn;
    await inLanguage(await deps.readers.person(reader.slackId), () => tell(deps, one, what));
  } catch (error) {
    const isOver = messenger.failureOf(error).permanent || one.attempts >= MAX_ATTEMPTS;
    logger.warn({ err: error, standIn: one.id, what, isOver }, 'a message about a stand-in was not sent');
    if (!isOver) return;
  }
  await standIns.told(one.id, what);
}

async function tell(deps: StandInTellerDeps, one: StandIn, what: Untold): Promise<void> {
  const { standIns, messenger } = deps;
  const why = one.ended?.why;
  switch (what) {
    case 'begun': {
      const waiting = await waitingFor(deps, one);
      if ((await standIns.find(one.id))?.ended) return;
      const posted = await messenger.once.direct(one.standIn.slackId, standInMessage(one, waiting));
      await standIns.saveMessage(one.id, posted);
      const now = await standIns.find(one.id);
      if (now?.ended) await close(deps, now);
      return;
    }
    case 'close':
      return close(deps, one);
    case 'over-to-away':
      await messenger.once.direct(one.away.slackId, overForAway(one, why === 'declined'));
      return;
    case 'over-to-stand-in':
      await messenger.once.direct(one.standIn.slackId, overForStandIn(one, why === 'replaced'));
      return;
  }
}

/** Takes the button off the message to the stand-in. */
async function close({ messenger }: StandInTellerDeps, one: StandIn): Promise<void> {
  if (one.message)
    await updateIfThere(messenger, one.message, standInClosed(one, one.ended?.why === 'declined'));
}

/** What the stand-in may decide now in the place of this person, with links to the cards. */
async function waitingFor(deps: StandInTellerDeps, { away, standIn }: StandIn): Promise<readonly Mrkdwn[]> {
  const pending = await deps.requests.newest(LOOKED_AT, { states: ['pending'] });
  const found: Mrkdwn[] = [];
  for (const request of pending) {
    const command = deps.commands.find(({ name }) => name === request.command);
    if (!command || command.risk === 'read') continue;
    const { inPlaceOf } = await countApprovals(deps, request, await deps.requests.decisions(request.id));
    const covers = inPlaceOf.get(standIn.slackId) ?? [];
    if (!covers.some((one) => one.away.slackId === away.slackId)) continue;
    if (found.length === NAMED) return [...found, md`and more, on your Home tab`];
    const url = request.card && (await deps.messenger.linkTo(request.card));
    const wish = wishOf(command, request, mention(request.requesterSlackId));
    found.push(url ? md`${wish} · ${link(url, text`Open the card`)}` : wish);
  }
  return found;
}
