import type { AnyBlock } from '@slack/types';
import { type ComponentChildren, createContext, h } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { ElementState, StateValues, Surface } from '../../../slack/desktop.ts';
import { reconcile, withValue } from '../state/forms.ts';
import { keyOf } from '../state/page-state.ts';
import { usePage } from '../view/page-context.ts';

/** The message, view or Home tab around an element. */
export interface SurfaceInfo {
  readonly surface: Surface;
  /** The key of its values in the page's state. */
  readonly name: string;
  readonly values: StateValues;
}

const SurfaceContext = createContext<SurfaceInfo | null>(null);

interface ScopeProps {
  readonly surface: Surface;
  readonly name: string;
  readonly blocks: readonly AnyBlock[];
  readonly children: ComponentChildren;
}

/** Gives the elements inside their values, and their clicks a place to be sent from. */
export function SurfaceScope({ surface, name, blocks, children }: ScopeProps): ComponentChildren {
  const { state } = usePage();
  const typed = state.forms[keyOf(state.userId, name)];
  const values = useMemo(() => reconcile(blocks, typed), [blocks, typed]);
  return h(SurfaceContext.Provider, { value: { surface, name, values }, children });
}

export function useSurface(): SurfaceInfo {
  const info = useContext(SurfaceContext);
  if (!info) throw new Error('useSurface is for elements inside a SurfaceScope');
  return info;
}

/** An element on its surface: its value, and the ways to change it and to tell the app. */
export interface Placed {
  readonly value: ElementState | undefined;
  readonly busy: boolean;
  readonly type: (value: ElementState) => void;
  readonly act: (value?: ElementState) => void;
}

export function usePlaced(blockId: string, actionId: string): Placed {
  const { state, dispatch, run } = usePage();
  const { surface, name, values } = useSurface();
  const key = keyOf('action', name, blockId, actionId);
  const busy = state.busy.includes(key);
  return {
    value: values[blockId]?.[actionId],
    busy,
    type: (value) => dispatch({ type: 'typed', surface: name, blockId, actionId, value }),
    act: (value) => {
      if (busy) return;
      const all = value ? withValue(values, blockId, actionId, value) : values;
      const state_ = value ? { state: value } : {};
      const body = { user: state.userId, surface, blockId, actionId, values: all, ...state_ };
      void run('action', body, key);
    },
  };
}
