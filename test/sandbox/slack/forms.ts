import type { KnownBlock, ModalView } from '@slack/types';

/** A modal with an email, a person, a choice and an optional reason. */
export function form(more: Partial<ModalView> = {}): ModalView {
  const email: KnownBlock = {
    type: 'input',
    block_id: 'email',
    label: plain('Email'),
    element: { type: 'email_text_input', action_id: 'email' },
  };
  const person: KnownBlock = {
    type: 'input',
    block_id: 'person',
    label: plain('Person'),
    element: { type: 'users_select', action_id: 'person', initial_user: 'U0BEN' },
  };
  const kind: KnownBlock = {
    type: 'input',
    block_id: 'kind',
    optional: true,
    label: plain('Kind'),
    element: { type: 'static_select', action_id: 'kind', options: [option('basic'), option('licensed')] },
  };
  const reason: KnownBlock = {
    type: 'input',
    block_id: 'reason',
    optional: true,
    label: plain('Reason'),
    element: { type: 'plain_text_input', action_id: 'reason', min_length: 3, max_length: 10 },
  };
  return {
    type: 'modal',
    callback_id: 'form:test',
    title: plain('Form'),
    submit: plain('Send'),
    blocks: [email, person, kind, reason],
    ...more,
  };
}

/** A message with one button. */
export function buttons(...actionIds: string[]): KnownBlock[] {
  const elements = actionIds.map((id) => ({
    type: 'button' as const,
    action_id: id,
    text: plain(id),
    value: `value of ${id}`,
  }));
  return [{ type: 'actions', block_id: 'buttons', elements }];
}

export function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

export function plain(text: string) {
  return { type: 'plain_text' as const, text };
}

export function option(value: string) {
  return { text: plain(value), value };
}
