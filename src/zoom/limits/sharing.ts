import { randomUUID } from 'node:crypto';
import type { SharedState } from '../../store/shared-state.ts';
import type { Logger } from '../logger.ts';
import { type Book, emptyEntry, LEASE, readBook, settleShare } from './account-book.ts';
import { type Days, today } from './days.ts';
import type { Demand, Line } from './line.ts';
import { type Label, labels, type RateLimit } from './plans.ts';

/** How one process agrees with the others of the account on who may make how many calls. */
export interface Sharing {
  /** A call is made: take part from now on. */
  wake(): void;
  /** Somebody waits for places that other processes may have, or Zoom has asked everybody to wait. */
  hurry(): void;
  /** Takes part no more; the share is free for the others. */
  close(): Promise<void>;
}

/** Between two looks into the book, in milliseconds: while calls are made, while none are, and while somebody waits. */
const BUSY = 200;
const IDLE = 500;
const HUNGRY = 40;
/** One process alone only writes down how many calls it made today. */
const ALONE = 5_000;

interface Parts {
  readonly sharedState: SharedState | undefined;
  readonly accountId: string;
  readonly limits: Readonly<Record<Label, RateLimit>>;
  readonly lines: Readonly<Record<Label, Line>>;
  readonly days: Days;
  readonly logger: Logger;
}

/**
 * Calls never wait for the store: a process holds its share of the places ahead of need, and renews it in the background.
 * It gives up places before it writes so, and takes places after it has written so, hence all shares together are never
 * more than Zoom's limit. While the store is away the share stays as it is: nobody else can take it then.
 */
export function createSharing({ sharedState, accountId, limits, lines, days, logger }: Parts): Sharing {
  const owner = randomUUID();
  const alone = !sharedState?.shared;
  const key = `zoom-limits:${accountId}`;
  const daily = labels.filter((label) => limits[label].perDay !== undefined);
  let timer: NodeJS.Timeout | undefined;
  let awake = false;
  let closed = false;
  let underWay: Promise<void> | undefined;
  let hungry = false;

  if (alone) for (const label of labels) lines[label].places = limits[label].perSecond;

  const write = async (book: SharedState) => {
    const demands = new Map<Label, Demand>(labels.map((label) => [label, lines[label].demand()]));
    const counts = new Map(daily.map((label) => [label, days.unreported(label)]));
    const places = new Map<Label, number>();
    let agreed: Book = {};
    let skew = 0;
    await book.change(key, (value, now) => {
      const before = readBook(value);
      skew = Date.now() - now;
      agreed = {};
      for (const label of labels) agreed[label] = settle(before, label, now);
      return worthWriting(before, agreed, now) ? agreed : undefined;
    });
    for (const label of labels) {
      const entry = agreed[label] ?? emptyEntry;
      if (counts.has(label)) days.reported(label, counts.get(label) ?? 0, entry.day);
      lines[label].pause(entry.pausedUntil + skew);
      if (!alone) lines[label].places = places.get(label) ?? 0;
    }

    function settle(before: Book, label: Label, now: number) {
      const line = lines[label];
      const entry = before[label] ?? emptyEntry;
      const date = today();
      const calls = (entry.day.date === date ? entry.day.calls : 0) + (counts.get(label) ?? 0);
      const told = {
        ...entry,
        day: counts.has(label) ? { date, calls } : entry.day,
        pausedUntil: Math.max(entry.pausedUntil, line.pausedUntil > Date.now() ? line.pausedUntil - skew : 0),
      };
      if (alone) return told;
      const demand = demands.get(label) ?? { people: 0, bulk: false };
      const report = { owner, limit: limits[label].perSecond, demand, held: line.held };
      const settled = settleShare(told, report, now);
      places.set(label, settled.places);
      // Given up before it is written, so that nobody else has them while they are still used here.
      if (settled.places < line.places) line.places = settled.places;
      return settled.entry;
    }
  };

  const worthWriting = (before: Book, after: Book, now: number): boolean =>
    labels.some((label) => {
      const [was, is] = [before[label] ?? emptyEntry, after[label] ?? emptyEntry];
      const [old, own] = [was.shares[owner], is.shares[owner]];
      return (
        is.day.calls !== was.day.calls ||
        is.pausedUntil > was.pausedUntil ||
        (own !== undefined &&
          (old?.places !== own.places ||
            old.people !== own.people ||
            old.bulk !== own.bulk ||
            old.until - now < LEASE / 2))
      );
    });

  const look = (): Promise<void> => {
    if (!sharedState || closed) return Promise.resolve();
    underWay ??= write(sharedState)
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'Zoom: the shares of the rate limit could not be renewed');
      })
      .finally(() => {
        underWay = undefined;
        schedule(hungry ? HUNGRY : alone ? ALONE : isBusy() ? BUSY : IDLE);
        hungry = false;
      });
    return underWay;
  };

  const isBusy = () => labels.some((label) => lines[label].held > 0);

  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => void look(), ms);
    timer.unref();
  };

  return {
    wake() {
      if (awake || !sharedState || closed) return;
      if (alone && daily.length === 0) return;
      awake = true;
      void look();
    },
    hurry() {
      if (alone || hungry || closed) return;
      hungry = true;
      awake = true;
      if (!underWay) schedule(0);
    },
    async close() {
      if (closed) return;
      await underWay;
      closed = true;
      clearTimeout(timer);
      if (!sharedState || alone || !awake) return;
      await sharedState
        .change(key, (value) => withoutOwner(readBook(value), owner))
        .catch((error: unknown) => logger.warn({ err: error }, 'Zoom: a share is left to run out'));
    },
  };
}

function withoutOwner(book: Book, owner: string): Book {
  return Object.fromEntries(
    Object.entries(book).map(([label, entry]) => {
      const { [owner]: _, ...shares } = entry.shares;
      return [label, { ...entry, shares }];
    }),
  );
}
