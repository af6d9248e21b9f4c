import { setTimeout as sleep } from 'node:timers/promises';
import { askDatabase } from './ask-database.ts';
import { leftBehind } from './outcome.ts';
import { type OwnProcess, openOwnProcess } from './own-process.ts';
import { accountOf, type Pair, pairsOf, peopleWith } from './people.ts';
import { createRandom } from './random.ts';
import { buttonFor, clickUntilAcknowledged, directMessagesTo, type Session, waitUntil } from './session.ts';
import { recordZoom, withoutRetries, type ZoomRecord } from './zoom-record.ts';

/** What came of a campaign while the bot was killed. The lists have to be empty. */
export interface CampaignTally {
  readonly kills: number;
  readonly people: number;
  readonly asked: number;
  readonly reminded: number;
  readonly answered: number;
  readonly wentBack: number;
  readonly cameBack: number;
  /** More messages than one question, one reminder and one outcome. */
  readonly askedTwice: readonly string[];
  readonly notAsked: readonly string[];
  readonly downgradedTwice: readonly string[];
  /** Acknowledged, and not in the store or the audit log, or something else has followed from it. */
  readonly lostAnswers: readonly string[];
  readonly wrong: readonly string[];
  readonly left: readonly string[];
}

/** What somebody does: by their number, so that a run can be repeated. */
type Plan = 'keep' | 'give-back' | 'give-back, again' | 'silent' | 'silent, again';
const plans: readonly Plan[] = [
  'keep',
  'keep',
  'keep',
  'give-back',
  'give-back',
  'give-back, again',
  'silent',
  'silent',
  'silent',
  'silent, again',
];
const isSilent = (pair: Pair) => planOf(pair).startsWith('silent');
const planOf = ({ number }: Pair): Plan => plans[number % plans.length] ?? 'keep';

interface Row {
  readonly id: string;
  readonly zoom_id: string;
  readonly state: string;
  readonly answers: number;
  readonly messages_json: string;
  readonly entries: number;
}

const PATIENCE_MS = 180_000;
const TURN_MS = 6_000;
const LAST_TURNS = 10;
/** How many of the kills hit the questions, the reminders, and what follows from silence. */
const PHASES = [0.5, 0.65, 1] as const;

