import PQueue from 'p-queue';
import { isBulk, maxWait, type Priority } from './limits.ts';

/** The right to make one call. */
export interface Slot {
  /** Call it when the call has ended, however it did. */
  release(): void;
}

/** What a process has been asked for lately. */
export interface Demand {
  /** The most slots that calls, bulk work aside, held or waited for at once. */
  readonly people: number;
  /** Bulk work is going on. */
  readonly bulk: boolean;
}

/** Calls of one label that wait for one of this process's slots. */
export interface SlotQueue {
  /** A slot; undefined when there is none in time or `signal` ends the waiting. */
  acquire(priority: Priority, signal?: AbortSignal): Promise<Slot | undefined>;
  /** Lets no call start before this time, in milliseconds since the epoch. */
  pause(until: number): void;
  readonly pausedUntil: number;
  /** Slots that this process may use. */
  slots: number;
  /** Slots in use: their call has not ended, or they cool down. */
  readonly inFlight: number;
  /** Calls wait although the account has slots that this process may not use. */
  readonly isShort: boolean;
  /** What was asked for since the last look. */
  demand(): Demand;
}

/**
 * A slot is free again a second after its answer: wherever Zoom draws the line between two seconds, and whatever the
 * network does to the calls, no second of Zoom's sees more calls than there are slots. Five milliseconds more, as timers
 * may fire early.
 */
const COOLDOWN = 1_005;
/** A call without an answer after this time was counted by Zoom long ago: its slot starts to cool down. */
const LONGEST_ROUND_TRIP = 2_000;
/**
 * Zoom counts a call when it arrives. After that the network is crossed twice, by the answer and by the next call, before
 * Zoom counts again: one round trip in which the slot has cooled down already. So most of the quickest round trip is taken
 * off the cooldown of bulk calls; without that, slots stand idle when Zoom answers slowly. The rest is left in case the next
 * call is up to a quarter quicker than any before. Other calls get no credit: those that start together delay each other,
 * so their round trips say little about the network.
 */
const ROUND_TRIP_CREDIT = 0.75;
/** Milliseconds of a round trip that may come from the load of this machine instead of the network. */
const LOCAL_DELAY = 10;
/** Latest bulk calls whose round trips count. More than run at once, so not all of them had to open a connection. */
const ROUND_TRIPS = 48;
/** Bulk work starts its calls evenly, a little below the limit: people find a free slot soon. */
const BULK_PACE = 0.98;
/**
 * A scan leaves more: nobody waits for it, and whoever waits for something else should not notice it. It gets no credit
 * either: on a machine that is busy for minutes, even the quickest round trip says little about the network.
 */
const SCAN_PACE = 0.8;
/** How far bulk work may fall behind its pace and still catch up, in milliseconds. */
const CATCH_UP = 250;
/** A scan hardly catches up: many calls at once after a pause would keep this process busy, and people waiting. */
const SCAN_CATCH_UP = 20;
/** While people are active, bulk work leaves them this share of the slots. */
const RESERVE = 0.05;
/** People count as active, and bulk work as going on, for this time after their last call; milliseconds. */
const PEOPLE_ACTIVE = 5_000;
const BULK_ACTIVE = 1_500;

const rank: Readonly<Record<Priority, number>> = {
  person: 2,
  background: 1,
  bulk: 0,
  scan: 0,
};

/**
 * A slot is a task of a p-queue that lasts until the slot has cooled down. Bulk calls enter that queue one at a time.
 *
 * @param limit calls a second that the whole account may make
 * @param onShortage calls wait for slots that other processes have
 */
