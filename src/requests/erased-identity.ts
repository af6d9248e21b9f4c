import { randomBytes } from 'node:crypto';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { accountIn } from '../audit/entry.ts';
import type { Store } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import { escapeMrkdwn } from '../views/escape.ts';
import { md } from '../views/mrkdwn.ts';
import { openTexts } from './sealed-text.ts';

/** Everything by which the store knows a person. */
export interface KnownPerson {
  readonly slackIds: readonly string[];
  readonly zoomIds: readonly string[];
  /** In small letters. */
  readonly emails: readonly string[];
  readonly names: readonly string[];
}

/** An account as plans, inventories, campaigns and the audit log have it. */
interface StoredAccount {
  readonly slackId?: string | null | undefined;
  readonly zoomId?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly name?: string | null | undefined;
}

interface Keys {
  readonly slackIds: ReadonlySet<string>;
  readonly zoomIds: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
}

/** Shorter names are part of too many other words. */
const SHORTEST_NAME = 4;

/**
 * Collects the ids, addresses and names of a person from everything that is stored, until one leads to no other.
 *
 * @param person a Slack id or an email address
 */
export async function identityIn(
  store: Pick<Store, 'seal'>,
  trx: Transaction<Tables>,
  person: string,
): Promise<KnownPerson> {
  const isId = /^[UW][A-Z0-9]+$/.test(person);
  const slackIds = new Set(isId ? [person] : []);
  const emails = new Set(isId ? [] : [person.trim().toLowerCase()]);
  const zoomIds = new Set<string>();
  const names = new Set<string>();
  const sealed = await sealedAccounts(store, trx);
  for (let before = -1; before !== slackIds.size + zoomIds.size + emails.size; ) {
    before = slackIds.size + zoomIds.size + emails.size;
    for (const one of [...(await accountsOf(trx, { slackIds, zoomIds, emails })), ...sealed]) {
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
  { slackIds, zoomIds, emails }: Keys,
): Promise<StoredAccount[]> {
  // Never an empty list, which PostgreSQL does not take.
  const [slack, zoom, addresses] = [slackIds, zoomIds, emails].map((keys) => ['', ...keys]) as [
    string[],
    string[],
    string[],
  ];
  const pins = await trx
    .selectFrom('identity_pins')
    .select(['slack_user_id as slackId', 'zoom_user_id as zoomId'])
    .where((w) => w.or([w('slack_user_id', 'in', slack), w('zoom_user_id', 'in', zoom)]))
    .execute();
  const links = await trx
    .selectFrom('links')
    .select(['slack_user_id as slackId', 'zoom_user_id as zoomId'])
    .where((w) => w.or([w('slack_user_id', 'in', slack), w('zoom_user_id', 'in', zoom)]))
    .execute();
  const inCampaigns = await trx
    .selectFrom('campaign_people')
    .select(['slack_id as slackId', 'zoom_id as zoomId', 'email', 'name'])
    .where((w) =>
      w.or([
        w('slack_id', 'in', slack),
        w('zoom_id', 'in', zoom),
        w(sql<string>`lower(email)`, 'in', addresses),
      ]),
    )
    .execute();
  const notices = await trx
    .selectFrom('subject_notices')
    .select(['slack_id as slackId', 'zoom_id as zoomId', 'account'])
    .where('role', '=', 'owner')
    .where((w) => w.or([w('slack_id', 'in', slack), w('zoom_id', 'in', zoom)]))
    .execute();
  return [
    ...pins,
    ...links,
    ...inCampaigns,
    ...notices.map(({ account, ...ids }) => ({ ...accountIn(account), ...ids })),
    ...(await accountsInEntries(trx, zoom, addresses)),
    ...(await accountsInPlans(trx, slack, zoom, addresses)),
  ];
}

/** Entries of earlier versions have the account in one line only. */
async function accountsInEntries(
  trx: Transaction<Tables>,
  zoomIds: readonly string[],
  emails: readonly string[],
): Promise<StoredAccount[]> {
  const inLine = (words: readonly string[], form: (word: string) => string): RawBuilder<boolean>[] =>
    words.filter(Boolean).map((word) => sql<boolean>`lower(subject) like ${`%${form(word.toLowerCase())}%`}`);
  const entries = await trx
    .selectFrom('audit')
    .select(['subject', 'account_zoom_id as zoomId', 'account_email as email', 'account_name as name'])
    .distinct()
    .where((w) =>
      w.or([
        w('account_zoom_id', 'in', zoomIds),
        w(sql<string>`lower(account_email)`, 'in', emails),
        w.and([
          w('account_email', 'is', null),
          w.or([...inLine(zoomIds, (id) => `> ${id}`), ...inLine(emails, (email) => `<${email}>`)]),
        ]),
      ]),
    )
    .execute();
  return entries.map(({ subject, ...account }) => (account.email === null ? accountIn(subject) : account));
}

/** Of plans by, about or with them: requester, subject and whoever else is in there, such as an assistant. */
async function accountsInPlans(
  trx: Transaction<Tables>,
  slackIds: readonly string[],
  zoomIds: readonly string[],
  emails: readonly string[],
): Promise<StoredAccount[]> {
  const words = [...zoomIds, ...emails].filter(Boolean);
  const rows = await trx
    .selectFrom('requests')
    .select(['command', 'state', 'plan_json'])
    .where('plan_json', 'is not', null)
    .where((w) =>
      w.or([
        w('requester_slack_id', 'in', slackIds),
        w('subject_zoom_id', 'in', zoomIds),
        ...words.map((word) => sql<boolean>`lower(plan_json) like ${`%${word.toLowerCase()}%`}`),
      ]),
    )
    .execute();
  return rows.flatMap(({ command, state, plan_json }) => {
    const { requester, subject, data, ...plan } = JSON.parse(plan_json ?? '{}');
    const isNewAddress = command === 'change-email' && (state === 'done' || state === 'undone');
    return [
      requester ?? {},
      subject ?? {},
      ...(isNewAddress && subject && data?.email ? [{ zoomId: subject.zoomId, email: data.email }] : []),
      ...accountsInside(data),
      ...accountsInside(plan),
    ];
  });
}

/** What is sealed cannot be searched: inventories and licences are opened, all of them. */
async function sealedAccounts(
  { seal }: Pick<Store, 'seal'>,
  trx: Transaction<Tables>,
): Promise<StoredAccount[]> {
  const inventories = await trx.selectFrom('inventories').select(['before', 'after']).execute();
  const seats = await trx.selectFrom('licence_seats').select(['person', 'result']).execute();
  const texts = [
    ...inventories.flatMap(({ before, after }) => [before, after]),
    ...seats.flatMap(({ person, result }) => [person, result]),
  ];
  return texts.flatMap((text) => (text === null ? [] : openTexts(seal, text).flatMap(accountsInside)));
}

/** Accounts anywhere in stored data. A Slack user in there is no proof: a wrong link names one beside an account. */
function accountsInside(value: unknown): StoredAccount[] {
  if (Array.isArray(value)) return value.flatMap(accountsInside);
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Record<string, unknown>;
  const inner = Object.values(one).flatMap(accountsInside);
  const { email, name, firstName, lastName } = one;
  const zoomId = one.zoomId ?? one.assistantId ?? (typeof email === 'string' ? one.id : undefined);
  if (one.slackId || (typeof zoomId !== 'string' && typeof email !== 'string')) return inner;
  const fullName = typeof firstName === 'string' ? `${firstName} ${lastName ?? ''}`.trim() : name;
  const text = (field: unknown) => (typeof field === 'string' && field !== '' ? field : null);
  return [{ zoomId: text(zoomId), email: text(email), name: text(fullName) }, ...inner];
}

/** How texts name a person, and what stands there once they are erased. */
export interface Replacement {
  /** Whether one of their ids or addresses is in a text. A name alone tells nothing. */
  isIn(text: string): boolean;
  /** The text without their ids, addresses and names. */
  in(text: string): string;
}

export function replacementOf(known: KnownPerson): Replacement {
  const mark = randomBytes(4).toString('hex');
  const rules = [
    [known.emails, `erased-${mark}@erased.invalid`],
    [known.slackIds, `U0ERASED${mark.toUpperCase()}`],
    [known.zoomIds, `erased-${mark}`],
    [known.names, 'Erased person'],
  ] as const;
  const replaced = rules.flatMap(([words, instead]) =>
    words.length === 0 ? [] : [[wholeWords(words), instead] as const],
  );
  const keys = [...known.emails, ...known.slackIds, ...known.zoomIds];
  const forms = [...keys, ...known.names].flatMap(formsOf).map((form) => form.toLowerCase());
  const anyKey = keys.length === 0 ? null : wholeWords(keys);
  return {
    isIn: (text) => anyKey !== null && text.search(anyKey) !== -1,
    in: (text) => {
      // Most texts name somebody else, and this is much faster than the patterns.
      const small = text.toLowerCase();
      if (!forms.some((form) => small.includes(form))) return text;
      return replaced.reduce((left, [words, instead]) => left.replace(words, instead), text);
    },
  };
}

/** A word as it may stand in a stored text: as it is, and as messages write it. */
export function formsOf(word: string): string[] {
  return [...new Set([word, escapeMrkdwn(word), md`${word}`.source])];
}

/** Each of the words where it is no part of a longer one, the longest first. */
function wholeWords(words: readonly string[]): RegExp {
  const sources = words
    .flatMap(formsOf)
    .toSorted((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_.+-])(?:${sources.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}
