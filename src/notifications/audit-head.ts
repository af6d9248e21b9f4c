import { z } from 'zod';
import { readAnchor } from '../audit/anchor.ts';
import type { AuditRow } from '../audit/entry.ts';
import { everyEntry } from '../audit/read.ts';
import { problemIn, type Verdict, verify } from '../audit/verify.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { Poll } from '../requests/scheduler.ts';
import type { Store } from '../store/open.ts';
import type { MessageContent } from '../views/blocks.ts';
import { auditHeadNotice, brokenAuditNotice } from '../views/channel-messages.ts';
import { type ChannelOrAdmins, postOrTellAdmins } from './shared-channel.ts';

interface AuditHeadDeps extends ChannelOrAdmins {
  readonly store: Store;
  readonly policy: Pick<Policy, 'noticeChannel' | 'approvals' | 'admins'>;
  readonly clock: Clock;
}

const KEY = 'audit head';
const DAY = 86_400_000;
/** How long one process has for it. After a failure, or when it died, one tries again. Milliseconds. */
const LEASE = 300_000;

const stateSchema = z.object({ postedAt: z.number(), claimedUntil: z.number() });

/**
 * Once a day, by one of the replicas: verifies the audit log, and notes its head where the database's administrator
 * cannot write, in the channel that the admins read and in the process's own log. A log that is not as it was written is
 * an alarm instead.
 */
export function createDailyAuditHead(deps: AuditHeadDeps): Poll {
  const { store, logger, clock } = deps;
  let nextLook = Number.NEGATIVE_INFINITY;

  /** @returns whether it is time and this process does it */
  const claim = async (): Promise<boolean> => {
    let mine = false;
    await store.sharedState.change(KEY, (value, now) => {
      const { postedAt, claimedUntil } = stateSchema.safeParse(value).data ?? {
        postedAt: Number.NEGATIVE_INFINITY,
        claimedUntil: 0,
      };
      const dueAt = Math.max(postedAt + DAY, claimedUntil);
      mine = dueAt <= now;
      nextLook = mine ? now + LEASE : dueAt;
      return mine ? { postedAt: Math.max(postedAt, 0), claimedUntil: nextLook } : undefined;
    });
    return mine;
  };

  const markDone = () =>
    store.sharedState.change(KEY, (_, now) => {
      nextLook = now + DAY;
      return { postedAt: now, claimedUntil: 0 };
    });

  return async () => {
    if (clock.now() < nextLook || !(await claim())) return false;
    try {
      const verdict = await verdictOf(store);
      const write = noticeOf(verdict, logger);
      if (write)
        await postOrTellAdmins(deps, deps.policy.noticeChannel ?? deps.policy.approvals.channel, write);
      await markDone();
    } catch (error) {
      logger.warn({ err: error }, 'the head of the audit log could not be posted; it is tried again');
    }
    return false;
  };
}

async function verdictOf(store: Store): Promise<Verdict> {
  const anchor = await readAnchor(store);
  return verify(rowsOf(store), null, { keys: store.auditKeys, anchor });
}

async function* rowsOf({ db }: Store): AsyncGenerator<AuditRow> {
  for await (const rows of everyEntry(db)) yield* rows;
}

/** What is posted, and logged as well; `null`: the log is empty. */
function noticeOf(verdict: Verdict, logger: Logger): (() => MessageContent) | null {
  const { head, entries } = verdict;
  const problem = problemIn(verdict);
  if (problem !== null) {
    logger.error({ head, entries, problem }, 'the audit log is not as it was written');
    return () => brokenAuditNotice(problem);
  }
  if (!head) return null;
  logger.info({ head: `${head.seq}:${head.hash}`, entries }, 'the head of the audit log');
  return () => auditHeadNotice({ entries, head: `${head.seq}:${head.hash}` });
}
