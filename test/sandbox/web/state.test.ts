import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Message, StateValues } from '../../../sandbox/slack/desktop.ts';
import { actionError, isShownInPlace } from '../../../sandbox/web/app/state/action-error.ts';
import { checkForm, reconcile } from '../../../sandbox/web/app/state/forms.ts';
import { applyOffer, offersFor } from '../../../sandbox/web/app/state/offers.ts';
import {
  initialState,
  keyOf,
  mentionsIn,
  type PageState,
  placeOf,
  unreadIn,
} from '../../../sandbox/web/app/state/page-state.ts';
import { type PageEvent, reduce } from '../../../sandbox/web/app/state/reduce.ts';
import { everyField } from './every-block.ts';
import { message, openView, snapshotFor } from './workspace.ts';

const play = (state: PageState, ...events: PageEvent[]) => events.reduce(reduce, state);
const seen = (userId: string, more = {}): PageEvent => ({
  type: 'snapshot',
  snapshot: snapshotFor(userId, more),
});
const typed = (blockId: string, value: string): PageEvent => ({
  type: 'typed',
  surface: 'V1',
  blockId,
  actionId: blockId,
  value: { type: 'plain_text_input', value },
});
const formOf = (state: PageState) => state.forms[keyOf('U0ADA', 'V1')];

describe('an open modal', () => {
  const opened = play(initialState('U0ADA', ''), seen('U0ADA', { views: [openView(everyField)] }));

  it('starts from the initial values', () => {
    expect(formOf(opened)?.assistants?.assistants?.selected_users).toEqual(['U0MIA', 'U0GRACE']);
    expect(formOf(opened)?.name?.name).toEqual({ type: 'plain_text_input', value: null });
  });

  it('keeps what was typed when the app updates it, drops what is gone', () => {
    const fewer: ModalView = { ...everyField, blocks: everyField.blocks.slice(1, 2) };
    const state = play(
      opened,
      typed('name', 'Grace'),
      typed('reason', 'x'),
      seen('U0ADA', { views: [openView(fewer, { hash: 'h2' })] }),
    );
    expect(formOf(state)).toEqual({ name: { name: { type: 'plain_text_input', value: 'Grace' } } });
  });

  it('forgets the form once it closes', () => {
    const state = play(
      opened,
      typed('name', 'Grace'),
      seen('U0ADA'),
      seen('U0ADA', { views: [openView(everyField)] }),
    );
    expect(formOf(state)?.name?.name?.value).toBeNull();
  });

  it('keeps the form while somebody else sits before the screen', () => {
    const state = play(opened, typed('name', 'Grace'), { type: 'person', userId: 'U0BEN' }, seen('U0BEN'));
    expect(formOf(play(state, { type: 'person', userId: 'U0ADA' }))?.name?.name?.value).toBe('Grace');
  });

  it('shows the errors of a submission until the field is edited or the form sent again', () => {
    const errors = { name: 'Taken', email: 'Unknown' };
    const refused = play(opened, seen('U0ADA', { views: [openView(everyField, { errors })] }));
    expect(refused.errors.V1).toEqual(errors);
    expect(play(refused, typed('name', 'Other')).errors.V1).toEqual({ email: 'Unknown' });
    const again = play(refused, { type: 'errors', viewId: 'V1', errors: {} });
    expect(play(again, seen('U0ADA', { views: [openView(everyField, { errors })] })).errors.V1).toEqual({});
  });

  it('starts a select anew when its option is no longer offered', () => {
    const select = (values: string[]): ModalView['blocks'] =>
      [
        {
          type: 'input',
          block_id: 's',
          label: { type: 'plain_text', text: 'S' },
          element: {
            type: 'static_select',
            action_id: 's',
            options: values.map((value) => ({ value, text: { type: 'plain_text', text: value } })),
          },
        },
      ] as ModalView['blocks'];
    const before: StateValues = {
      s: {
        s: {
          type: 'static_select',
          selected_option: { value: 'a', text: { type: 'plain_text', text: 'a' } },
        },
      },
    };
    expect(reconcile(select(['a', 'b']), before)).toEqual(before);
    expect(reconcile(select(['b']), before)).toEqual({
      s: { s: { type: 'static_select', selected_option: null } },
    });
  });
});

