import type { Account } from '../../identity/account.ts';
import { text } from '../../languages/text.ts';

/** Whose account an admin changes. */
export const personField = {
  name: 'person',
  label: text`Whose account?`,
  kind: 'person',
  placeholder: text`Pick a person`,
  hint: text`On the command line an email address works too, for people who aren’t in Slack.`,
} as const;

/** The same where several may be named in one go, each for a request of its own. */
export const severalPeopleField = { ...personField, several: true } as const;

/** The people of a field that takes several, joined by commas where there are. */
export function peopleIn(value: string | undefined): readonly string[] {
  return value?.split(',').filter(Boolean) ?? [];
}

/** Somebody in Slack, with a Zoom account or without. */
export const slackPersonField = {
  name: 'person',
  label: text`Who in Slack?`,
  kind: 'person',
  slackOnly: true,
  placeholder: text`Pick a person`,
} as const;

/** An account as the value of a person field. */
export function nameForField({ slackId, email }: Pick<Account, 'slackId' | 'email'>): string {
  return slackId ?? email;
}
