import type { WebClient } from '@slack/web-api';
import { commands } from '../../commands/registry.ts';
import { type Member, readMember } from '../../identity/directory.ts';
import { isUserGroup } from '../../policy/policy.ts';
import { isPublicMail } from '../../policy/public-mail.ts';
import { readPolicy } from '../../policy/read-policy.ts';
import { slackErrorOf } from '../../slack-errors.ts';
import { type Setup, slackClient } from './context.ts';
import type { Choice } from './dialogue.ts';
import { policyText, type Rules } from './policy-text.ts';

/** Step 5: who approves, who is an admin, and whose addresses count. What would be wrong with it is said here. */
export async function choosePeople(setup: Setup): Promise<Rules> {
  const { dialogue, progress } = setup;
  dialogue.heading('5 of 5  People');
  const slack = slackClient(setup);
  dialogue.say('Reading people and groups from Slack…');
  const members = await allMembers(slack);
  const groups = await allGroups(setup, slack);
  const people = members.filter((one) => one.kind !== 'bot' && one.kind !== 'deactivated').map(personChoice);
  const { approvalChannel = '', noticeChannel = '' } = progress.get();
  const domains = domainsOf(members);
  let approvers: readonly string[] = [];
  let admins: readonly string[] = [];
  for (;;) {
    approvers = await dialogue.chooseMany({
      key: 'approvers',
      message: 'Who approves requests? Two people or more, or a group: nobody approves their own.',
      choices: [...groups, ...people],
      initial: approvers,
      check: (chosen) => (chosen.length > 0 ? null : 'Somebody has to approve. Choose with Tab.'),
    });
    admins = await dialogue.chooseMany({
      key: 'admins',
      message: 'Who are the admins? They may act for others, which an approver has to allow.',
      choices: people,
      initial: admins,
      check: (chosen) => (chosen.length > 0 ? null : 'Somebody has to be an admin. Choose with Tab.'),
    });
    const emailDomains = await dialogue.chooseMany({
      key: 'email_domains',
      message: 'Which email domains are your own? Only these addresses say who somebody is.',
      choices: domains,
      initial: domains.slice(0, 1).map((one) => one.value),
      check: (chosen) => (chosen.length > 0 ? null : 'At least one is needed. Choose with Tab.'),
    });
    const names = new Map([...groups, ...people].map(({ value, label }) => [value, label]));
    const rules = { approvalChannel, noticeChannel, approvers, admins, emailDomains, names };
    const problems = warningsOf(rules);
    if (problems.length === 0 || !(await chooseAgain(setup, problems))) {
      dialogue.good(`Approvers: ${namesOf(approvers, names)}. Admins: ${namesOf(admins, names)}.`);
      await inviteApprovers(setup, slack, rules);
      return rules;
    }
  }
}

function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>): string {
  return ids.map((id) => names.get(id) ?? id).join(', ');
}

/** What `npm run policy` would say against these rules. */
function warningsOf(rules: Rules): string[] {
  const { warnings, mistakes = [] } = readPolicy(policyText(rules), commands);
  return [...mistakes, ...warnings].map(({ says }) => says);
}

async function chooseAgain({ dialogue }: Setup, problems: readonly string[]): Promise<boolean> {
  for (const problem of problems) dialogue.careful(`With these people, ${problem}`);
  return dialogue.lookAgain('Choose more approvers, or a group.', 'write policy.yml like this');
}

async function allMembers(slack: WebClient): Promise<Member[]> {
  const { team_id: teamId = '', enterprise_id: enterpriseId } = await slack.auth.test();
  const home = { teamId, enterpriseId: enterpriseId ?? null };
  const found: Member[] = [];
  let cursor: string | undefined;
  do {
    const page = await slack.users.list({ limit: 1_000, ...(cursor ? { cursor } : {}) });
    found.push(...(page.members ?? []).map((user) => readMember(user, home)));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** User groups; none where Slack does not read them, as for an app of a whole organisation. */
async function allGroups({ dialogue }: Setup, slack: WebClient): Promise<Choice<string>[]> {
  try {
    const { usergroups = [] } = await slack.usergroups.list({ include_count: true });
    return usergroups.flatMap(({ id, handle, user_count: count }) => {
      if (!id || !handle) return [];
      return [{ value: id, label: `@${handle}`, hint: `group of ${count ?? '?'}`, names: [handle] }];
    });
  } catch (error) {
    dialogue.careful(`Slack does not list user groups (${slackErrorOf(error)}): choose people.`);
    return [];
  }
}

const REFUSED: Partial<Record<Member['kind'], string>> = {
  guest: 'is a guest, and guests cannot decide',
  stranger: 'belongs to another organisation',
};

function personChoice({ id, name, email, emailConfirmed, kind }: Member): Choice<string> {
  const refused =
    REFUSED[kind] ?? (emailConfirmed ? undefined : 'has not confirmed their email address in Slack');
  const choice = { value: id, label: name, hint: email ?? 'no email address', names: email ? [email] : [] };
  return refused === undefined ? choice : { ...choice, refused };
}

/** The domains of the members' addresses, the most frequent first. */
function domainsOf(members: readonly Member[]): Choice<string>[] {
  const counts = new Map<string, number>();
  for (const { kind, email } of members) {
    const domain = email?.split('@')[1];
    if (kind === 'member' && domain) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([domain, count]) => {
      const choice = { value: domain, label: domain, hint: `${count} ${count === 1 ? 'person' : 'people'}` };
      return isPublicMail(domain) ? { ...choice, refused: 'anybody can get an address there' } : choice;
    });
}

/** A card in a private channel notifies only those who are in it. Where setup made the channel, it invites them. */
async function inviteApprovers({ dialogue, progress }: Setup, slack: WebClient, rules: Rules): Promise<void> {
  const created = progress.get().created ?? [];
  const invitations = [
    { channel: rules.approvalChannel, ids: [...rules.approvers, ...rules.admins] },
    { channel: rules.noticeChannel, ids: rules.admins },
  ].filter(({ channel }) => created.includes(channel));
  for (const { channel, ids } of invitations) {
    try {
      const people = await Promise.all(ids.map((id) => (isUserGroup(id) ? membersOf(slack, id) : [id])));
      const { members = [] } = await slack.conversations.members({ channel, limit: 1_000 });
      const absent = [...new Set(people.flat())].filter((id) => !members.includes(id));
      if (absent.length > 0) await slack.conversations.invite({ channel, users: absent.join(',') });
    } catch (error) {
      dialogue.careful(
        `Slack invited nobody to ${channel} (${slackErrorOf(error)}). Invite the approvers there.`,
      );
    }
  }
}

async function membersOf(slack: WebClient, group: string): Promise<string[]> {
  const { users = [] } = await slack.usergroups.users.list({ usergroup: group });
  return users;
}
