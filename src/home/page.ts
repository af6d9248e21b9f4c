import type { Command } from '../commands/define-command.ts';
import type { Family } from '../commands/described.ts';
import { ADVANCED } from '../commands/general/help.ts';
import { seatMessage } from '../commands/licence/seats.ts';
import { durationWords } from '../commands/parse/duration.ts';
import type { Identities } from '../identity/identities.ts';
import { identityRefusal } from '../identity/identity-messages.ts';
import { type Text, text } from '../languages/text.ts';
import { dateWords } from '../licences/days.ts';
import { daysUntil } from '../licences/report/renewal.ts';
import type { LicenceReviews } from '../licences/review.ts';
import type { Logger } from '../log.ts';
import { isAdmin, visibleTo } from '../policy/access.ts';
import { commandsForOthers } from '../policy/allow.ts';
import type { LicencePolicy } from '../policy/licences.ts';
import type { Policy } from '../policy/policy.ts';
import { allRules } from '../policy/stand-ins.ts';
import type { ForecastDeps } from '../requests/seat-forecast.ts';
import { type AwayStateDeps, awayState } from '../stand-ins/away-state.ts';
import type { StandIn } from '../stand-ins/stand-in.ts';
import type { HomeAction, HomeGroup, HomePage } from '../views/home/page.ts';
import { bold, join, type Mrkdwn, md, mention, moment } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import type { StandInShown } from '../views/stand-in.ts';
import type { PlanUsage } from '../zoom/plan.ts';
import {
  accountPart,
  isOffered,
  type OwnAccount,
  type OwnRequestsDeps,
  ownRequests,
  prominentFor,
  viewerOf,
} from './own-part.ts';
import { type PendingApprovalsDeps, pendingApprovals } from './pending-approvals.ts';
import type { HomeQueries } from './queries.ts';
import type { Lookup, ZoomCache } from './zoom-cache.ts';

const CHANGES_SHOWN = 5;
const DAY = 86_400_000;

/** The menus of the Home tab, in this order. Commands of the family `general` have places of their own. */
const menus: Readonly<Record<Exclude<Family, 'general'>, { readonly title: Text; readonly words: Text }>> = {
  account: { title: text`Account`, words: text`Profile, picture, settings, and how you sign in` },
  delegation: { title: text`People`, words: text`Who may schedule meetings for whom` },
  licence: { title: text`Licence`, words: text`Request one for a while, or return it` },
  lookup: { title: text`Look up`, words: text`Whether an address or a link name is known to Zoom` },
  accounts: { title: text`Accounts`, words: text`Invite, change, switch off or remove` },
  licences: { title: text`Licences and add-ons`, words: text`Give and take back` },
  administration: {
    title: text`Requests & audit`,
    words: text`What was asked, what was done, and who is linked to which account`,
  },
};
const menuOfOthers = { title: text`More`, words: text`What else there is` };

/** The only key of the cache that holds the plan's usage. */
export const USAGE = 'plan';

export interface PageDeps extends OwnRequestsDeps, PendingApprovalsDeps, AwayStateDeps {
  readonly requests: OwnRequestsDeps['requests'] & AwayStateDeps['requests'];
  readonly identities: Pick<Identities, 'identify' | 'member'>;
  /** The name of the slash command in this workspace. */
  readonly slash: { readonly current: string };
  readonly reviews: Pick<LicenceReviews, 'summary'>;
  readonly logger: Logger;
}

export interface HomeSources {
  readonly queries: HomeQueries;
  /** By Slack id. */
  readonly accounts: ZoomCache<OwnAccount>;
  readonly usage: ZoomCache<PlanUsage | null>;
}

/** What a person's Home tab shows. */
export interface HomeContent {
  readonly shows: { readonly page: HomePage } | { readonly outsider: Problem };
  /** Zoom failed, so some of it has to be read again. */
  readonly incomplete: boolean;
  /** When it changes without an event; milliseconds from now. */
  readonly changesIn: number | null;
}

