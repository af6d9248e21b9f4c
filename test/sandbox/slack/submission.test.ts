import { describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';
import { buttons, form, plain } from './forms.ts';
import { type Answer, recorderFor } from './recorder.ts';
import { clientFor, slackForTest } from './start.ts';

/** Ada submits a form that the app answers so; returns the result. */
async function adaSubmits(slack: SlackSandbox, answer: Answer) {
  const requests = await recorderFor(slack, ({ payload }) => (payload.type ? answer : {}));
  const ada = slack.as('ada');
  await ada.command('/zoom form');
  const trigger = new URLSearchParams(requests[0]?.body).get('trigger_id') ?? '';
  await clientFor(slack).views.open({ trigger_id: trigger, view: form() });
  return { ada, result: await ada.submit('top', { email: 'x@y.z' }) };
}

describe('a submitted form', () => {
  test('closes when the app answers with nothing', async () => {
    const { ada, result } = await adaSubmits(await slackForTest(), {});
    expect(result).toMatchObject({ ok: true });
    expect(ada.views()).toEqual([]);
  });

  test('shows the app’s words at its fields', async () => {
    const errors = { email: 'Somebody has this address.' };
    const { ada, result } = await adaSubmits(await slackForTest(), {
      body: { response_action: 'errors', errors },
    });
    expect(result).toMatchObject({ ok: false, errors });
    expect(ada.views()).toMatchObject([{ errors }]);
  });

  test.each([
    ['errors at a field that does not exist', { response_action: 'errors', errors: { colour: 'red' } }],
    ['errors that say nothing', { response_action: 'errors', errors: {} }],
    ['an unknown action', { response_action: 'dance' }],
    ['a view that breaks Block Kit', { response_action: 'update', view: { type: 'modal', blocks: [] } }],
  ])('stays, with Slack’s own trouble, on %s', async (_, body) => {
    const { ada, result } = await adaSubmits(await slackForTest(), { body });
    expect(result.ok).toBe(false);
    expect(ada.views()).toMatchObject([
      { trouble: 'We had some trouble connecting. Try again?', errors: {} },
    ]);
  });

  test('stays when the app fails', async () => {
    const { ada, result } = await adaSubmits(await slackForTest(), { status: 500 });
    expect(result).toMatchObject({ ok: false, error: 'dispatch_failed' });
    expect(ada.views()[0]?.trouble).toContain('trouble connecting');
  });

  test.each([
    ['is replaced', 'update', ['Next']],
    ['is covered', 'push', ['Form', 'Next']],
    ['goes with all the others', 'clear', []],
  ])('%s by the answer %s', async (_, action, titles) => {
    const view = form({ title: plain('Next') });
    const { ada, result } = await adaSubmits(await slackForTest(), {
      body: { response_action: action, view },
    });
    expect(result).toMatchObject({ ok: true });
    expect(ada.views().map((open) => open.view.title.text)).toEqual(titles);
  });
});

describe('a click', () => {
  test('that the app does not take is marked at the message, for who clicked', async () => {
    const slack = await slackForTest();
    await recorderFor(slack, () => ({ status: 500 }));
    await clientFor(slack).chat.postMessage({ channel: 'C0GENERAL', text: 'card', blocks: buttons('ok') });
    const [card] = slack.as('ada').messages('general');
    if (!card) throw new Error('no card');
    expect(await slack.as('ada').click(card, 'ok')).toMatchObject({ ok: false, error: 'dispatch_failed' });
    expect(slack.as('ada').messages('general')[0]).toHaveProperty('trouble');
    expect(slack.as('ben').messages('general')[0]).not.toHaveProperty('trouble');
  });

  test('needs a button that is there', async () => {
    const slack = await slackForTest();
    await slack.as('ada').message('no buttons', 'general');
    const [message] = slack.as('ada').messages('general');
    if (!message) throw new Error('no message');
    await expect(slack.as('ada').click(message, 'ok')).rejects.toThrow('sees no element ok');
  });
});
