import type { Command } from '../commands/define-command.ts';
import type { Request } from '../requests/request.ts';
import { expectedFor, type ForecastDeps, positionIn, readForecast } from '../requests/seat-forecast.ts';
import { undoableUntil } from '../requests/undo.ts';
import { isAhead } from '../requests/waiting-list.ts';
import type { State } from '../store/schema.ts';
import type { BatchPerson } from '../views/batch.ts';
import { type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { type Place, placeWords } from '../views/place.ts';

/** Where people of a batch stand, or would stand, in the line for a licence: by their request. */
export type Places = ReadonlyMap<string, Place>;

/**
 * Where those stand who wait for a licence. Of those who are asked about, each was previewed as if it were the only one: the
 * first get the free licences, and the others stand behind each other.
 */
export async function placesOf(deps: ForecastDeps, members: readonly Request[]): Promise<Places> {
  const waits = members.filter(({ state }) => state === 'waiting');
  const seats = members.flatMap(({ id, state, plan }) =>
    (state === 'drafted' || state === 'pending') && plan?.takesSeat ? [{ id, ...plan.takesSeat }] : [],
  );
  const free = Math.min(...seats.map((one) => (one.place ? 0 : (one.free ?? Number.POSITIVE_INFINITY))));
  const beyond = seats.slice(free);
  if (waits.length + beyond.length === 0) return new Map();
  const [outlook, line] = await Promise.all([readForecast(deps), deps.waitingList.line()]);
  const ahead = line.filter(isAhead);
  const [next = 1] = seats.flatMap(({ place }) => place?.position ?? []);
  const positions = [
    ...waits.map(({ id }) => [id, positionIn(ahead, id)] as const),
    ...beyond.map(({ id }, i) => [id, next + i] as const),
  ];
  return new Map(
    positions.map(([id, position]) => [id, { position, expected: expectedFor(position, outlook) }]),
  );
}

/** A person with their place in words, if they have one. */
export function withPlace(person: BatchPerson, places: Places): BatchPerson {
  const place = places.get(person.requestId);
  return place ? { ...person, place: placeWords(place) } : person;
}

/**
 * A person of a batch as its messages show them.
 *
 * @param now by the database's clock, for whether it can be undone
 */
export function batchPerson(commands: readonly Command[], request: Request, now: number): BatchPerson {
  const { id, plan, state, progress, input } = request;
  const person = input.values.person ?? input.subject ?? '';
  const typed = person.includes('@') ? md`${person}` : mention(person);
  return {
    requestId: id,
    who: plan ? md`${plan.subject.name} (${plan.subject.email})` : typed,
    changes: plan?.changes ?? [],
    flags: progress.flags ?? [],
    problem: whyNot(request),
    state: standOf(state),
    canUndo: (undoableUntil({ commands }, request) ?? 0) > now,
  };
}

/** Why it is not done for somebody, or not as it was asked; denials have reasons of their own. */
function whyNot({ state, progress }: Request): Mrkdwn | null {
  if (progress.waiting && state === 'expired') return md`no licence came free in 90 days`;
  if (progress.removed)
    return md`${mention(progress.removed.by)} took it off the waiting list: “${progress.removed.reason}”`;
  if (progress.waiting && state === 'cancelled') return md`has left the waiting list`;
  if (state === 'expired') return progress.sentAt ? md`nobody decided in time` : md`not confirmed in time`;
  if (progress.stoppedBy)
    return md`stopped: ${mention(progress.stoppedBy)} reported a change that was not theirs`;
  if (state === 'cancelled') return md`withdrawn`;
  return ['refused', 'failed', 'done'].includes(state) ? (progress.problem?.says ?? null) : null;
}

/** States in which Zoom is asked, or is going to be. */
export const inZoom: readonly State[] = ['approved', 'waiting', 'running', 'unknown', 'undoing'];

function standOf(state: State): BatchPerson['state'] {
  if (state === 'drafted') return 'ready';
  if (state === 'pending') return 'waiting';
  if (state === 'done') return 'done';
  if (state === 'undone') return 'undone';
  if (state === 'waiting') return 'in-line';
  return inZoom.includes(state) || state === 'received' ? 'working' : 'not-done';
}
