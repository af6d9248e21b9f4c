import type { ElementState, Snapshot } from '../../../slack/desktop.ts';
import { reconcile, withValue } from './forms.ts';
import { keyOf, markRead, type PageState, placeOf, type Target } from './page-state.ts';

/** Everything that can change the page. */
export type PageEvent =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'link'; readonly link: PageState['link'] }
  | { readonly type: 'person'; readonly userId: string }
  | { readonly type: 'go'; readonly place: string }
  | { readonly type: 'jump'; readonly target: Target }
  | { readonly type: 'draft'; readonly place: string; readonly text: string }
  | {
      readonly type: 'typed';
      readonly surface: string;
      readonly blockId: string;
      readonly actionId: string;
      readonly value: ElementState;
    }
  | { readonly type: 'errors'; readonly viewId: string; readonly errors: Readonly<Record<string, string>> }
  | { readonly type: 'busy'; readonly key: string; readonly on: boolean }
  | { readonly type: 'pending'; readonly key: string; readonly line: string | null }
  | { readonly type: 'did' }
  | { readonly type: 'toast'; readonly text: string }
  | { readonly type: 'untoast'; readonly id: number };

/** The page after an event; pure, so that what survives what can be tested without a browser. */
export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'snapshot':
      return withSnapshot(state, event.snapshot);
    case 'link':
      return { ...state, link: event.link };
    case 'person':
      return { ...state, userId: event.userId, link: 'connecting', target: null };
    case 'go':
      return markRead({ ...goTo(state, event.place), target: null });
    case 'jump':
      return markRead({ ...goTo(state, event.target.channel), target: event.target });
    case 'draft':
      return {
        ...state,
        drafts: { ...state.drafts, [keyOf(state.userId, event.place)]: event.text },
      };
    case 'typed': {
      const key = keyOf(state.userId, event.surface);
      const values = withValue(state.forms[key] ?? {}, event.blockId, event.actionId, event.value);
      return { ...dropError(state, event.surface, event.blockId), forms: { ...state.forms, [key]: values } };
    }
    case 'errors':
      return { ...state, errors: { ...state.errors, [event.viewId]: event.errors } };
    case 'busy': {
      const others = state.busy.filter((key) => key !== event.key);
      return { ...state, busy: event.on ? [...others, event.key] : others };
    }
    case 'pending': {
      const { [event.key]: _, ...others } = state.pending;
      return { ...state, pending: event.line === null ? others : { ...others, [event.key]: event.line } };
    }
    case 'did':
      return { ...state, actions: state.actions + 1 };
    case 'toast': {
      const others = state.toasts.filter((toast) => toast.text !== event.text);
      const id = 1 + Math.max(0, ...state.toasts.map((toast) => toast.id));
      return { ...state, toasts: [...others, { id, text: event.text }].slice(-3) };
    }
    case 'untoast':
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== event.id) };
  }
}

function goTo(state: PageState, place: string): PageState {
  return { ...state, places: { ...state.places, [state.userId]: place } };
}

/** A snapshot of somebody else arrives late after a switch and is not for this page. */
function withSnapshot(state: PageState, snapshot: Snapshot): PageState {
  const userId = state.userId || snapshot.me.id;
  if (snapshot.me.id !== userId) return state;
  const next = { ...state, userId, snapshot, link: 'live' as const, ...withViews(state, userId, snapshot) };
  const known = new Set(['home', ...snapshot.channels.map((channel) => channel.id)]);
  if (known.has(placeOf(next))) return markRead(next);
  const first = snapshot.channels.find((one) => one.kind === 'im' && one.hasApp) ?? snapshot.channels[0];
  return markRead({ ...next, places: { ...state.places, [userId]: first?.id ?? 'home' } });
}

/** Open modals keep what was typed; closed ones are forgotten; new field errors are shown. */
function withViews(state: PageState, userId: string, snapshot: Snapshot) {
  const forms = { ...state.forms };
  const errors = { ...state.errors };
  const open = new Set(snapshot.views.map((view) => keyOf(userId, view.id)));
  const before = state.snapshot?.me.id === userId ? state.snapshot.views : [];
  for (const view of before) {
    if (open.has(keyOf(userId, view.id))) continue;
    delete forms[keyOf(userId, view.id)];
    delete errors[view.id];
  }
  for (const { id, view, errors: found } of snapshot.views) {
    const key = keyOf(userId, id);
    forms[key] = reconcile(view.blocks, forms[key]);
    const known = before.find((one) => one.id === id)?.errors;
    if (JSON.stringify(known ?? {}) !== JSON.stringify(found)) errors[id] = found;
  }
  return { forms, errors };
}

/** Editing a field clears its error. */
function dropError(state: PageState, viewId: string, blockId: string): PageState {
  const { [blockId]: dropped, ...others } = state.errors[viewId] ?? {};
  return dropped === undefined ? state : { ...state, errors: { ...state.errors, [viewId]: others } };
}
