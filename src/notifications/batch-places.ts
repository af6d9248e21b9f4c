import type { Request } from '../requests/request.ts';
import { expectedFor, type ForecastDeps, positionIn, readForecast } from '../requests/seat-forecast.ts';
import { isAhead } from '../requests/waiting-list.ts';
import type { BatchPerson } from '../views/batch.ts';
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
  const [forecast, line] = await Promise.all([readForecast(deps), deps.waitingList.line()]);
  const ahead = line.filter(isAhead);
  const [next = 1] = seats.flatMap(({ place }) => place?.position ?? []);
  const positions = [
    ...waits.map(({ id }) => [id, positionIn(ahead, id)] as const),
    ...beyond.map(({ id }, i) => [id, next + i] as const),
  ];
  return new Map(
    positions.map(([id, position]) => [id, { position, expected: expectedFor(position, forecast) }]),
  );
}

/** A person with their place in words, if they have one. */
export function withPlace(person: BatchPerson, places: Places): BatchPerson {
  const place = places.get(person.requestId);
  return place ? { ...person, place: placeWords(place) } : person;
}
