import { z } from 'zod';
import type { Account } from '../identity/account.ts';
import { storedText, type Text } from '../languages/text.ts';
import type { Place } from '../views/place.ts';

/** One line of a preview; plain text, escaped where it is shown. */
export interface Change {
  readonly label: Text;
  readonly before: Text | string;
  readonly after: Text | string;
  /** For the reader only: a difference here does not make it another request. */
  readonly informational?: true;
  /** It counts when it comes up after the preview, not when it is over by then. */
  readonly warning?: true;
  /** It says what the account holds: it is stored sealed, and the audit log leaves it out. */
  readonly held?: true;
}

/** Something of which an account has at most one grant at a time, regardless of requester and command. */
export type Resource = 'licence';

/**
 * What goes with a change: what hangs on the licence, every licence, the account with all that it holds, or a webinar licence
 * with its webinars.
 */
export type Taking = 'licence' | 'all-licences' | 'account' | 'webinars';

/** What a command's `preview` found. `Data` is the type of its `data` schema. */
export interface Preview<Data = unknown> {
  readonly changes: readonly Change[];
  /** What `run`, `verify`, `undo` and the messages need. It is stored, so it holds no secrets. */
  readonly data: Data;
  /** What an approver should look at twice, in plain sentences. */
  readonly flags?: readonly Text[];
  /** Milliseconds after which the change is undone automatically. */
  readonly duration?: number;
  /** The date on which it ends, where one was asked for instead of a duration: milliseconds since 1970. */
  readonly endsAt?: number;
  /** It takes a licence: how many were free, and where in line it is, when it was asked. It waits when none is free. */
  readonly takesSeat?: { readonly free: number | null; readonly place: Place | null };
  /** This change cannot be undone, although the command has an `undo`: it is confirmed first. */
  readonly irreversible?: true;
  /** The account that is created or linked, where the command's `subject` is `nobody`. */
  readonly subject?: Account;
  /**
   * Others who gain something over the account or from it, such as a new assistant. They may not approve it, like the
   * subject of a takeover. `zoomId` is empty for somebody without a Zoom account.
   */
  readonly beneficiaries?: readonly Account[];
}

/** A preview with the people it concerns, as it is stored with the request. */
export interface Plan<Data = unknown> extends Preview<Data> {
  readonly requester: Account;
  readonly subject: Account;
  readonly own: boolean;
  readonly reason: string | null;
  /** What this change gives or takes: it ends the time-bound change that held it before. */
  readonly resource?: Resource;
}

const account = z.object({
  slackId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  zoomId: z.string(),
  licence: z.enum(['Basic', 'Licensed', 'On-prem', 'Unassigned']),
  role: z.enum(['owner', 'admin']).exactOptional(),
  status: z.enum(['active', 'inactive', 'pending', 'locked']),
}) satisfies z.ZodType<Account>;

const place = z.object({
  position: z.number(),
  expected: z
    .union([
      z.object({ at: z.number(), whose: z.string().nullable() }),
      z.object({ at: z.number(), every: z.number() }),
    ])
    .nullable(),
}) satisfies z.ZodType<Place>;

const envelope = z.object({
  changes: z.array(
    z.object({
      label: storedText,
      before: z.union([z.string(), storedText]),
      after: z.union([z.string(), storedText]),
      informational: z.literal(true).exactOptional(),
      warning: z.literal(true).exactOptional(),
      held: z.literal(true).exactOptional(),
    }),
  ),
  requester: account,
  subject: account,
  own: z.boolean(),
  reason: z.string().nullable(),
  beneficiaries: z.array(account).readonly().exactOptional(),
  duration: z.number().positive().exactOptional(),
  endsAt: z.number().positive().exactOptional(),
  flags: z.array(storedText).readonly().exactOptional(),
  takesSeat: z.object({ free: z.number().nullable(), place: place.nullable() }).exactOptional(),
  irreversible: z.literal(true).exactOptional(),
  resource: z.literal('licence').exactOptional(),
});

/** A stored plan that does not fit its command. It must not be executed. */
export class UnreadablePlanError extends Error {
  readonly command: string;
  /** Where the plan is wrong, such as `data.email`. Values are left out: they may be personal. */
  readonly paths: readonly string[];

  constructor(command: string, paths: readonly string[]) {
    super(`The stored plan of ${command} is unreadable: ${paths.join(', ')}`);
    this.name = 'UnreadablePlanError';
    this.command = command;
    this.paths = paths;
  }
}

/**
 * Checks a plan as it was read from the database.
 *
 * @param command the command that the plan belongs to
 * @param stored the parsed JSON
 * @returns the plan, whose `data` has the type that the command declares
 * @throws UnreadablePlanError when the plan or its data do not have the expected shape
 */
export function readPlan(
  command: { readonly name: string; readonly data: z.ZodType },
  stored: unknown,
): Plan {
  const result = envelope.extend({ data: command.data }).safeParse(stored);
  if (result.success) return result.data;
  const paths = result.error.issues.map(({ path }) => path.map(String).join('.') || 'plan');
  throw new UnreadablePlanError(command.name, [...new Set(paths)]);
}
