import type { Message } from '../../sandbox/slack/desktop.ts';
import type { ApiEntry } from '../../sandbox/slack/log.ts';
import { textOf, type Workplace } from '../support/workplace.ts';

/** That many new colleagues, each with an account in Slack and in Zoom; their handles. */
export function hire({ slack, zoom }: Workplace, many: number): string[] {
  const model = slack.workspace.users.get('U0ADA');
  const account = zoom.account.users.find((one) => one.email === 'ada@example.com');
  if (!model || !account) throw new Error('Ada is away');
  return Array.from({ length: many }, (_, i) => {
    const handle = `new${i + 1}`;
    const person = { name: `Newcomer ${i + 1}.`, email: `${handle}@example.com` };
    const id = `U0NEW${i + 1}`;
    slack.workspace.users.set(id, { ...model, ...person, id, handle });
    slack.workspace.channels.get('C0GENERAL')?.members.add(id);
    zoom.account.users.push({
      ...structuredClone(account),
      id: `New${i + 1}zJKyaiAyTNCMWjiWC18KQ`.slice(0, 22),
      email: person.email,
      firstName: 'Newcomer',
      lastName: `${i + 1}.`,
      displayName: person.name,
      assistants: [],
    });
    return handle;
  });
}

/** The bot's calls that Slack refused. */
export function refusedCalls({ slack }: Workplace): ApiEntry[] {
  return slack.log.filter((one): one is ApiEntry => one.kind === 'api' && !one.ok);
}

/** How often a channel is told something about each of these people. */
export function timesTold(place: Workplace, channel: string, handles: readonly string[]): number[] {
  const { slack } = place;
  const words = place
    .as('linus')
    .messages(channel)
    .map((one) => textOf(one))
    .join('\n');
  return handles.map((handle) => words.split(`<@${slack.as(handle).id}>`).length - 1);
}

/** How long it took from the first message to the last, in milliseconds. */
export function span(messages: readonly Message[]): number {
  return (Number(messages.at(-1)?.ts) - Number(messages[0]?.ts)) * 1_000;
}
