import { isAdmin, visibleTo } from '../policy/access.ts';
import type { Parts } from '../requests/parts.ts';
import type { HomePage } from '../views/home/page.ts';
import type { Problem } from '../views/problem.ts';
import type { PlanUsage } from '../zoom/plan.ts';
import { accountPart, type Own, outsider, viewerOf } from './account.ts';
import { adminPart } from './admin-part.ts';
import { decidableBy } from './decidable.ts';
import { familiesOf, pick } from './families.ts';
import { ownRequests } from './own-requests.ts';
import type { Known, Recent } from './recent.ts';
import type { HomeRows } from './rows.ts';

/** What the Home tab is read from. */
export interface HomeSources {
  readonly parts: Parts;
  readonly rows: HomeRows;
  /** By Slack id. */
  readonly accounts: Recent<Own>;
  readonly usage: Recent<PlanUsage | null>;
}

export interface Read {
  readonly shows: { readonly page: HomePage } | { readonly outsider: Problem };
  /** Something of it has to be asked from Zoom again. */
  readonly incomplete: boolean;
  /** When it changes although nobody does anything; milliseconds from now. */
  readonly changesIn: number | null;
}

/** The one key under which the plan's usage is kept. */
export const USAGE = 'plan';

/** What stands on a person's Home tab at this moment. */
export async function readHome(sources: HomeSources, slackId: string): Promise<Read> {
  const { parts, rows, accounts } = sources;
  const problem = await outsider(parts, slackId);
  if (problem) return { shows: { outsider: problem }, incomplete: false, changesIn: null };

  const now = await parts.requests.time();
  const admin = isAdmin(parts.policy, slackId);
  const own = await ownRequests(parts, rows, slackId, now);
  const [account, usage] = await Promise.all([
    accounts.look(slackId, slackId, own.changedAt),
    admin ? sources.usage.look(USAGE, slackId) : null,
  ]);
  const [decisions, forAdmin] = await Promise.all([
    decidableBy(parts, rows, viewerOf(slackId, account)),
    usage ? adminPart(parts, rows, usage) : null,
  ]);
  const entries = visibleTo(parts.policy, parts.commands, slackId);
  const everyday = entries.filter(({ access }) => access !== 'admin').map(({ command }) => command);
  const reserved = entries.filter(({ access }) => access === 'admin').map(({ command }) => command);
  const page: HomePage = {
    slash: parts.slash.current,
    asOf: now,
    account: accountPart(account),
    requests: own.part,
    decisions,
    prominent: pick(everyday, wanted(account)),
    groups: familiesOf(everyday),
    admin: forAdmin && {
      ...forAdmin,
      prominent: pick(reserved, ['audit', 'requests', 'list-users', 'create-user']).map((one) =>
        one.command === 'audit' ? { ...one, label: 'Show the log' } : one,
      ),
      groups: familiesOf(reserved),
    },
  };
  return {
    shows: { page },
    incomplete: account.kind === 'failed' || usage?.kind === 'failed',
    changesIn: own.undoEnds === null ? null : own.undoEnds - now,
  };
}

/** What somebody with this account most likely comes for. */
function wanted(account: Known<Own>): string[] {
  const known = account.kind === 'answer' ? account.value : null;
  if (known && 'problem' in known) return ['help'];
  const licence = known?.account.licence;
  const lacksOne = licence === 'Basic' || licence === 'Unassigned';
  return [...(lacksOne ? ['request-license'] : []), 'status', 'settings', 'add-assistant', 'help'];
}
