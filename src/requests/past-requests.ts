import type { Kysely } from 'kysely';
import { z } from 'zod';
import { storedFacts } from '../policy/conditions.ts';
import type { Rule } from '../policy/policy.ts';
import type { State, Tables } from '../store/schema.ts';

const account = z.object({ slackId: z.string().nullable(), zoomId: z.string() });

const plan = z.object({
  own: z.boolean(),
  subject: account,
  requester: account,
  beneficiaries: z.array(account).exactOptional(),
  duration: z.number().exactOptional(),
  endsAt: z.number().exactOptional(),
  takesSeat: z.looseObject({}).exactOptional(),
});

const progress = z.object({
  sentAt: z.number().exactOptional(),
  refusedFor: z.string().exactOptional(),
  secret: z.boolean().exactOptional(),
  facts: storedFacts.exactOptional(),
  manager: z.object({ slackId: z.string().nullable() }).exactOptional(),
});

const input = z.object({
  values: z.record(z.string(), z.unknown()),
  subject: z.string().nullable(),
});

/** A request as it ended, as far as rules have to do with it. Times are milliseconds since 1970. */
export interface PastRequest {
  readonly id: string;
  readonly command: string;
  readonly state: State;
  readonly requesterSlackId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The rule that it was judged by; `null`: it was refused before. */
  readonly rule: Rule | null;
  readonly plan: z.output<typeof plan> | null;
  readonly progress: z.output<typeof progress>;
  readonly input: z.output<typeof input>;
}

/** The columns that a {@link PastRequest} is read from. */
export const pastColumns = [
  'id',
  'command',
  'state',
  'requester_slack_id',
  'created_at',
  'updated_at',
  'rule_json',
  'plan_json',
  'progress_json',
  'input_json',
] as const;

const row = z.object({
  id: z.string(),
  command: z.string(),
  state: z.string().transform((state) => state as State),
  requester_slack_id: z.string(),
  created_at: z.coerce.number(),
  updated_at: z.coerce.number(),
  rule_json: z.string().nullable(),
  plan_json: z.string().nullable(),
  progress_json: z.string().nullable(),
  input_json: z.string(),
});

/** @throws ZodError or SyntaxError when another version wrote the row in a way that this one does not understand */
export function pastRequestOf(stored: unknown): PastRequest {
  const found = row.parse(stored);
  const parsed = (text: string | null): unknown => JSON.parse(text ?? 'null');
  return {
    id: found.id,
    command: found.command,
    state: found.state,
    requesterSlackId: found.requester_slack_id,
    createdAt: found.created_at,
    updatedAt: found.updated_at,
    rule: parsed(found.rule_json) as Rule | null,
    plan: plan.nullable().parse(parsed(found.plan_json)),
    progress: progress.nullable().parse(parsed(found.progress_json)) ?? {},
    input: input.parse(parsed(found.input_json)),
  };
}

const BATCH = 500;

/** The stored rows of requests since a moment, the oldest first, in batches. */
export async function* requestRowsSince(
  db: Pick<Kysely<Tables>, 'selectFrom'>,
  since: number,
): AsyncGenerator<unknown[]> {
  for (let after = { createdAt: since, id: '' }; ; ) {
    const { createdAt, id } = after;
    const rows = await db
      .selectFrom('requests')
      .select(pastColumns)
      .where((w) =>
        w.or([w('created_at', '>', createdAt), w.and([w('created_at', '=', createdAt), w('id', '>', id)])]),
      )
      .orderBy('created_at')
      .orderBy('id')
      .limit(BATCH)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = { createdAt: Number(last.created_at), id: last.id };
  }
}