const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0LINUS], needed: 1 }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
licences: { on_silence: take-back, price: 180, currency: EUR }
`;

/**
 * A campaign asks many people, who answer or do not, while the bot is killed at random moments; its reminder and its end
 * come in between. Then what people have in Slack, what Zoom carried out and what is stored are compared.
 */
export async function campaignStorm(
  store: 'sqlite' | 'postgres',
  { kills, people, seed }: { kills: number; people: number; seed: number },
): Promise<CampaignTally> {
  const random = createRandom(seed);
  const pairs = pairsOf(people);
  const everybody = peopleWith(pairs).filter(({ handle }) => !/^o\d+$/.test(handle));
  const place = await openOwnProcess(store, { people: everybody, policy });
  const session: Session = { place, random, up: false, over: false };
  const record = recordZoom(place.zoom);
  for (const user of place.zoom.account.users) {
    if (!pairs.some(({ me }) => me.zoom?.id === user.id)) user.type = 1;
  }
  place.zoom.account.seats = people + 100;
  place.slack.workspace.scopes.add('im:history');
  let killed = 0;

  const began = Date.now();
  const phase = (name: string) => {
    if (process.env.TRACE)
      process.stderr.write(
        `${store} ${name}: ${Math.round((Date.now() - began) / 1_000)} s, ${killed} kills\n`,
      );
  };
  /** Kills it until so many of all kills are done. */
  const storm = async (share: number) => {
    while (killed < Math.round(kills * share)) {
      const starting = place.start().catch(() => undefined);
      if (random.next() < 0.2) {
        await sleep(random.between(50, 500));
      } else {
        await starting;
        session.up = true;
        await sleep(random.between(20, 700));
      }
      session.up = false;
      await place.kill();
      await starting;
      killed += 1;
      await onStore(place, freeLeases);
    }
  };
  const hasMessages = (pair: Pair, count: number) =>
    directMessagesTo(session, place.slack.as(pair.me.slackId)).length >= count;
  /**
   * Lets it work until this is so, or for too long. It is stopped in good order in between: a campaign has a pace, and a
   * process that has just started may begin with some at once.
   */
  const settle = async (isSo: () => boolean) => {
    const end = Date.now() + PATIENCE_MS;
    while (!isSo() && Date.now() < end) {
      await place.start();
      session.up = true;
      const turn = Date.now() + TURN_MS;
      await waitUntil(session, () => Date.now() > turn || isSo());
      session.up = false;
      await place.stop();
    }
  };

  try {
    await place.start();
    session.up = true;
    await begin(session);
    await place.kill();
    const working = pairs.map((pair) => act(session, pair));
    phase('begun');
    await storm(PHASES[0]);
    phase('stormed');
    await settle(() => pairs.every((pair) => hasMessages(pair, 1)));
    await onStore(place, [
      'UPDATE campaigns SET remind_at = 0',
      "UPDATE campaign_people SET due_at = 0 WHERE state = 'asked'",
    ]);
    phase('all asked');
    await storm(PHASES[1]);
    phase('stormed');
    await settle(() => pairs.every((pair) => !isSilent(pair) || hasMessages(pair, 2)));
    await onStore(place, [
      // They were asked long enough ago for their silence to count.
      'UPDATE campaigns SET ends_at = created_at + 1',
      'UPDATE campaign_people SET asked_at = asked_at - 1000000000',
      "UPDATE campaign_people SET due_at = 0 WHERE state = 'asked'",
    ]);
    phase('all reminded');
    await storm(PHASES[2]);
    phase('stormed');
    let waiting = working.length;
    for (const one of working) void one.then(() => (waiting -= 1));
    const isBack = (pair: Pair) => !planOf(pair).endsWith('again') || readsIt(session, pair);
    const isOver = () => waiting === 0 && progressSays(session, /Done: asked/) && pairs.every(isBack);
    await settle(isOver);
    phase('over');
    session.over = true;
    const answers = await Promise.all(working);
    // Whatever is told or done a second time comes within this time; what waits for another attempt has it now.
    for (let i = 0; i < LAST_TURNS; i++) {
      await place.start();
      await sleep(4_000);
      await place.stop();
      if ((await leftBehind(place.database)).length === 0) break;
      await onStore(place, ['UPDATE notifications SET due_at = 0']);
    }
    return await tally(session, pairs, answers, record, killed);
  } finally {
    session.over = true;
    await place.close();
  }
}

/** Grace asks, Linus approves; before that the licences are looked at. */
async function begin(session: Session): Promise<void> {
  const { slack } = session.place;
  const grace = slack.as('grace');
  const asks = async () => {
    await grace.command('/zoom reclaim-licences 14d', 'C0GENERAL');
    const end = Date.now() + 3_000;
    return waitUntil(session, () => buttonFor(session, grace, 'confirm:run') ?? Date.now() > end);
  };
  let shown = await asks();
  while (typeof shown !== 'object') shown = await asks();
  await grace.click(shown.target, 'confirm:run');
  const card = await slack
    .as('linus')
    .waitFor((seen) =>
      seen.channels
        .flatMap((one) => one.messages)
        .find((one) => JSON.stringify(one.blocks).includes('request:approve')),
    );
  await slack.as('linus').click(card, 'request:approve');
  await waitUntil(session, () => progressSays(session, /Asking/));
}

/** They have read that their licence is back. */
function readsIt(session: Session, { me }: Pair): boolean {
  const messages = directMessagesTo(session, session.place.slack.as(me.slackId));
  return messages.some(({ text }) => /licence back/.test(text));
}

/** What the message with the progress says. */
function progressSays({ place }: Session, words: RegExp): boolean {
  const channel = place.slack.workspace.channels.get('C0ZOOMOPS');
  return channel?.messages.some(({ text }) => words.test(text)) ?? false;
}

/** What one person does. @returns how many of their clicks were acknowledged */
async function act(session: Session, pair: Pair): Promise<number> {
  const person = session.place.slack.as(pair.me.slackId);
  const plan = planOf(pair);
  let acknowledged = 0;
  const click = async (action: string) => {
    const found = await waitUntil(session, () => buttonFor(session, person, action));
    if (!found) return;
    // People read first, some for longer.
    await sleep(session.random.between(0, 4_000));
    const target = () => buttonFor(session, person, action)?.target;
    if (await clickUntilAcknowledged(session, person, action, target)) acknowledged += 1;
  };
  if (!plan.startsWith('silent')) await click(`campaign:${plan.split(',')[0]}`);
  if (plan.endsWith('again')) await click('campaign:again');
  return acknowledged;
}

const freeLeases = [
  "UPDATE campaign_people SET due_at = 0 WHERE due_at IS NOT NULL AND state IN ('listed', 'taking', 'returning', 'restoring')",
];

/** Changes the store while no process has it open. */
async function onStore(place: OwnProcess, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await askDatabase(place.database, sql);
  await place.endLeases();
}

const ROWS = `SELECT p.id, p.zoom_id, p.state, p.answers, p.messages_json,
  (SELECT count(*) FROM audit WHERE audit.event = 'answered' AND audit.account_zoom_id = p.zoom_id) AS entries
  FROM campaign_people p`;

async function read(place: OwnProcess, sql: string): Promise<Row[]> {
  return (await askDatabase(place.database, sql)) as unknown as Row[];
}

/** Where each plan has to end, and the changes that Zoom has to have seen: type 1 and type 2. */
const ends: Readonly<Record<Plan, { state: string; type: number; changes: number }>> = {
  keep: { state: 'kept', type: 2, changes: 0 },
  'give-back': { state: 'returned', type: 1, changes: 1 },
  'give-back, again': { state: 'restored', type: 2, changes: 2 },
  silent: { state: 'returned', type: 1, changes: 1 },
  'silent, again': { state: 'restored', type: 2, changes: 2 },
};

async function tally(
  session: Session,
  pairs: readonly Pair[],
  answers: readonly number[],
  record: ZoomRecord,
  kills: number,
): Promise<CampaignTally> {
  const { place } = session;
  const rows = new Map((await read(place, ROWS)).map((row) => [row.zoom_id, row]));
  const changes = withoutRetries(record);
  const lists = { askedTwice: [], notAsked: [], downgradedTwice: [], lostAnswers: [], wrong: [] } as Record<
    'askedTwice' | 'notAsked' | 'downgradedTwice' | 'lostAnswers' | 'wrong',
    string[]
  >;
  let asked = 0;
  let reminded = 0;
  let wentBack = 0;
  let cameBack = 0;
  for (const [i, pair] of pairs.entries()) {
    const { me } = pair;
    const row = rows.get(me.zoom?.id ?? '');
    const plan = planOf(pair);
    const what = `${me.handle} (${plan}): ${JSON.stringify(row)}`;
    if (!row) {
      lists.notAsked.push(what);
      continue;
    }
    const messages = JSON.parse(row.messages_json) as Record<string, unknown>;
    // What a second click is answered with only they see, and it does not stay.
    const inSlack = directMessagesTo(session, place.slack.as(me.slackId))
      .filter(({ visibleTo }) => visibleTo === undefined)
      .map(({ text }) => text);
    if (inSlack.length > Object.keys(messages).length)
      lists.askedTwice.push(`${what}, in Slack: ${inSlack.join(' | ')}`);
    if (inSlack.length === 0 || !messages.ask) lists.notAsked.push(what);
    else asked += 1;
    if (messages.again) reminded += 1;
    const made = changes.of(me.zoom?.id ?? '').changes;
    const end = ends[plan];
    if (made.length > end.changes) lists.downgradedTwice.push(`${what}: ${JSON.stringify(made)}`);
    if (made.length > 0) wentBack += 1;
    if (made.length === 2) cameBack += 1;
    const given = answers[i] ?? 0;
    if (Number(row.answers) < given || Number(row.entries) < given) lists.lostAnswers.push(what);
    const { type } = accountOf(place.zoom, me);
    if (row.state !== end.state || type !== end.type) lists.wrong.push(`${what}, Zoom type ${type}`);
  }
  return {
    kills,
    people: pairs.length,
    asked,
    reminded,
    answered: answers.reduce((sum, one) => sum + one, 0),
    wentBack,
    cameBack,
    ...lists,
    left: await leftBehind(place.database),
  };
}

/** The table that the storm prints. */
export function campaignTable(store: string, one: CampaignTally): string {
  const rows = {
    kills: one.kills,
    people: one.people,
    asked: one.asked,
    reminded: one.reminded,
    'answers acknowledged': one.answered,
    'licences that went back': one.wentBack,
    'and came back': one.cameBack,
    'asked twice': one.askedTwice.length,
    'not asked': one.notAsked.length,
    'downgraded twice': one.downgradedTwice.length,
    'answers lost': one.lostAnswers.length,
    'ended otherwise': one.wrong.length,
    'left unfinished': one.left.length,
  };
  const lines = Object.entries(rows).map(([name, n]) => `  ${name.padEnd(26)}${String(n).padStart(5)}`);
  return [`A campaign, killed on ${store}:`, ...lines].join('\n');
}
