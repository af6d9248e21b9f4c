import type { SandboxPerson } from '../people.ts';
import type { WorkspaceUser } from './workspace.ts';

/** The team of people from another organisation (Slack Connect). */
const partnerTeamId = 'T0PARTNER';

/** Everybody whom the workspace knows: the cast, the app's bot user and Slackbot. */
export function castUsers(
  people: readonly SandboxPerson[],
  teamId: string,
  app: { readonly userId: string; readonly name: string },
): Map<string, WorkspaceUser> {
  const users = people.map((person) => toUser(person, teamId));
  users.push(botUser(app.userId, handleOf(app.name), app.name, 'app', teamId));
  users.push(botUser('USLACKBOT', 'slackbot', 'Slackbot', 'bot', teamId));
  return new Map(users.map((user) => [user.id, user]));
}

/** A name as it can stand in a mention, such as `your-app`. */
export const handleOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}._]+/gu, '-');

function toUser(person: SandboxPerson, teamId: string): WorkspaceUser {
  return {
    id: person.slackId,
    handle: person.handle,
    name: person.name,
    title: person.title,
    email: person.email,
    kind: person.slack.kind,
    teamId: person.slack.kind === 'stranger' ? partnerTeamId : teamId,
    emailConfirmed: person.slack.emailConfirmed ?? true,
    isAdmin: person.handle === 'grace',
    tz: person.slack.tz ?? 'Europe/London',
    locale: person.slack.locale ?? 'en-US',
  };
}

function botUser(
  id: string,
  handle: string,
  name: string,
  kind: 'app' | 'bot',
  teamId: string,
): WorkspaceUser {
  const plain = { email: '', emailConfirmed: false, isAdmin: false, tz: 'Etc/UTC', locale: 'en-US' };
  return { id, handle, name, title: kind === 'app' ? 'App' : 'Slack', kind, teamId, ...plain };
}
