import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, Target } from '../../sandbox/slack/person.ts';
import type { ChannelState, StoredMessage, Workspace } from '../../sandbox/slack/workspace.ts';
import type { OwnProcess } from './own-process.ts';
import type { Random } from './random.ts';

/** A running simulation: people at work while the bot is killed or its calls fail. */
export interface Session {
  readonly place: OwnProcess;
  readonly random: Random;
  /** Whether the bot runs, as far as anybody in Slack can know. */
  up: boolean;
  /** The simulation ends: nobody waits any longer. */
  over: boolean;
}

const POLL_MS = 25;
const GENERAL = 'C0GENERAL';

/** Interim messages, and what is told beside an outcome; everything else that a person reads is one. */
const INTERIM =
  /\?$|^Sent to |^:ballot_box_with_check: Confirmed|^:hourglass_flowing_sand: |is taking a little longer|hasn’t confirmed this yet|Your click didn’t count|can’t reach my database|^:bell: /;

/** Waits until `look` finds something, or until the session is over. */
export async function waitUntil<T>(
  session: Session,
  look: () => T | undefined | false,
): Promise<T | undefined> {
  for (;;) {
    const found = look();
    if (found) return found;
    if (session.over) return undefined;
    await sleep(POLL_MS);
  }
}

/** The bot's messages that only this person sees, the oldest first. */
function messagesTo(session: Session, { id }: Person): { message: StoredMessage; target: Target }[] {
  const { workspace } = session.place.slack;
  const bot = workspace.app.userId;
  return [workspace.channels.get(GENERAL), directChannel(workspace, id)]
    .filter((one) => one !== undefined)
    .flatMap((channel) =>
      channel.messages
        .filter((one) => one.user === bot && (channel.kind === 'im' || one.visibleTo === id))
        .map((message) => ({
          message,
          target: { kind: 'message' as const, channel: channel.id, ts: message.ts },
        })),
    );
}

/** What the bot has written to this person alone, the oldest first. */
export function directMessagesTo(session: Session, { id }: Person): readonly StoredMessage[] {
  const { workspace } = session.place.slack;
  const channel = directChannel(workspace, id);
  return channel?.messages.filter(({ user }) => user === workspace.app.userId) ?? [];
}

/** Direct-message channels by user. Channels are never removed, so the count tells whether the index is current. */
const directChannels = new WeakMap<Workspace, { size: number; byUser: Map<string, ChannelState> }>();

function directChannel(workspace: Workspace, user: string): ChannelState | undefined {
  const { channels } = workspace;
  let index = directChannels.get(workspace);
  if (index?.size !== channels.size) {
    const direct = [...channels.values()].filter((one) => one.kind === 'im');
    index = { size: channels.size, byUser: new Map(direct.map((one) => [one.user ?? '', one])) };
    directChannels.set(workspace, index);
  }
  return index.byUser.get(user);
}

/**
 * The outcome as the person reads it; `undefined` when they were not told.
 *
 * @param before what they have read already
 */
export function outcomeFor(session: Session, person: Person, before = ''): string | undefined {
  const messages = messagesTo(session, person).map(({ message }) => message);
  const outcome = messages.find(({ text }) => !INTERIM.test(text) && !before.startsWith(text));
  return outcome && `${outcome.text} ${JSON.stringify(outcome.blocks)}`;
}

const buttonIn = (message: StoredMessage, action: string) =>
  buttonsIn(message.blocks).find((one) => one.action_id === action);

/** A button that the person sees, with the request id in it. */
export function buttonFor(session: Session, person: Person, action: string) {
  for (const { message, target } of messagesTo(session, person)) {
    const button = buttonIn(message, action);
    if (button) return { target, id: button.value ?? '' };
  }
  return undefined;
}

/** The approval card of a request, while it can be decided. */
export function cardOf(session: Session, id: string): Target | undefined {
  for (const channel of session.place.slack.workspace.channels.values()) {
    if (channel.kind === 'im') continue;
    const card = channel.messages.find((one) => buttonIn(one, 'request:approve')?.value === id);
    if (card) return { kind: 'message', channel: channel.id, ts: card.ts };
  }
  return undefined;
}

/**
 * Clicks again for as long as Slack reports a failure and the button is there, as people do.
 *
 * @returns whether a click was acknowledged
 */
export async function clickUntilAcknowledged(
  session: Session,
  person: Person,
  action: string,
  find: () => Target | undefined,
): Promise<boolean> {
  for (;;) {
    const ready = await waitUntil(session, () => session.up);
    const target = find();
    if (!ready || !target) return false;
    try {
      if ((await person.click(target, action)).ok) return true;
    } catch {
      // The button was removed between `find` and the click.
    }
    await sleep(POLL_MS);
  }
}

/** Every button in blocks, a view or a message. */
export function buttonsIn(value: unknown): { action_id: string; value?: string }[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    (value as { type?: unknown }).type === 'button' ? [value as { action_id: string; value?: string }] : [];
  return [...own, ...Object.values(value).flatMap(buttonsIn)];
}
