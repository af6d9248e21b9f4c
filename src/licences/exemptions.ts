import type { WebClient } from '@slack/web-api';
import type { Directory } from '../identity/directory.ts';
import type { Links } from '../identity/links.ts';
import { type Text, text } from '../languages/text.ts';
import type { Logger } from '../log.ts';
import type { Exemption } from '../policy/licences.ts';
import type { CallOptions } from '../zoom/options.ts';
import type { Ties } from '../zoom/ties.ts';
import { dayOf } from './days.ts';
import type { Kept, KeptReason } from './review.ts';

/** What tells whether somebody is exempt. */
interface ExemptPerson {
  readonly zoomId: string;
  readonly email: string;
  readonly department: string;
  readonly groupIds: readonly string[];
}

/** The exemptions of the policy, looked up. */
export interface Exemptions {
  /** Why this person is exempt; empty: they are not. */
  reasonsFor(person: ExemptPerson): readonly Kept[];
  /** The scopes that are missing to read groups in Zoom. */
  readonly missingScopes: readonly string[];
}

interface ExemptionDeps {
  /** Unlike for approvers, a group that cannot be read is an error: it would exempt nobody. */
  readonly slack: Pick<WebClient, 'usergroups'>;
  readonly directory: Pick<Directory, 'member' | 'home'>;
  readonly links: Pick<Links, 'find'>;
  readonly ties: Pick<Ties, 'groups'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** One exemption, as a check. */
type Check = (person: ExemptPerson) => Kept | null;

/**
 * Looks up who the policy exempts today.
 *
 * @throws when Slack or Zoom cannot be reached: without the list nobody's licence may be taken
 */
export async function readExemptions(
  deps: ExemptionDeps,
  all: readonly Exemption[],
  now: number,
  options?: CallOptions,
): Promise<Exemptions> {
  const today = dayOf(now);
  const current = all.filter(({ until }) => until === null || until >= today);
  const zoomGroups = current.some(({ kind }) => kind === 'zoom-group')
    ? await deps.ties.groups(options)
    : null;
  const checks: Check[] = [];
  for (const one of current) {
    const reason = (usual: KeptReason, says: Text): Kept =>
      one.until === null
        ? { reason: usual, says }
        : { reason: 'on-leave', says: text`${says} until ${one.until}` };
    if (one.kind === 'department') {
      const name = folded(one.name);
      checks.push(({ department }) =>
        folded(department) === name
          ? reason('exempt-department', text`Is in the department ${one.name}, which keeps its licences`)
          : null,
      );
    } else if (one.kind === 'zoom-group') {
      const found = zoomGroups && 'value' in zoomGroups ? zoomGroups.value : null;
      const ids = [...(found ?? [])]
        .filter(([, name]) => folded(name) === folded(one.name))
        .map(([id]) => id);
      const unread: Kept | null =
        ids.length > 0
          ? null
          : {
              reason: 'unknown',
              says: found
                ? text`May be in the group ${one.name}, which the policy exempts and Zoom does not have`
                : text`May be in the group ${one.name}: Zoom’s groups cannot be read`,
            };
      if (unread && found) deps.logger.warn({ group: one.name }, 'licences: Zoom has no group of this name');
      checks.push(({ groupIds }) =>
        groupIds.some((id) => ids.includes(id))
          ? reason('exempt-group', text`Is in the group ${one.name}, which keeps its licences`)
          : unread,
      );
    } else {
      const group = one.kind === 'user-group' ? one.slackId : null;
      const people = await peopleOf(deps, one);
      const says = group ? text`Is in a user group that keeps its licences` : text`Is exempt by the policy`;
      checks.push(({ zoomId, email }) =>
        people.zoomIds.has(zoomId) || people.emails.has(email.toLowerCase())
          ? reason(group ? 'exempt-group' : 'exempt-person', says)
          : null,
      );
    }
  }
  return {
    reasonsFor: (person) => checks.flatMap((check) => check(person) ?? []),
    missingScopes: zoomGroups && 'scopes' in zoomGroups ? zoomGroups.scopes : [],
  };
}

/** Whom a person or a user group of the policy means in Zoom: by an admin's link, and by the address in Slack. */
async function peopleOf(
  { slack, directory, links, logger }: ExemptionDeps,
  one: Extract<Exemption, { kind: 'person' | 'email' | 'user-group' }>,
): Promise<{ emails: ReadonlySet<string>; zoomIds: ReadonlySet<string> }> {
  if (one.kind === 'email') return { emails: new Set([one.email]), zoomIds: new Set() };
  const isGroup = one.kind === 'user-group';
  const slackIds = isGroup
    ? ((await slack.usergroups.users.list({ usergroup: one.slackId })).users ?? [])
    : [one.slackId];
  const emails = new Set<string>();
  const zoomIds = new Set<string>();
  for (const slackId of slackIds) {
    const linked = await links.find(directory.home.teamId, slackId);
    const member = await directory.member(slackId);
    if (linked) zoomIds.add(linked);
    if (member?.email) emails.add(member.email);
    if (!linked && !member?.email)
      logger.warn({ slackId }, 'licences: an exempt person has no address in Slack');
  }
  return { emails, zoomIds };
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
