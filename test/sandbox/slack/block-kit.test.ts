import { describe, expect, test } from 'vitest';
import { invalidBlocks } from '../../../sandbox/slack/block-kit.ts';
import { buttons, form, option, plain, section } from './forms.ts';

const home = { type: 'home', blocks: [section('Welcome')] };
const select = (more: object) => ({
  type: 'section',
  text: plain('Choose'),
  accessory: { type: 'static_select', action_id: 's', options: [option('a')], ...more },
});

describe('Block Kit that Slack takes', () => {
  test('accepts a message, a form and a Home tab', async () => {
    for (const [surface, value] of [
      ['message', [section('hi'), ...buttons('a', 'b')]],
      ['modal', form()],
      ['home', home],
    ] as const) {
      expect.soft(invalidBlocks(surface, value), surface).toEqual([]);
    }
  });
});

describe('Block Kit that Slack refuses', () => {
  test('refuses what breaks a rule, with a pointer to it', async () => {
    for (const [what, surface, value, pointer] of [
      [
        'a button label over 75 characters',
        'message',
        buttons('x'.repeat(76)),
        '/blocks/0/elements/0/text/text',
      ],
      [
        'more than 50 blocks in a message',
        'message',
        Array.from({ length: 51 }, () => section('x')),
        '/blocks',
      ],
      ['an unknown field', 'message', [{ ...section('x'), colour: 'red' }], '/blocks/0'],
      ['the same block_id twice', 'message', [...buttons('a'), ...buttons('b')], '/blocks/1/block_id'],
      ['the same action_id twice in a block', 'message', buttons('a', 'a'), '/blocks/0'],
      [
        'an initial option that is no option',
        'message',
        [select({ initial_option: option('b') })],
        '/blocks/0',
      ],
      ['a title over 24 characters', 'modal', form({ title: plain('x'.repeat(25)) }), '/view/title/text'],
      ['a form without a submit button', 'modal', { ...form(), submit: undefined }, '/view'],
      [
        'private_metadata over 3000',
        'modal',
        form({ private_metadata: 'x'.repeat(3001) }),
        '/view/private_metadata',
      ],
      ['two tables in a message', 'message', [table(), table()], '/blocks/1'],
      ['a Home tab with a title', 'home', { ...home, title: plain('x') }, '/view'],
    ] as const) {
      const found = invalidBlocks(surface, JSON.parse(JSON.stringify(value)));
      expect.soft(found.join('\n'), what).toContain(`[json-pointer:${pointer}]`);
    }
  });
});

function table() {
  return { type: 'table', rows: [[{ type: 'raw_text', text: 'cell' }]] };
}
