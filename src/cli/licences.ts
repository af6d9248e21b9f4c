import { json } from 'node:stream/consumers';
import { csvLines } from '../commands/admin/csv.ts';
import { type Config, loadConfig } from '../config.ts';
import type { LicenceReview, LicenceReviews, Seat } from '../licences/review.ts';
import { readSeat, type StoredSeat } from '../licences/seat-store.ts';
import type { LicencePolicy } from '../policy/licences.ts';
import { OperatorError, runCommand, UsageError } from './command-line.ts';
import { askBot } from './control-socket.ts';
import { type Terminal, table } from './terminal.ts';

const help = `
npm run licences -- [--refresh] [--json | --csv]

Says which Zoom licences lie idle, since when, what it costs, and why people keep theirs. It shows what the last
scan found, whether the bot runs or not, and changes nothing in Zoom. docs/licences.md says what idle means.

  --refresh  looks through the licences now; thousands of people take minutes
  --json     everything as one object, for scripts
  --csv      one row for each licence, for spreadsheets

It reads the same settings as the bot, from the environment and policy.yml.
Exit code: 0 there is a result, 1 there is none, 2 the command was not understood.`;

/** The columns of the CSV. */
const heads =
  'name email department licence idle idle_days last_use last_use_kind licensed_since created kept loses zoom_id';

await runCommand({
  name: 'npm run licences',
  help,
  options: { refresh: { type: 'boolean' }, json: { type: 'boolean' }, csv: { type: 'boolean' } },
  words: 0,
  async run(given, _words, terminal) {
    if (given.json && given.csv) throw new UsageError('Say --json or --csv, not both.');
    const config = loadConfig(process.env);
    const review = await readReview(config, given.refresh === true);
    if (!review) throw new OperatorError('There was no scan yet. npm run licences -- --refresh makes one.');
    const policy = config.policy.licences;
    if (given.json) terminal.say(JSON.stringify(asData(review, policy), null, 2));
    else if (given.csv) process.stdout.write(csvOf(review));
    else show(review, policy, terminal);
    return 0;
  },
});

/** From the bot where it runs on a file of this machine; else from the database itself. */
async function readReview(config: Config, refresh: boolean): Promise<LicenceReview | null> {
  if (config.database.kind === 'sqlite') {
    const answer = await askBot(config.database.file, refresh ? 'POST' : 'GET', '/licences');
    if (answer) {
      type Sent = Omit<LicenceReview, 'seats'> & { readonly seats: readonly StoredSeat[] };
      const sent = (await json(answer)) as Sent | null;
      return sent && { ...sent, seats: sent.seats.map(readSeat) };
    }
  }
  return withReviews(config, async (reviews) => {
    if (refresh) await reviews.run();
    return reviews.latest();
  });
}

/** Opens what a scan takes, as the bot does. */
async function withReviews<T>(config: Config, work: (reviews: LicenceReviews) => Promise<T>): Promise<T> {
  // Loaded only where no bot answers.
  const [app, log, way, store, clients, telemetries, directories, links, zooms, reviews, clocks] =
    await Promise.all([
      import('../slack/bolt-app.ts'),
      import('../log.ts'),
      import('../network/way-out.ts'),
      import('../store/open.ts'),
      import('../slack/web-api.ts'),
      import('../telemetry/create-telemetry.ts'),
      import('../identity/directory.ts'),
      import('../identity/links.ts'),
      import('../zoom/zoom.ts'),
      import('../licences/reviews.ts'),
      import('../clock.ts'),
    ]);
  const logger = log.createLogger('error', [], { write: () => undefined });
  const wayOut = way.createWayOut(config.proxies);
  const telemetry = await telemetries.createTelemetry(null, wayOut);
  const slack = clients.createPatientClient(config.slack, logger, telemetry, wayOut);
  const opened = await store.openStore(
    config.database,
    config.encryptionKey,
    logger,
    clocks.systemClock,
    config.formerKeys,
  );
  const zoom = zooms.createZoom({
    ...config.zoom,
    licencesBought: () => config.policy.licences.bought,
    cache: opened.cache,
    sharedState: opened.sharedState,
    logger,
    telemetry,
    wayOut,
  });
  try {
    const { home } = await app.identifyBot(slack);
    const made = reviews.createLicenceReviews({
      store: opened,
      zoom,
      zoomPlan: config.zoom.plan,
      slack,
      directory: directories.createDirectory(slack, home),
      links: links.createLinks(opened),
      policy: config.policy,
      logger,
      clock: clocks.systemClock,
      owner: `command ${process.pid}`,
    });
    return await work(made);
  } finally {
    await zoom.close();
    await opened.close();
  }
}