/** Reads what a person's Home tab shows now. */
export async function readHome(deps: PageDeps, sources: HomeSources, slackId: string): Promise<HomeContent> {
  const problem = await outsiderProblem(deps, slackId);
  if (problem) return { shows: { outsider: problem }, incomplete: false, changesIn: null };

  const { queries, accounts } = sources;
  const now = await deps.requests.time();
  const own = await ownRequests(deps, queries, slackId, now);
  const [account, usage] = await Promise.all([
    accounts.get(slackId, slackId, own.changedAt),
    isAdmin(deps.policy, slackId) ? sources.usage.get(USAGE, slackId) : null,
  ]);
  const [decisions, away, changes, counted] = await Promise.all([
    pendingApprovals(deps, queries, viewerOf(slackId, account)),
    awayState(deps, slackId),
    usage ? queries.newestChanges(CHANGES_SHOWN) : [],
    usage ? deps.reviews.summary() : null,
  ]);
  const forOthers = await commandsForOthers(deps, slackId);
  const visible = visibleTo(deps.policy, deps.commands, slackId, forOthers).filter(({ command }) =>
    isOffered(command, account),
  );
  const forEverybody = visible.filter(({ access }) => access !== 'admin').map(({ command }) => command);
  const forAdmins = visible.filter(({ access }) => access === 'admin').map(({ command }) => command);
  const prominent = actionsFor(forEverybody, prominentFor(account));
  const page: HomePage = {
    slash: deps.slash.current,
    asOf: now,
    account: accountPart(account),
    requests: own.part,
    decisions,
    away: decisions && {
      own: away.own && shownAway(away.own),
      standsInFor: away.standsInFor.map(shownAway),
      mayName: away.approves && mayNameStandIn(deps.policy, forEverybody),
    },
    prominent,
    groups: groupCommands(forEverybody).filter(hasMoreThan(prominent)),
    admin: usage && {
      seats: join([await seats(deps, usage), ...licenceLines(counted, deps.policy.licences, now)], '\n'),
      away: away.others.map(shownAway),
      report: actionsFor(forAdmins, ['licences'])[0] ?? null,
      changes: changes.map((one) => changeLine(deps.commands, one)),
      prominent: actionsFor(forAdmins, ['audit', 'requests', 'list-users', 'create-user']).map((one) =>
        one.command === 'audit' ? { ...one, label: text`Show the log` } : one,
      ),
      groups: groupCommands(forAdmins),
    },
  };
  return {
    shows: { page },
    incomplete: account.kind === 'failed' || usage?.kind === 'failed',
    changesIn: own.undoEnds === null ? null : own.undoEnds - now,
  };
}

/** Naming a stand-in is not switched off. */
function mayNameStandIn(policy: Policy, usable: readonly Command[]): boolean {
  const isOn = allRules(policy).some(({ standIns }) => standIns !== 'off');
  return isOn && usable.some(({ name }) => name === 'away');
}

function shownAway({ id, away, standIn, untilAt }: StandIn): StandInShown {
  return { id, away, standIn, untilAt };
}

/** Why this person may see nothing: a guest, a stranger, a bot, or somebody whom Slack cannot identify. */
async function outsiderProblem({ identities, logger }: PageDeps, slackId: string): Promise<Problem | null> {
  const member = await identities.member(slackId).catch((err: unknown) => {
    logger.warn({ err, user: slackId }, 'the person who opened the Home tab could not be read from Slack');
    return null;
  });
  if (!member) return identityRefusal('reader', 'unknown-person', { name: '' }).problem;
  return member.kind === 'member'
    ? null
    : identityRefusal('reader', member.kind, { name: member.name }).problem;
}

