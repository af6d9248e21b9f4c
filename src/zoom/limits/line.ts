import type { Priority } from './priority.ts';
import { createQueue, type Queue } from './queue.ts';
import { createQuickest } from './quickest.ts';

/** The right to make one call. */
export interface Turn {
  /** The call has ended, however it did. */
  done(): void;
}

/** What a line has been asked for lately. */
export interface Demand {
  /** The most places that people and the desk held or waited for at once. */
  readonly people: number;
  /** Bulk work is going on. */
  readonly bulk: boolean;
}

/** Calls of one label in front of Zoom, each with a place from which it goes. */
export interface Line {
  /**
   * Waits for a place; `signal` ends the waiting.
   *
   * @param kind calls of one kind take about the same time on their way and at Zoom
   * @throws the queue's `LineFull`
   */
  take(priority: Priority, signal?: AbortSignal, kind?: string): Promise<Turn>;
  /** Lets nobody go before this time, in milliseconds since the epoch. */
  pause(until: number): void;
  readonly pausedUntil: number;
  /** Places that are taken, or were less than a second ago. */
  readonly held: number;
  /** Places that this process may take. */
  places: number;
  /** What was asked for since the last look. */
  demand(): Demand;
}

/**
 * A place is free again a second after its answer: wherever Zoom draws the line between two seconds, and whatever the
 * network does to the calls on their way, no second of Zoom's sees more calls than there are places. Five milliseconds
 * more, as timers may come early.
 */
const COOLING = 1_005;
/**
 * Between Zoom's counting and the answer, and again between the next call's leaving and its counting, there is the way
 * itself: together as long as the quickest call takes, wherever on its way a call is counted. So most of that is taken
 * off the second, which holds even if the next call is a quarter quicker than any before; with a slow Zoom places would else
 * stand empty for a good part of the time. Only for bulk work: calls that leave in a crowd hold each other up, so how long they
 * take says nothing of the way.
 */
const WAY = 0.75;
/** A call that has no answer after this time was counted by Zoom long ago. */
const LONGEST_WAY = 2_000;
/** Bulk work goes at an even pace a little below the limit: in a rush it would leave people nothing for most of a second. */
const PACE = 0.98;
/** What bulk work may catch up when it was late, in milliseconds. */
const LATE = 250;
/** While people are about, bulk work leaves them so much of all places. */
const RESERVE = 0.05;
const ABOUT = 5_000;
/** Bulk work counts as ended when it has asked for nothing for so long. */
const BULK_PAUSE = 1_500;

/** Ends a call of this kind. */
type Going = (kind: string) => void;

/** @param limit calls a second that the whole account may make */
export function createLine(limit: number, onHunger: () => void): Line {
  const queue: Queue<Going> = createQueue(limit);
  const quickest = createQuickest();
  let places = 0;
  let held = 0;
  let heldByPeople = 0;
  let peak = 0;
  let pausedUntil = 0;
  let personAt = Number.NEGATIVE_INFINITY;
  let bulkAt = Number.NEGATIVE_INFINITY;
  let bulkSince = Number.NEGATIVE_INFINITY;
  let nextBulk = Number.NEGATIVE_INFINITY;
  let alarm: NodeJS.Timeout | undefined;

  const look = () => {
    clearTimeout(alarm);
    alarm = undefined;
    for (;;) {
      const priority = queue.first();
      if (!priority) return;
      const wait = waitFor(priority);
      if (wait === 'place') return;
      if (wait > 0) {
        alarm = setTimeout(look, wait);
        return;
      }
      queue.serve(priority, occupy(priority));
    }
  };

  /** How long the next one has to wait: milliseconds, or until a place is free. */
  const waitFor = (priority: Priority): number | 'place' => {
    const pause = pausedUntil - Date.now();
    if (pause > 0) return pause;
    if (held >= places) {
      if (places < limit) onHunger();
      return 'place';
    }
    if (priority !== 'bulk') return 0;
    const now = performance.now();
    const reserve = now - personAt < ABOUT ? Math.floor(places * RESERVE) : 0;
    if (places - held <= reserve) return 'place';
    return nextBulk - now;
  };

  const occupy = (priority: Priority): Going => {
    const bulk = priority === 'bulk';
    const now = performance.now();
    held++;
    if (bulk) {
      nextBulk = Math.max(nextBulk, now - LATE, bulkSince) + 1_000 / (places * PACE);
    } else heldByPeople++;
    let ended = false;
    const end = (credit: number) => {
      if (ended) return;
      ended = true;
      clearTimeout(longest);
      setTimeout(free, COOLING - Math.min(credit, COOLING), bulk);
    };
    const longest = setTimeout(end, LONGEST_WAY, 0);
    return (kind) => {
      if (ended) return;
      if (!bulk) return end(0);
      quickest.add(kind, performance.now() - now);
      end(quickest.of(kind) * WAY);
    };
  };

  const free = (bulk: boolean) => {
    held--;
    if (!bulk) heldByPeople--;
    look();
  };

  return {
    async take(priority, signal, kind = '') {
      const now = performance.now();
      if (priority === 'person') personAt = now;
      else if (priority === 'bulk') {
        if (now - bulkAt > BULK_PAUSE) bulkSince = now;
        bulkAt = now;
      }
      const going = queue.join(priority, pausedUntil, signal);
      if (priority !== 'bulk') peak = Math.max(peak, heldByPeople + queue.people);
      look();
      const end = await going;
      return { done: () => end(kind) };
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until);
    },
    get pausedUntil() {
      return pausedUntil;
    },
    get held() {
      return held;
    },
    get places() {
      return places;
    },
    set places(count) {
      places = count;
      look();
    },
    demand() {
      const now = performance.now();
      // Where people were lately a place is kept, so that the next one need not wait until places have moved.
      const about = now - personAt < ABOUT ? 1 : 0;
      const demand = { people: Math.max(peak, about), bulk: now - bulkAt < BULK_PAUSE || queue.bulk > 0 };
      peak = heldByPeople + queue.people;
      return demand;
    },
  };
}