describe('switching persons', () => {
  it('keeps each one’s draft and place', () => {
    const state = play(
      initialState('U0ADA', ''),
      seen('U0ADA'),
      { type: 'go', place: 'C0GENERAL' },
      { type: 'draft', place: 'C0GENERAL', text: '/zoom st' },
      { type: 'person', userId: 'U0GRACE' },
      seen('U0GRACE'),
    );
    expect(placeOf(state)).toBe('D0ADA');
    expect(state.drafts[keyOf('U0GRACE', 'C0GENERAL')]).toBeUndefined();
    const back = play(state, { type: 'person', userId: 'U0ADA' }, seen('U0ADA'));
    expect(placeOf(back)).toBe('C0GENERAL');
    expect(back.drafts[keyOf('U0ADA', 'C0GENERAL')]).toBe('/zoom st');
  });

  it('ignores a snapshot that was meant for the one before', () => {
    const state = play(
      initialState('U0ADA', ''),
      seen('U0ADA'),
      { type: 'person', userId: 'U0BEN' },
      seen('U0ADA'),
    );
    expect(state.link).toBe('connecting');
  });
});

describe('unread messages', () => {
  it('are those of others since the last look', () => {
    const state = play(initialState('U0GRACE', 'C0GENERAL'), seen('U0GRACE'));
    const approvals = snapshotFor('U0GRACE').channels.find((channel) => channel.id === 'C0APPROVALS');
    if (!approvals) throw new Error('The workspace has no approvals channel');
    expect(unreadIn(state, approvals)).toBe(3);
    const looked = play(state, { type: 'go', place: 'C0APPROVALS' });
    expect(unreadIn(looked, approvals)).toBe(0);
    const more = { ...approvals, messages: [...approvals.messages, message(500, 'U0BEN', 'And now?')] };
    expect(unreadIn(looked, more)).toBe(1);
  });
});

describe('what the client itself refuses', () => {
  it('names each field in Slack’s words', () => {
    const values = reconcile(everyField.blocks);
    values.email = { email: { type: 'email_text_input', value: 'nonsense' } };
    values.seats = { seats: { type: 'number_input', value: '1001' } };
    values.link = { link: { type: 'url_text_input', value: 'zoom' } };
    expect(checkForm(everyField.blocks, values)).toEqual({
      name: 'Please complete this required field.',
      email: 'Must be a valid email address.',
      person: 'Please complete this required field.',
      seats: 'Must be at most 1000.',
      link: 'Must be a valid link, such as https://example.com.',
    });
  });
});

describe('the composer', () => {
  const { members } = snapshotFor('U0ADA');

  it('offers commands with their usage after a slash, and people after an at sign; nothing of what follows', () => {
    const commands = [{ line: '/zoom', hint: 'help | status' }];
    expect(offersFor('/zo', 3, commands, members)).toMatchObject([
      { label: '/zoom', hint: 'help | status', insert: '/zoom ' },
    ]);
    expect(offersFor('/zoom st', 8, commands, members)).toEqual([]);
    expect(offersFor('/zoom add @lov', 14, commands, members).map((offer) => offer.id)).toEqual(['U0ADA']);
    expect(offersFor('mail a@b', 8, commands, members)).toEqual([]);
  });

  it('counts what is for this person, and only tells that there is something else', () => {
    const said = (ts: string, text: string, user = 'U0BEN'): Message => ({
      ts,
      user,
      text,
      blocks: [],
      edited: false,
      ephemeral: false,
    });
    const messages = [said('2', 'for <@U0ADA>'), said('3', 'for <@U0MIA>'), said('4', 'mine', 'U0ADA')];
    const general = {
      id: 'C',
      name: 'general',
      kind: 'public',
      hasApp: true,
      topic: '',
      members: 3,
    } as const;
    const state = initialState('U0ADA', '');
    expect(unreadIn(state, { ...general, messages })).toBe(2);
    expect(mentionsIn(state, { ...general, messages })).toBe(1);
    expect(mentionsIn(state, { ...general, kind: 'im', messages })).toBe(2);
    const block = { type: 'section', text: { type: 'mrkdwn', text: 'Decide, <@U0ADA>' } } as const;
    expect(mentionsIn(state, { ...general, messages: [{ ...said('5', ''), blocks: [block] }] })).toBe(1);
  });

  it('puts the handle where the caret is', () => {
    const [mia] = offersFor('/zoom add @m now', 12, [], members);
    expect(mia && applyOffer('/zoom add @m now', 12, mia)).toEqual({ text: '/zoom add @mia now', caret: 15 });
  });
});

describe('a failed action', () => {
  it('becomes a sentence, unless Slack says it where it happened', () => {
    expect(actionError('account_inactive', 'Frontdesk')).toMatch(/deactivated/);
    expect(actionError('app_did_not_respond', 'Frontdesk')).toMatch(/^Frontdesk did not respond/);
    expect(actionError('some_new_word', 'Frontdesk')).toBe('That did not work: some new word.');
    expect(isShownInPlace('command', { user: 'U', channel: 'C', text: '/zoom' }, 'dispatch_failed')).toBe(
      true,
    );
    expect(isShownInPlace('home', { user: 'U' }, 'dispatch_failed')).toBe(false);
  });
});