export function createSlotQueue(limit: number, onShortage: () => void): SlotQueue {
  const queue = new PQueue({ concurrency: limit, autoStart: false });
  const bulkQueue = new PQueue({ concurrency: 1 });
  const roundTrips: number[] = [];
  let slots = 0;
  /** Calls, bulk work aside, that wait or have a slot; and the most of them since the last look. */
  let people = 0;
  let peak = 0;
  /** By the clock that nobody can set. */
  let pauseEnds = 0;
  let resumeTimer: NodeJS.Timeout | undefined;
  let lastPerson = Number.NEGATIVE_INFINITY;
  let lastBulk = Number.NEGATIVE_INFINITY;
  let nextBulk = Number.NEGATIVE_INFINITY;

  const isShort = () => queue.size > 0 && slots < limit && queue.pending >= slots;

  /** The free slots are for people. `next` is emitted whenever a slot becomes free. */
  const isReserved = () => {
    const reserve = performance.now() - lastPerson < PEOPLE_ACTIVE ? Math.floor(slots * RESERVE) : 0;
    return reserve > 0 && queue.pending >= slots - reserve;
  };

  const resume = () => {
    clearTimeout(resumeTimer);
    const wait = pauseEnds - performance.now();
    if (wait > 0) resumeTimer = setTimeout(resume, wait).unref();
    if (wait > 0 || slots === 0) return queue.pause();
    queue.concurrency = slots;
    queue.start();
  };

  /** How much earlier a slot may be used again than {@link COOLDOWN} after this answer. */
  const creditFor = (roundTrip: number): number => {
    roundTrips.push(roundTrip);
    if (roundTrips.length > ROUND_TRIPS) roundTrips.shift();
    if (roundTrips.length < ROUND_TRIPS) return 0;
    return Math.max(0, Math.min(COOLDOWN, ...roundTrips) - LOCAL_DELAY) * ROUND_TRIP_CREDIT;
  };

  const enqueue = (priority: Priority, signal?: AbortSignal): Promise<Slot> =>
    new Promise((granted, rejected) => {
      const hold = () =>
        new Promise<void>((free) => {
          const started = performance.now();
          let released = false;
          const coolDown = (credit: number) => {
            if (released) return;
            released = true;
            clearTimeout(longest);
            setTimeout(() => {
              if (!isBulk(priority)) people--;
              free();
            }, COOLDOWN - credit);
          };
          const longest = setTimeout(coolDown, LONGEST_ROUND_TRIP, 0);
          granted({
            release: () => coolDown(priority === 'bulk' ? creditFor(performance.now() - started) : 0),
          });
        });
      queue.add(hold, { priority: rank[priority], ...(signal ? { signal } : {}) }).catch(rejected);
      if (isShort()) onShortage();
    });

  const enqueueBulk = (priority: Priority, signal: AbortSignal): Promise<Slot> =>
    bulkQueue.add(
      async () => {
        const pause = nextBulk - performance.now();
        if (pause > 0) await new Promise((done) => setTimeout(done, pause));
        while (isReserved()) await new Promise<void>((done) => queue.once('next', done));
        const slot = await enqueue(priority, signal);
        const [pace, catchUp] = priority === 'scan' ? [SCAN_PACE, SCAN_CATCH_UP] : [BULK_PACE, CATCH_UP];
        nextBulk = Math.max(nextBulk, performance.now() - catchUp) + 1_000 / (Math.max(slots, 1) * pace);
        return slot;
      },
      { signal },
    );

  return {
    async acquire(priority, signal) {
      const now = performance.now();
      if (priority === 'person') lastPerson = now;
      if (isBulk(priority)) {
        // Bulk work that starts has nothing to catch up.
        if (now - lastBulk > BULK_ACTIVE) nextBulk = Math.max(nextBulk, now);
        lastBulk = now;
      }
      // A call that cannot get a slot in time need not wait at all.
      const waiting = isBulk(priority) ? bulkQueue.size : queue.sizeBy({ priority: rank[priority] });
      if (waiting >= (limit * maxWait[priority]) / 1_000) return undefined;
      if (!isBulk(priority)) people++;
      peak = Math.max(peak, people);
      // Most calls find a free slot: there is no waiting that could end.
      const isFree = !queue.isPaused && queue.size === 0 && queue.pending < slots;
      if (!isBulk(priority) && isFree && !signal?.aborted) return enqueue(priority);
      // Not the caller's signal: it would also end a slot that is in use.
      const giveUp = new AbortController();
      const abort = () => giveUp.abort();
      const timer = setTimeout(abort, maxWait[priority]);
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        return await (isBulk(priority)
          ? enqueueBulk(priority, giveUp.signal)
          : enqueue(priority, giveUp.signal));
      } catch (error) {
        if (!isBulk(priority)) people--;
        if (giveUp.signal.aborted) return undefined;
        throw error;
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      }
    },
    pause(until) {
      const end = performance.now() + until - Date.now();
      if (end <= pauseEnds) return;
      pauseEnds = end;
      resume();
    },
    get pausedUntil() {
      return Date.now() + pauseEnds - performance.now();
    },
    get inFlight() {
      return queue.pending;
    },
    get isShort() {
      return isShort();
    },
    get slots() {
      return slots;
    },
    set slots(count) {
      if (count === slots) return;
      slots = count;
      resume();
    },
    demand() {
      const now = performance.now();
      // One slot stays where people were active lately, so that their next call need not wait for another process.
      const most = Math.max(peak, now - lastPerson < PEOPLE_ACTIVE ? 1 : 0);
      peak = people;
      const bulk = bulkQueue.size + bulkQueue.pending > 0 || now - lastBulk < BULK_ACTIVE;
      return { people: most, bulk };
    },
  };
}
