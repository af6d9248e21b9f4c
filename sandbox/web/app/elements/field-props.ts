import type { ConfirmationDialog } from '@slack/types';
import type { ElementState } from '../../../slack/desktop.ts';
import { usePage } from '../view/page-context.ts';
import { usePlaced } from './surface.ts';

/** How the block around a field names and judges it. */
export interface FieldContext {
  readonly blockId: string;
  /** For `<label for>`; the field's main control carries it. */
  readonly id: string;
  /** The label when none is shown, as beside a section. */
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly required?: boolean;
  /** The app hears of every change, as in sections and actions; an input block only on `dispatch_action`. */
  readonly dispatches: boolean;
}

export interface FieldProps<E> extends FieldContext {
  readonly element: E;
}

interface Changeable {
  readonly action_id?: string;
  readonly confirm?: ConfirmationDialog;
}

/** The value of a field and what a change does: kept, and told to the app where it asked for that. */
export function useField(element: Changeable, context: FieldContext) {
  const { ask } = usePage();
  const placed = usePlaced(context.blockId, element.action_id ?? '');
  const change = async (value: ElementState) => {
    const before = placed.value;
    placed.type(value);
    if (!context.dispatches) return;
    if (element.confirm && !(await ask(element.confirm))) {
      if (before) placed.type(before);
      return;
    }
    placed.act(value);
  };
  return { ...placed, change: (value: ElementState) => void change(value) };
}

/** The attributes by which assistive technology learns what a control is for. */
export function controlProps(context: FieldContext): Record<string, string | boolean | undefined> {
  return {
    id: context.id,
    'aria-label': context.label,
    'aria-describedby': context.describedBy,
    'aria-invalid': context.invalid ? 'true' : undefined,
    'aria-required': context.required ? 'true' : undefined,
    'data-field': 'true',
  };
}