function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The review as scripts get it: times as ISO 8601, the counts beside the rest. */
function asData({ at, counts, seats, ...rest }: LicenceReview, policy: LicencePolicy) {
  const idle = seats.filter((one) => one.idle).length;
  const { price, currency, renewal } = policy;
  return {
    at: time(at),
    ...counts,
    idle,
    price,
    currency,
    renewal,
    idleCosts: price === null ? null : Math.round(price * idle * 100) / 100,
    ...rest,
    seats: seats.map((seat) => ({
      ...seat,
      createdAt: time(seat.createdAt),
      licensedSince: time(seat.licensedSince),
      lastUse: seat.lastUse && { ...seat.lastUse, at: time(seat.lastUse.at) },
    })),
  };
}

function csvOf({ seats }: LicenceReview): string {
  const rows = seats.map((seat) => [
    seat.name,
    seat.email,
    seat.department,
    seat.licence,
    seat.idle ? 'yes' : 'no',
    seat.idleDays === null ? '' : `${seat.idleDays}`,
    seat.lastUse ? day(seat.lastUse.at) : '',
    seat.lastUse?.what ?? '',
    seat.licensedSince === null ? '' : day(seat.licensedSince),
    seat.createdAt === null ? '' : day(seat.createdAt),
    seat.kept.map(({ says }) => says.words).join('; '),
    seat.loses.map(({ words }) => words).join('; '),
    seat.zoomId,
  ]);
  return csvLines([heads.split(' '), ...rows]);
}

function show(review: LicenceReview, policy: LicencePolicy, terminal: Terminal): void {
  const { at, basis, counts, seats, missingScopes, oddRows, undecided } = review;
  const idle = seats.filter((one) => one.idle);
  const kept = seats.filter((one) => !one.idle && isUnused(one, policy));
  const bought = counts.bought === null ? '' : ` of ${counts.bought}`;
  const free = counts.free === null ? '' : `, ${counts.free} free`;
  const pending = counts.pending > 0 ? `, ${counts.pending} of them by people who are invited` : '';
  terminal.say(terminal.bold(`${counts.used}${bought} licences are in use${pending}${free}.`));
  const cost = policy.price === null ? '' : `, ${money(policy.price * idle.length, policy)} a year`;
  const days = Math.round(policy.idleAfter / 86_400_000);
  terminal.say(`${idle.length} have been idle for ${days} days or more${cost}.`);
  if (policy.renewal) terminal.say(`The contract is renewed on ${policy.renewal}.`);
  list('Idle', idle, (seat) => seat.loses.map(({ words }) => words).join(', '));
  list('Unused, and kept', kept, (seat) => seat.kept.map(({ says }) => says.words).join(', '));
  terminal.say();
  terminal.say(terminal.dim(`As of ${time(at)}, by ${basisWords(basis)}.`));
  if (missingScopes.length > 0)
    terminal.say(terminal.careful(`Scopes that are missing: ${missingScopes.join(', ')}`));
  if (oddRows > 0) terminal.say(terminal.careful(`${oddRows} rows of Zoom’s answers could not be read.`));
  if (undecided > 0)
    terminal.say(
      terminal.careful(`${undecided} people could not be looked up today; they keep their licence.`),
    );

  function list(title: string, some: readonly Seat[], note: (seat: Seat) => string): void {
    if (some.length === 0) return;
    terminal.say();
    terminal.say(terminal.bold(title));
    const rows = some
      .toSorted((a, b) => (b.idleDays ?? 0) - (a.idleDays ?? 0))
      .map((seat) => [
        `  ${seat.name}`,
        seat.email,
        seat.idleDays === null ? '' : `${seat.idleDays} days`,
        seat.lastUse ? `${seat.lastUse.what} ${day(seat.lastUse.at)}` : '',
        note(seat),
      ]);
    for (const line of table(rows)) terminal.say(line);
  }
}

function isUnused({ idleDays }: Seat, { idleAfter }: LicencePolicy): boolean {
  return idleDays === null || idleDays * 86_400_000 >= idleAfter;
}

function basisWords(basis: LicenceReview['basis']): string {
  return basis === 'host reports'
    ? 'Zoom’s host reports'
    : 'the last sign-in, which Zoom tells up to three days late';
}

function money(amount: number, { currency }: LicencePolicy): string {
  if (currency === null) return amount.toFixed(2);
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(amount);
}
