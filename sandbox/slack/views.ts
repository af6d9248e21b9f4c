import { withIds } from './block-kit.ts';
import type { Core } from './core.ts';
import type { StateValues } from './desktop.ts';
import { elementsOf } from './elements.ts';
import { makeHash, makeId } from './ids.ts';
import type { Rec } from './json.ts';
import type { StoredView } from './workspace.ts';

/** The most modals that can lie on one another: a root and two pushes (docs of views.push). */
export const maxStack = 3;

/** Opens a modal as the root; what was open goes away. */
export function openModal(core: Core, user: string, view: Rec): StoredView {
  const root = store(user, view);
  core.workspace.modals.set(user, [root]);
  core.changes.touch();
  return root;
}

/** Lays a modal on top of the open ones; the caller has checked {@link maxStack}. */
export function pushModal(core: Core, user: string, view: Rec): StoredView {
  const stack = stackOf(core, user);
  const pushed = store(user, view, stack.at(-1));
  core.workspace.modals.set(user, [...stack, pushed]);
  core.changes.touch();
  return pushed;
}

/**
 * Replaces a view's content. What the person typed stays where block and action ids stay the same
 * (Slack's docs on modals).
 */
export function replaceView(core: Core, stored: StoredView, view: Rec): void {
  setContent(stored, view);
  const kept: StateValues = {};
  for (const { blockId, actionId, element } of elementsOf(stored.blocks)) {
    const value = stored.typed[blockId]?.[actionId];
    if (value && value.type === element.type) kept[blockId] = { ...kept[blockId], [actionId]: value };
  }
  stored.typed = kept;
  core.changes.touch();
}

/** Shows a Home tab to a person, in place of the one before. */
export function publishHome(core: Core, user: string, view: Rec): StoredView {
  const found = core.workspace.homes.get(user);
  if (found) replaceView(core, found, view);
  const home = found ?? store(user, view);
  core.workspace.homes.set(user, home);
  core.changes.touch();
  return home;
}

/** Closes one modal; those below stay. */
export function closeModal(core: Core, stored: StoredView): void {
  const rest = stackOf(core, stored.user).filter((view) => view !== stored);
  core.workspace.modals.set(stored.user, rest);
  core.changes.touch();
}

/** Closes every modal of a person. */
export function clearModals(core: Core, user: string): void {
  core.workspace.modals.set(user, []);
  core.changes.touch();
}

/** The open modals of a person, the root first. */
export function stackOf(core: Core, user: string): StoredView[] {
  return core.workspace.modals.get(user) ?? [];
}

/** Any open modal or published Home tab with this id or external id. */
export function findView(core: Core, key: { id?: string; externalId?: string }): StoredView | undefined {
  const open = [...core.workspace.modals.values()].flat();
  const all = [...open, ...core.workspace.homes.values()];
  return all.find((one) => (key.id ? one.id === key.id : one.view.external_id === key.externalId));
}

function store(user: string, view: Rec, below?: StoredView): StoredView {
  const id = makeId('V');
  const place = { id, user, rootId: below?.rootId ?? id, previousId: below?.id ?? null };
  const stored: StoredView = { ...place, hash: '', view: {}, blocks: [], typed: {}, errors: {} };
  setContent(stored, view);
  return stored;
}

function setContent(stored: StoredView, view: Rec): void {
  stored.blocks = withIds(view.blocks);
  stored.view = { ...view, blocks: stored.blocks };
  stored.hash = makeHash();
  stored.errors = {};
  delete stored.trouble;
}
