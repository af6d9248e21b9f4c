import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../store/schema.ts';

/** Everything by which the store knows a person. */
export interface KnownPerson {
  readonly slackIds: readonly string[];
  readonly zoomIds: readonly string[];
  /** In small letters. */
  readonly emails: readonly string[];
  readonly names: readonly string[];
}

/** An account as plans and the audit log have it. */
interface StoredAccount {
  readonly slackId?: string | null;
  readonly zoomId?: string | null;
  readonly email?: string | null;
  readonly name?: string | null;
}

/** Shorter names are part of too many other words. */
const SHORTEST_NAME = 4;

/**
 * Collects the ids, addresses and names of a person from links, pins, requests and the audit log, until one leads to no
 * other.
 *
 * @param person a Slack id or an email address
 */
export async function identityIn(trx: Transaction<Tables>, person: string): Promise<KnownPerson> {
  const isId = /^[UW][A-Z0-9]+$/.test(person);
  const slackIds = new Set(isId ? [person] : []);
  const emails = new Set(isId ? [] : [person.trim().toLowerCase()]);
  const zoomIds = new Set<string>();
  const names = new Set<string>();
  for (let before = -1; before !== slackIds.size + zoomIds.size + emails.size; ) {
    before = slackIds.size + zoomIds.size + emails.size;
    for (const one of await accountsOf(trx, [...slackIds], [...zoomIds], [...emails])) {
      const isTheirs =
        (one.slackId && slackIds.has(one.slackId)) ||
        (one.zoomId && zoomIds.has(one.zoomId)) ||
        (one.email && emails.has(one.email.toLowerCase()));
      if (!isTheirs) continue;
      if (one.slackId) slackIds.add(one.slackId);
      if (one.zoomId) zoomIds.add(one.zoomId);
      if (one.email) emails.add(one.email.toLowerCase());
      if (one.name && one.name.length >= SHORTEST_NAME) names.add(one.name);
    }
  }
  return { slackIds: [...slackIds], zoomIds: [...zoomIds], emails: [...emails], names: [...names] };
}

async function accountsOf(
  trx: Transaction<Tables>,
  slackIds: readonly string[],
  zoomIds: readonly string[],
  emails: readonly string[],
): Promise<StoredAccount[]> {
  const inAny = (ids: readonly string[]) => ['', ...ids];
  const pins = await trx
    .selectFrom('identity_pins')
    .select(['slack_user_id as slackId', 'zoom_user_id as zoomId'])
    .where((w) => w.or([w('slack_user_id', 'in', inAny(slackIds)), w('zoom_user_id', 'in', inAny(zoomIds))]))
    .execute();
  const links = await trx
    .selectFrom('links')
    .select(['slack_user_id as slackId', 'zoom_user_id as zoomId'])
    .where((w) => w.or([w('slack_user_id', 'in', inAny(slackIds)), w('zoom_user_id', 'in', inAny(zoomIds))]))
    .execute();
  const entries = await trx
    .selectFrom('audit')
    .select(['account_zoom_id as zoomId', 'account_email as email', 'account_name as name'])
    .distinct()
    .where((w) =>
      w.or([
        w('account_zoom_id', 'in', inAny(zoomIds)),
        w(sql<string>`lower(account_email)`, 'in', inAny(emails)),
      ]),
    )
    .execute();
  const plans = await trx
    .selectFrom('requests')
    .select('plan_json')
    .where((w) =>
      w.or([w('requester_slack_id', 'in', inAny(slackIds)), w('subject_zoom_id', 'in', inAny(zoomIds))]),
    )
    .where('plan_json', 'is not', null)
    .execute();
  const inPlans = plans.flatMap(({ plan_json }) => {
    const plan = JSON.parse(plan_json ?? '{}') as { requester?: StoredAccount; subject?: StoredAccount };
    return [plan.requester ?? {}, plan.subject ?? {}];
  });
  return [...pins, ...links, ...entries, ...inPlans];
}

type Row = Readonly<Record<string, unknown>>;

/** Replaces everything that names the person in the texts of a row, also inside JSON. */
export function replacerOf(known: KnownPerson): (row: Row) => Row {
  const mark = randomBytes(4).toString('hex');
  const wordsOf = (words: readonly string[], mark: string) =>
    words.length === 0 ? [] : [[wholeWords(words), mark] as const];
  const rules = [
    ...wordsOf(known.emails, `erased-${mark}@erased.invalid`),
    ...wordsOf(known.slackIds, `U0ERASED${mark.toUpperCase()}`),
    ...wordsOf(known.zoomIds, `erased-${mark}`),
    ...wordsOf(known.names, 'Erased person'),
  ];
  const clean = (text: string) =>
    rules.reduce((left, [words, instead]) => left.replace(words, instead), text);
  return (row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'string' ? clean(value) : value,
      ]),
    );
}

/** Each of the words where it is no part of a longer one, plain and as JSON writes it, the longest first. */
function wholeWords(words: readonly string[]): RegExp {
  const forms = words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]);
  const sources = [...new Set(forms)]
    .toSorted((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_.+-])(?:${sources.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}