/** Buttons for those of the named commands that the person may use. */
function actionsFor(commands: readonly Command[], names: readonly string[]): HomeAction[] {
  return names.flatMap((name) =>
    commands
      .filter((one) => one.name === name)
      .map((one) => (callsToAction.has(name) ? { ...toAction(one), primary: true as const } : toAction(one))),
  );
}

/** A group of which every action stands above already is of no use. */
function hasMoreThan(prominent: readonly HomeAction[]): (group: HomeGroup) => boolean {
  const names = new Set(prominent.map(({ command }) => command));
  return ({ actions }) => actions.some(({ command }) => !names.has(command));
}

/** One menu for each family, without empty ones. */
function groupCommands(commands: readonly Command[]): HomeGroup[] {
  const group = (menu: Pick<HomeGroup, 'title' | 'words'>, family?: Family) => ({
    ...menu,
    actions: commands
      .filter((one) => one.family === family && !byState.has(one.name) && !ADVANCED.has(one.name))
      .map(toAction),
  });
  const families = Object.keys(menus) as (keyof typeof menus)[];
  const groups = [...families.map((family) => group(menus[family], family)), group(menuOfOthers)];
  return groups.filter(({ actions }) => actions.length > 0);
}

function toAction({ name, title }: Command): HomeAction {
  return { command: name, label: title };
}

/** What people can do only in a state of their account: it is offered there and nowhere else. */
const byState: ReadonlySet<string> = new Set(['request-account', 'request-activation', 'resend-invitation']);

/** Shown as the one thing to do, in green. */
const callsToAction: ReadonlySet<string> = new Set([...byState, 'request-license']);

async function seats({ waitingList }: ForecastDeps, usage: Lookup<PlanUsage | null>): Promise<Mrkdwn> {
  const waiting = (await waitingList.line()).filter(({ state }) => state === 'waiting').length;
  const wait = waiting === 1 ? md`1 person waits for one.` : md`${waiting} people wait for one.`;
  return waiting === 0 ? seatsInUse(usage) : join([seatsInUse(usage), wait], '\n');
}

function seatsInUse(usage: Lookup<PlanUsage | null>): Mrkdwn {
  if (usage.kind !== 'answer') return md`How many are free is unknown: Zoom isn’t answering right now.`;
  const says = seatMessage(usage.value);
  return says ? md`${says}` : md`How many are free is unknown: Zoom doesn’t tell here.`;
}

/** How many licences are idle, and when the contract is renewed. */
function licenceLines(
  counted: { readonly idle: number } | null,
  { renewal }: LicencePolicy,
  now: number,
): Mrkdwn[] {
  const daysLeft = renewal === null ? -1 : daysUntil(renewal, now);
  return [
    ...(counted && counted.idle > 0 ? [md`*${counted.idle} may go back*: nobody uses them.`] : []),
    ...(renewal !== null && daysLeft >= 0
      ? [md`Renewal on ${dateWords(renewal)}, in ${durationWords(daysLeft * DAY)}.`]
      : []),
  ];
}

type Change = Awaited<ReturnType<HomeQueries['newestChanges']>>[number];

function changeLine(
  commands: readonly Command[],
  { at, event, requester, command, subject }: Change,
): Mrkdwn {
  const title = commands.find((one) => one.name === command)?.title ?? command;
  // The audit log appends the Zoom id to the account's name and email.
  const account = subject.replace(/ \S+$/, '');
  const what = account ? md`*${title}* for ${account}` : bold(title);
  return join([what, outcomeLine(event, moment(at), mention(requester))], '\n');
}

function outcomeLine(event: string, when: Mrkdwn, who: Mrkdwn): Mrkdwn {
  switch (event) {
    case 'done':
      return md`Done ${when}, asked by ${who}`;
    case 'undone':
      return md`Undone ${when}, asked by ${who}`;
    case 'failed':
      return md`Didn’t work ${when}, asked by ${who}`;
    default:
      return md`${event} ${when}, asked by ${who}`;
  }
}
