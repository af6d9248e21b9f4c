import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, Target } from '../../../sandbox/slack/person.ts';
import type { ChannelState, StoredMessage, Workspace } from '../../../sandbox/slack/workspace.ts';
import type { OwnProcess } from '../own-process.ts';
import { buttonsIn } from '../support.ts';
import type { Chance } from './random.ts';

/** The workplace while the bot is killed again and again. */
export interface Storm {
  readonly place: OwnProcess;
  readonly chance: Chance;
  /** Whether the bot runs just now, as far as anybody in Slack can know. */
  up: boolean;
  /** Nobody waits any longer. */
  over: boolean;
}

export const WAIT = 25;
const GENERAL = 'C0GENERAL';

/** What is said on the way; everything else that a person reads is an end. */
const ON_THE_WAY =
  /Shall I do this|Send this request|Your request is sent|takes a little longer|not confirmed this yet|Your click has changed nothing|cannot reach my database/;

/** Waits until there is something, or until nobody waits any longer. */
export async function hope<T>(storm: Storm, look: () => T | undefined | false): Promise<T | undefined> {
  for (;;) {
    const found = look();
    if (found) return found;
    if (storm.over) return undefined;
    await sleep(WAIT);
  }
}

/** What the bot has said to this person alone, the oldest first. */
export function saidTo(storm: Storm, { id }: Person): { message: StoredMessage; target: Target }[] {
  const { workspace } = storm.place.slack;
  const bot = workspace.app.userId;
  return [workspace.channels.get(GENERAL), directlyTo(workspace, id)]
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

/** People's direct messages with the bot, found once: none goes away. */
const known = new WeakMap<Workspace, { size: number; byUser: Map<string, ChannelState> }>();

function directlyTo(workspace: Workspace, user: string): ChannelState | undefined {
  const { channels } = workspace;
  let found = known.get(workspace);
  if (found?.size !== channels.size) {
    const direct = [...channels.values()].filter((one) => one.kind === 'im');
    found = { size: channels.size, byUser: new Map(direct.map((one) => [one.user ?? '', one])) };
    known.set(workspace, found);
  }
  return found.byUser.get(user);
}

export const wordsOf = ({ text, blocks }: StoredMessage) => `${text} ${JSON.stringify(blocks)}`;

/**
 * How it ended, as the person reads it; `undefined`: they were never told.
 *
 * @param before what they have read already
 */
export function endFor(storm: Storm, person: Person, before = ''): string | undefined {
  const said = saidTo(storm, person).map(({ message }) => message);
  const end = said.find(({ text }) => !ON_THE_WAY.test(text) && !before.startsWith(text));
  return end && wordsOf(end);
}

const has = (message: StoredMessage, action: string) =>
  buttonsIn(message.blocks).find((one) => one.action_id === action);

/** A button that the person sees, with the id that it carries. */
export function buttonFor(storm: Storm, person: Person, action: string) {
  for (const { message, target } of saidTo(storm, person)) {
    const button = has(message, action);
    if (button) return { target, id: button.value ?? '' };
  }
  return undefined;
}

/** The approval card of a request, while it can be decided. */
export function cardOf(storm: Storm, id: string): Target | undefined {
  for (const channel of storm.place.slack.workspace.channels.values()) {
    if (channel.kind === 'im') continue;
    const card = channel.messages.find((one) => has(one, 'request:approve')?.value === id);
    if (card) return { kind: 'message', channel: channel.id, ts: card.ts };
  }
  return undefined;
}

/**
 * Clicks as people do: again, when Slack says that it did not get through, for as long as the button is there.
 *
 * @returns whether a click was acknowledged
 */
export async function clickUntilHeard(
  storm: Storm,
  person: Person,
  action: string,
  find: () => Target | undefined,
): Promise<boolean> {
  for (;;) {
    const ready = await hope(storm, () => storm.up);
    const target = find();
    if (!ready || !target) return false;
    try {
      if ((await person.click(target, action)).ok) return true;
    } catch {
      // The button went away in this very moment.
    }
    await sleep(WAIT);
  }
}
