import type { Core } from '../core.ts';
import type { Outcome } from '../delivery.ts';
import type { UserActions } from '../desktop.ts';
import { answerHook } from '../hook-routes.ts';
import { makeTs } from '../ids.ts';
import type { Rec } from '../json.ts';
import { addMessage, sendEvent, slackbotLine } from '../messages.ts';
import { commandPayload, escapeText, homeOpened, interaction, messageObject } from '../payloads.ts';
import { type ChannelState, canSee, findChannel, openIm } from '../workspace.ts';
import { actorOf, findPlace, placeOf, refused, type TimedResult, timed, toResult } from './action.ts';

/** Types a slash command and shows what the app acknowledged it with, or Slack's own line when it failed. */
export async function doCommand(core: Core, action: UserActions['command']): Promise<TimedResult> {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return refused(user);
  const channel = findChannel(core.workspace, action.channel);
  if (!channel || !canSee(core.workspace, user.id, channel)) return refused('channel_not_found');
  const [name = '', text = ''] = split(action.text);
  if (action.threadTs !== undefined) {
    slackbotLine(core, channel, user.id, `${name} is not supported in threads. Sorry!`, action.threadTs);
    return refused('not_supported_in_threads');
  }
  const { commands } = core.workspace.app;
  const isCommand = /^\/\S/.test(name) && (commands === 'any' || commands.includes(name));
  if (!isCommand) {
    slackbotLine(core, channel, user.id, `${name} is not a valid command.`);
    return refused('invalid_command');
  }
  const target = { user: user.id, channel: channel.id };
  const typed = {
    user,
    channel,
    name,
    text,
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
  return toResult(value, ms);
}

function unusable(
  core: Core,
  channel: ChannelState,
  user: string,
  name: string,
  error: string,
  ackMs: number,
): TimedResult {
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

/** Writes an ordinary message; the app hears of it where it subscribed to messages. */
export function doMessage(core: Core, action: UserActions['message']): TimedResult {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return refused(user);
  const channel =
    action.channel === core.workspace.app.userId
      ? openIm(core.workspace, user.id)
      : findChannel(core.workspace, action.channel);
  if (!channel || !canSee(core.workspace, user.id, channel)) return refused('channel_not_found');
  if (!channel.members.has(user.id)) return refused('not_in_channel');
  if (channel.kind === 'im' && core.workspace.app.readOnly) return refused('messages_tab_disabled');
  if (action.text.trim() === '') return refused('no_text');
  const { threadTs } = action;
  const parent = channel.messages.find((one) => one.ts === threadTs && one.visibleTo === undefined);
  if (threadTs !== undefined && !parent) return refused('thread_not_found');
  const words = { text: wording(core, user.id, action.text), blocks: [] };
  addMessage(core, channel, user.id, words, threadTs === undefined ? {} : { threadTs });
  return { ok: true, ackMs: 0 };
}

/** Messages carry people by id alone, where a command's text has their handle, too. */
function wording(core: Core, userId: string, typed: string): string {
  return escapeText(core.workspace, userId, typed).replaceAll(/<@([UW][A-Z0-9]+)\|[^>]*>/g, '<@$1>');
}

/** Opens the app's Home tab: the event `app_home_opened`, repeated when it is not acknowledged. */
export async function doHome(core: Core, action: UserActions['home']): Promise<TimedResult> {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return refused(user);
  const im = openIm(core.workspace, user.id);
  core.changes.touch();
  const event = homeOpened(core.workspace, im, user.id, core.workspace.homes.get(user.id));
  const { value, ms } = await timed(() => sendEvent(core, 'app_home_opened', event));
  return value ? toResult(value, ms) : { ok: true, ackMs: 0 };
}

/** Uses a shortcut: `shortcut` for a global one, `message_action` for one of a message's menu. */
export async function doShortcut(core: Core, action: UserActions['shortcut']): Promise<TimedResult> {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return refused(user);
  const about = action.message ? aboutMessage(core, user.id, action.message) : {};
  if (!about) return refused('message_not_found');
  const payload = {
    ...interaction(core.workspace, action.message ? 'message_action' : 'shortcut', user),
    callback_id: action.callbackId,
    action_ts: makeTs(),
    trigger_id: core.triggers.issue({ user: user.id }),
    ...about,
  };
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  return toResult(value, ms);
}

function aboutMessage(core: Core, user: string, at: { channel: string; ts: string }): Rec | undefined {
  const place = findPlace(core, user, { kind: 'message', ...at });
  if (place?.kind !== 'message' || place.message.visibleTo !== undefined) return undefined;
  const { channel } = placeOf(core, place, {});
  const reply = { user, channel: place.channel.id };
  return {
    channel,
    message_ts: place.message.ts,
    message: messageObject(core.workspace, place.message),
    response_url: core.url() + core.responseUrls.issue(reply),
  };
}
