import type { Core } from './core.ts';
import type { DoDeeds } from './deeds/all.ts';
import type { Deed } from './deeds/result.ts';
import type { ElementState, Message, OpenView, SelectOption, Snapshot, Surface } from './desktop.ts';
import { type FieldValue, stateWith } from './element-state.ts';
import { elementsOf, findElement } from './elements.ts';
import { fill } from './fill-view.ts';
import { snapshotOf } from './snapshot.ts';
import { withSuggested } from './suggestions.ts';
import { stackOf } from './views.ts';
import { waitFor } from './wait-for.ts';

/** Where to click: a message as the person sees it, or a surface of the desktop contract. */
export type Target = Surface | Message;

/** A person at their Slack. Each deed resolves once the app acknowledged it, or failed to. */
export interface Person {
  readonly id: string;
  /** Types a whole line such as `/zoom status`, in `general` (or the first channel they see) unless told. */
  command(line: string, where?: string): Promise<Deed>;
  message(text: string, channel: string): Promise<Deed>;
  /** Clicks a button; a confirmation dialog is confirmed. Throws when there is no such button. */
  click(target: Target, actionId: string, options?: { blockId?: string }): Promise<Deed>;
  /** Chooses in a select, ticks boxes, picks from an overflow menu, or types into a field. */
  choose(target: Target, actionId: string, value: FieldValue, options?: { blockId?: string }): Promise<Deed>;
  /**
   * What an external select offers for what was typed. Only that can be chosen in it or submitted. Throws when the
   * app answered nothing that Slack can show.
   */
  options(target: Target, actionId: string, typed?: string): Promise<readonly SelectOption[]>;
  /** Uses a shortcut of the app: a global one, or one of a message's menu. */
  shortcut(callbackId: string, message?: Message): Promise<Deed>;
  /** Fills and submits the topmost modal, or the one with this id. `errors` when a field was refused. */
  submit(viewId: string | 'top', fields?: Readonly<Record<string, FieldValue>>): Promise<Deed>;
  /** Closes the topmost modal, or the one with this id. */
  close(viewId?: string): Promise<Deed>;
  openHome(): Promise<Deed>;
  snapshot(): Snapshot;
  /** What they see in a channel (id or name), ephemeral messages included. */
  messages(channel: string): readonly Message[];
  /** All messages that only they see, Slackbot's lines included. */
  ephemerals(): readonly Message[];
  /** What the app wrote in their direct message. */
  dms(): readonly Message[];
  views(): readonly OpenView[];
  home(): Snapshot['home'];
  /** Waits until what they see gives a value; rejects after `ms` (5000) with everything they see. */
  waitFor<T>(what: (snapshot: Snapshot) => T | undefined | null | false, ms?: number): Promise<T>;
}

/** @param key a user id or a handle; throws when the workspace knows nobody of that name */
export function createPerson(core: Core, deeds: DoDeeds, key: string): Person {
  const { workspace } = core;
  const known = workspace.users.get(key) ?? [...workspace.users.values()].find((one) => one.handle === key);
  if (!known) throw new Error(`The workspace knows nobody called ${key}`);
  const { id } = known;
  const see = () => snapshotOf(core, id);
  const topId = () => see().views.at(-1)?.id ?? '';

  const find = (target: Target, actionId: string, blockId?: string) => {
    const surface = 'kind' in target ? target : surfaceOf(see(), target);
    const placed = findElement(blocksOf(see(), surface), actionId, blockId);
    if (!placed) throw new Error(`${known.name} sees no element ${actionId} there`);
    return { surface, placed };
  };
  const act = (target: Target, actionId: string, blockId?: string, value?: FieldValue): Promise<Deed> => {
    const { surface, placed } = find(target, actionId, blockId);
    const state: { state?: ElementState } =
      value === undefined ? {} : { state: withSuggested(core, id, placed, stateWith(placed.element, value)) };
    return deeds.action({ user: id, surface, blockId: placed.blockId, actionId, ...state });
  };

  return {
    id,
    command: (text, where) => deeds.command({ user: id, channel: where ?? defaultChannel(see()), text }),
    message: (text, channel) => deeds.message({ user: id, channel, text }),
    click: async (target, actionId, options) => act(target, actionId, options?.blockId),
    choose: async (target, actionId, value, options) => act(target, actionId, options?.blockId, value),
    async options(target, actionId, typed = '') {
      const { surface, placed } = find(target, actionId);
      const { blockId } = placed;
      const answer = await deeds.suggest({ user: id, surface, blockId, actionId, value: typed });
      if (!answer.ok) throw new Error(`${actionId} offers ${known.name} nothing: ${answer.error}`);
      return answer.options;
    },
    async shortcut(callbackId, message) {
      const surface = message && surfaceOf(see(), message);
      const at = surface?.kind === 'message' ? { message: { channel: surface.channel, ts: surface.ts } } : {};
      return deeds.shortcut({ user: id, callbackId, ...at });
    },
    async submit(viewId, fields = {}) {
      const wanted = viewId === 'top' ? topId() : viewId;
      const stored = stackOf(core, id).find((one) => one.id === wanted);
      if (!stored) throw new Error(`${known.name} has no form ${wanted || 'open'}`);
      const { values } = fill(stored, fields, stored.typed);
      for (const placed of elementsOf(stored.blocks)) {
        const state = values[placed.blockId]?.[placed.actionId];
        if (!state) continue;
        const offered = withSuggested(core, id, placed, state);
        values[placed.blockId] = { ...values[placed.blockId], [placed.actionId]: offered };
      }
      return deeds.submit({ user: id, viewId: wanted, values });
    },
    close: (viewId = topId()) => deeds.close({ user: id, viewId }),
    openHome: () => deeds.home({ user: id }),
    snapshot: see,
    messages: (channel) => channelOf(see(), channel)?.messages ?? [],
    ephemerals: () => see().channels.flatMap((channel) => channel.messages.filter((one) => one.ephemeral)),
    dms() {
      const direct = see().channels.find((channel) => channel.kind === 'im');
      return direct?.messages.filter((one) => one.user === workspace.app.userId && !one.ephemeral) ?? [];
    },
    views: () => see().views,
    home: () => see().home,
    waitFor: (what, ms) => waitFor(core, id, what, ms),
  };
}

function channelOf(snapshot: Snapshot, key: string) {
  return snapshot.channels.find((channel) => channel.id === key || channel.name === key.replace(/^#/, ''));
}

function defaultChannel(snapshot: Snapshot): string {
  return (channelOf(snapshot, 'general') ?? snapshot.channels[0])?.id ?? '';
}

function surfaceOf(snapshot: Snapshot, message: Message): Surface {
  const channel = snapshot.channels.find((one) => one.messages.some((each) => each.ts === message.ts));
  if (!channel) throw new Error(`${snapshot.me.name} does not see the message ${message.ts} any more`);
  return { kind: 'message', channel: channel.id, ts: message.ts };
}

function blocksOf(snapshot: Snapshot, surface: Surface): unknown {
  if (surface.kind === 'home') return snapshot.home?.blocks;
  if (surface.kind === 'view') return snapshot.views.find((one) => one.id === surface.viewId)?.view.blocks;
  return channelOf(snapshot, surface.channel)?.messages.find((one) => one.ts === surface.ts)?.blocks;
}
