import type { ModalView } from '@slack/types';
import { plain } from '../slack/forms.ts';

export { buttons, option, section } from '../slack/forms.ts';

/** A form with one text field. */
export function form(more: Partial<ModalView> = {}): ModalView {
  return {
    type: 'modal',
    callback_id: 'order',
    title: plain('Lunch'),
    submit: plain('Order'),
    blocks: [
      {
        type: 'input',
        block_id: 'dish',
        label: plain('Dish'),
        element: { type: 'plain_text_input', action_id: 'dish' },
      },
    ],
    ...more,
  };
}

/** A form with a select whose options the app gives, once two characters are typed. */
export function externalSelect(): ModalView {
  return form({
    blocks: [
      {
        type: 'input',
        block_id: 'place',
        label: plain('Place'),
        element: { type: 'external_select', action_id: 'place', min_query_length: 2 },
      },
    ],
  });
}
