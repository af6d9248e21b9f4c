import { describe, expect, test } from 'vitest';
import { fill } from '../../../sandbox/slack/person.ts';
import { form, option, plain } from './forms.ts';

describe('a person who fills a form', () => {
  test('sends every field in its own shape, untouched ones with their initial value', () => {
    expect(fill(form(), { email: 'x@y.z', kind: 'licensed' })).toEqual({
      errors: {},
      values: {
        email: { email: { type: 'email_text_input', value: 'x@y.z' } },
        person: { person: { type: 'users_select', selected_user: 'U0BEN' } },
        kind: { kind: { type: 'static_select', selected_option: option('licensed') } },
        reason: { reason: { type: 'plain_text_input', value: null } },
      },
    });
  });

  test.each([
    ['a required field is empty', {}, 'email'],
    ['an address is none', { email: 'ada' }, 'email'],
    ['a text is too short', { email: 'x@y.z', reason: 'no' }, 'reason'],
    ['a text is too long', { email: 'x@y.z', reason: 'far too long' }, 'reason'],
    ['a required choice was taken away', { email: 'x@y.z', person: null }, 'person'],
  ])('is held back when %s', (_, fields, blockId) => {
    expect(Object.keys(fill(form(), fields).errors)).toEqual([blockId]);
  });

  test('is held back when a number is out of range or none', () => {
    const element = {
      type: 'number_input',
      action_id: 'n',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '9',
    };
    const view = { blocks: [{ type: 'input', block_id: 'n', label: plain('N'), element }] };
    expect(fill(view, { n: '5' }).errors).toEqual({});
    for (const n of ['0', '10', '1.5', 'x']) expect(fill(view, { n }).errors).toHaveProperty('n');
  });

  test('ticks boxes, several at once', () => {
    const element = { type: 'checkboxes', action_id: 'c', options: [option('a'), option('b')] };
    const view = { blocks: [{ type: 'input', block_id: 'c', label: plain('C'), element }] };
    expect(fill(view, { c: ['a', 'b'] }).values.c?.c?.selected_options).toEqual([option('a'), option('b')]);
    expect(fill(view, { c: [] }).errors).toHaveProperty('c');
  });

  test('is held back when a client made up an option', () => {
    const made = { kind: { kind: { type: 'static_select', selected_option: option('gold') } } };
    expect(fill(form(), { email: 'x@y.z' }, made).errors).toHaveProperty('kind');
  });

  test('cannot fill what is not there', () => {
    expect(() => fill(form(), { colour: 'red' })).toThrow('no field colour');
    expect(() => fill(form(), { kind: 'gold' })).toThrow('no option gold');
  });
});
