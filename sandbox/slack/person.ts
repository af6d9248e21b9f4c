import type { TimedResult } from './actions/action.ts';
import type { ActionHandlers } from './actions/all.ts';
import { clientErrors } from './client-checks.ts';
import type { Core } from './core.ts';
import type {
  ElementState,
  Message,
  OpenView,
  SelectOption,
  Snapshot,
  StateValues,
  Surface,
} from './desktop.ts';
import { elementsOf, type FieldValue, findElement, mergedState, stateWith } from './elements.ts';
import { snapshotOf } from './snapshot.ts';
import { withSuggested } from './suggestions.ts';
import { stackOf } from './views.ts';

/** Where to click: a message as the person sees it, or a surface of the desktop contract. */
export type Target = Surface | Message;

/** A person at their Slack. Each action resolves once the app acknowledged it, or failed to. */
export interface Person {
  readonly id: string;
  /** Types a whole line such as `/zoom status`, in `general` (or the first channel they see) unless told. */
  command(line: string, where?: string): Promise<TimedResult>;
  /** Sets the language of their Slack, such as `de-DE`. */
  speak(locale: string): Promise<TimedResult>;
  message(text: string, channel: string): Promise<TimedResult>;
  /** Clicks a button; a confirmation dialog is confirmed. Throws when there is no such button. */
  click(target: Target, actionId: string, options?: { blockId?: string }): Promise<TimedResult>;
  /** Chooses in a select, ticks boxes, picks from an overflow menu, or types into a field. */
  choose(
    target: Target,
    actionId: string,
    value: FieldValue,
    options?: { blockId?: string },
  ): Promise<TimedResult>;
  /**
   * What an external select offers for what was typed. Only that can be chosen in it or submitted. Throws when the
   * app answered nothing that Slack can show.
   */
  options(target: Target, actionId: string, typed?: string): Promise<readonly SelectOption[]>;
  /** Uses a shortcut of the app: a global one, or one of a message's menu. */
  shortcut(callbackId: string, message?: Message): Promise<TimedResult>;
  /** Fills and submits the topmost modal, or the one with this id. `errors` when a field was refused. */
  submit(viewId: string | 'top', fields?: Readonly<Record<string, FieldValue>>): Promise<TimedResult>;
  /** Closes the topmost modal, or the one with this id. */
  close(viewId?: string): Promise<TimedResult>;
  openHome(): Promise<TimedResult>;
  snapshot(): Snapshot;
  /** What they see in a channel (id or name), ephemeral messages included. */
  messages(channel: string): readonly Message[];
  /** All messages that only they see, Slackbot's lines included. */
  ephemerals(): readonly Message[];
  /** What the app wrote in their direct message. */
  dms(): readonly Message[];
  views(): readonly OpenView[];
  home(): Snapshot['home'];
  /** Waits until what they see gives a value; rejects after `ms` (15,000) with everything they see. */
  waitFor<T>(what: (snapshot: Snapshot) => T | undefined | null | false, ms?: number): Promise<T>;
}

