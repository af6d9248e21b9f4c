import { answerHook } from '../answer-hook.ts';
import { canSee, findChannel } from '../channels.ts';
import type { Core } from '../core.ts';
import type { Outcome } from '../delivery.ts';
import type { Deeds } from '../desktop.ts';
import { slackbotLine } from '../messages.ts';
import { commandPayload } from '../payloads/command.ts';
import type { ChannelState } from '../workspace.ts';
import { actorOf } from './actor.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

/** Types a slash command and shows what the app acknowledged it with, or Slack's own line when it failed. */
export async function doCommand(core: Core, deed: Deeds['command']): Promise<Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const channel = findChannel(core.workspace, deed.channel);
  if (!channel || !canSee(core.workspace, user.id, channel)) return refused('channel_not_found');
  const [name = '', text = ''] = split(deed.text);
  const { commands } = core.workspace.app;
  const isCommand = /^\/\S/.test(name) && (commands === 'any' || commands.includes(name));
  if (!isCommand) {
    slackbotLine(core, channel, user.id, `${name} is not a valid command.`);
    return refused('invalid_command');
  }
  const target = { user: user.id, channel: channel.id };
  const typed = {
    ...{ user, channel, name, text },
    triggerId: core.triggers.issue({ user: user.id }),
    responseUrl: core.url() + core.responseUrls.issue(target),
  };
  const { value, ms } = await timed(() => core.deliver(commandPayload(core.workspace, typed)));
  const body = value.ok && typeof value.body === 'string' ? { text: value.body } : value.ok && value.body;
  if (!value.ok) slackbotLine(core, channel, user.id, failureLine(name, value));
  else if (body) {
    const answered = answerHook(core, target, body);
    if ('error' in answered) return unusable(core, channel, user.id, name, answered.error, ms);
  }
  return deedOf(value, ms);
}

function unusable(
  core: Core,
  channel: ChannelState,
  user: string,
  name: string,
  error: string,
  ackMs: number,
): Deed {
  slackbotLine(core, channel, user, `${name} failed with the error “${error}”`);
  return { ok: false, error, ackMs };
}

function failureLine(name: string, outcome: Outcome & { ok: false }): string {
  if (outcome.error === 'app_did_not_respond') return `${name} failed because the app did not respond.`;
  return `${name} failed with the error “${outcome.error}”`;
}

function split(line: string): string[] {
  const [, name = '', text = ''] = /^\s*(\S+)\s*([\s\S]*?)\s*$/.exec(line) ?? [];
  return [name, text];
}