/** @param key a user id or a handle; throws when the workspace knows nobody of that name */
export function createPerson(core: Core, actions: ActionHandlers, key: string): Person {
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
  const act = (
    target: Target,
    actionId: string,
    blockId?: string,
    value?: FieldValue,
  ): Promise<TimedResult> => {
    const { surface, placed } = find(target, actionId, blockId);
    const state: { state?: ElementState } =
      value === undefined ? {} : { state: withSuggested(core, id, placed, stateWith(placed.element, value)) };
    return actions.action({ user: id, surface, blockId: placed.blockId, actionId, ...state });
  };

  return {
    id,
    command: (text, where) => actions.command({ user: id, channel: where ?? defaultChannel(see()), text }),
    message: (text, channel) => actions.message({ user: id, channel, text }),
    speak: (locale) => actions.language({ user: id, locale }),
    click: async (target, actionId, options) => act(target, actionId, options?.blockId),
    choose: async (target, actionId, value, options) => act(target, actionId, options?.blockId, value),
    async options(target, actionId, typed = '') {
      const { surface, placed } = find(target, actionId);
      const { blockId } = placed;
      const answer = await actions.suggest({ user: id, surface, blockId, actionId, value: typed });
      if (!answer.ok) throw new Error(`${actionId} offers ${known.name} nothing: ${answer.error}`);
      return answer.options;
    },
    async shortcut(callbackId, message) {
      const surface = message && surfaceOf(see(), message);
      const at = surface?.kind === 'message' ? { message: { channel: surface.channel, ts: surface.ts } } : {};
      return actions.shortcut({ user: id, callbackId, ...at });
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
      return actions.submit({ user: id, viewId: wanted, values });
    },
    close: (viewId = topId()) => actions.close({ user: id, viewId }),
    openHome: () => actions.home({ user: id }),
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

export type { FieldValue } from './elements.ts';

/** A form filled in: what would be sent, and what Slack's client would refuse, by `block_id`. */
interface Filled {
  readonly values: StateValues;
  readonly errors: Readonly<Record<string, string>>;
}

/**
 * Fills a form as a person does: `fill(view, { email: 'x@y.z', person: 'U0MIA' })`, by `block_id` or
 * `action_id`. Fields that are not named keep what was typed before, else their initial value.
 * Throws a sentence when the form has no such field or a select no such option.
 */
export function fill(
  view: { readonly blocks: unknown },
  fields: Readonly<Record<string, FieldValue>>,
  typed: StateValues = {},
): Filled {
  const elements = elementsOf(view.blocks);
  const entered: StateValues = {};
  for (const [name, value] of Object.entries(fields)) {
    const found =
      elements.find((one) => one.blockId === name && one.isInput) ??
      elements.find((one) => one.actionId === name || one.blockId === name);
    if (!found) {
      const names = elements.map((one) => one.blockId).join(', ');
      throw new Error(`The form has no field ${name}, only ${names || 'none'}`);
    }
    const { blockId, actionId, element } = found;
    entered[blockId] = { ...entered[blockId], [actionId]: stateWith(element, value) };
  }
  const values = mergedState(view.blocks, typed, entered);
  return { values, errors: clientErrors(view.blocks, values) };
}

/**
 * Waits until what a person sees gives a value; looks again at each change, never by polling.
 * Rejects after `ms` with everything the person sees.
 */
function waitFor<T>(
  core: Core,
  userId: string,
  what: (snapshot: Snapshot) => T | undefined | null | false,
  ms = 15_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      unsubscribe();
    };
    const look = () => {
      try {
        const found = what(snapshotOf(core, userId));
        if (found === undefined || found === null || found === false) return;
        stop();
        resolve(found);
      } catch (error) {
        stop();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      stop();
      const seen = describeSnapshot(snapshotOf(core, userId));
      reject(new Error(`Waited ${ms} ms in vain. ${seen}`));
    }, ms);
    const unsubscribe = core.changes.onChange(look);
    look();
  });
}

/** What a person sees, as text for a failed test: channels with their last messages, open forms, the Home tab. */
function describeSnapshot(snapshot: Snapshot): string {
  const lines = [`${snapshot.me.name} sees:`];
  for (const channel of snapshot.channels) {
    if (channel.messages.length) lines.push(`  #${channel.name} (${channel.id})`);
    for (const message of channel.messages.slice(-6)) {
      const mark = message.ephemeral ? ' (only to you)' : '';
      lines.push(`    ${message.user}${mark}: ${cut(message.text)} ${cut(JSON.stringify(message.blocks))}`);
    }
  }
  for (const { view, errors, trouble } of snapshot.views) {
    const wrong = Object.keys(errors).length ? ` errors ${JSON.stringify(errors)}` : '';
    lines.push(`  form "${view.title.text}"${wrong} ${trouble ?? ''} ${cut(JSON.stringify(view.blocks))}`);
  }
  if (snapshot.home) lines.push(`  Home ${cut(JSON.stringify(snapshot.home.blocks))}`);
  return lines.length === 1 ? `${lines[0]} nothing at all` : lines.join('\n');
}

function cut(text: string): string {
  return text.length > 700 ? `${text.slice(0, 700)}…` : text;
}
