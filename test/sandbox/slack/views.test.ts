import { describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';
import { buttons, form, plain, section } from './forms.ts';
import { type Answer, type Recorded, recorderFor } from './recorder.ts';
import { clientFor, refusal, slackForTest } from './start.ts';

/** Ada types a command; gives her trigger and what the app received since. */
async function adaAsks(slack: SlackSandbox, answer?: (one: Recorded) => Answer) {
  const requests = await recorderFor(slack, answer);
  await slack.as('ada').command('/zoom form');
  return { trigger: new URLSearchParams(requests[0]?.body).get('trigger_id') ?? '', requests };
}

const withButton = () => form({ blocks: [section('text'), ...buttons('more')] });

/** Ada clicks the button of her topmost form; gives the new trigger. */
async function adaClicks(slack: SlackSandbox, requests: readonly Recorded[]) {
  const viewId = slack.as('ada').views().at(-1)?.id ?? '';
  await slack.as('ada').click({ kind: 'view', viewId }, 'more');
  return String(requests.at(-1)?.payload.trigger_id);
}

describe('a trigger', () => {
  test('opens one form, once', async () => {
    const slack = await slackForTest();
    const { trigger } = await adaAsks(slack);
    const { views } = clientFor(slack);
    const opened = await views.open({ trigger_id: trigger, view: form() });
    expect(slack.as('ada').views()).toMatchObject([{ id: opened.view?.id }]);
    const again = views.open({ trigger_id: trigger, view: form() });
    expect(await refusal(again)).toMatchObject({ error: 'exchanged_trigger_id' });
  });

  test('expires', async () => {
    const slack = await slackForTest({ triggerTtlMs: 20 });
    const { trigger } = await adaAsks(slack);
    await new Promise((resolve) => setTimeout(resolve, 40));
    const opened = clientFor(slack).views.open({ trigger_id: trigger, view: form() });
    expect(await refusal(opened)).toMatchObject({ error: 'expired_trigger_id' });
  });

  test('cannot be made up', async () => {
    const slack = await slackForTest();
    const opened = clientFor(slack).views.open({ trigger_id: '1.2.abc', view: form() });
    expect(await refusal(opened)).toMatchObject({ error: 'invalid_trigger_id' });
  });
});

describe('a form', () => {
  test('that breaks Block Kit is refused with pointers', async () => {
    const slack = await slackForTest();
    const { trigger } = await adaAsks(slack);
    const view = form({ title: plain('far too long for a title, this is') });
    const answer = await refusal(clientFor(slack).views.open({ trigger_id: trigger, view }));
    expect(answer.error).toBe('invalid_arguments');
    expect(answer.response_metadata?.messages?.[0]).toContain('[json-pointer:/view/title/text]');
  });

  test('over 250 kB is too large', async () => {
    const slack = await slackForTest();
    const { trigger } = await adaAsks(slack);
    const blocks = Array.from({ length: 99 }, () => section('x'.repeat(2900)));
    const opened = clientFor(slack).views.open({ trigger_id: trigger, view: form({ blocks }) });
    expect(await refusal(opened)).toMatchObject({ error: 'view_too_large' });
  });

  test('is updated only by who has seen its newest state', async () => {
    const slack = await slackForTest();
    const { trigger } = await adaAsks(slack);
    const { views } = clientFor(slack);
    const { view } = await views.open({ trigger_id: trigger, view: form() });
    const key = { view_id: view?.id ?? '', hash: view?.hash ?? '' };
    await views.update({ ...key, view: form({ title: plain('New') }) });
    expect(slack.as('ada').views()[0]?.view.title.text).toBe('New');
    expect(await refusal(views.update({ ...key, view: form() }))).toMatchObject({ error: 'hash_conflict' });
    const gone = views.update({ view_id: 'V0NONE', view: form() });
    expect(await refusal(gone)).toMatchObject({ error: 'not_found' });
  });

  test('keeps what was typed when it is updated', async () => {
    const slack = await slackForTest();
    const { trigger, requests } = await adaAsks(slack);
    const { views } = clientFor(slack);
    const { view } = await views.open({ trigger_id: trigger, view: form() });
    const ada = slack.as('ada');
    const surface = { kind: 'view' as const, viewId: view?.id ?? '' };
    await ada.choose(surface, 'email', 'typed@example.com');
    await views.update({ view_id: surface.viewId, view: form({ title: plain('New') }) });
    expect(await ada.submit('top')).toMatchObject({ ok: true });
    expect(requests.at(-1)?.payload).toMatchObject({
      view: { state: { values: { email: { email: { value: 'typed@example.com' } } } } },
    });
  });

  test('takes two more on top, not three, and only by a click inside', async () => {
    const slack = await slackForTest();
    const { trigger, requests } = await adaAsks(slack);
    const { views } = clientFor(slack);
    await views.open({ trigger_id: trigger, view: withButton() });
    for (let i = 0; i < 2; i += 1) {
      await views.push({ trigger_id: await adaClicks(slack, requests), view: withButton() });
    }
    const third = views.push({ trigger_id: await adaClicks(slack, requests), view: withButton() });
    expect(await refusal(third)).toMatchObject({ error: 'push_limit_reached' });
    expect(slack.as('ada').views()).toHaveLength(3);
    await slack.as('ada').command('/zoom again');
    const outside = new URLSearchParams(requests.at(-1)?.body).get('trigger_id') ?? '';
    const pushed = views.push({ trigger_id: outside, view: withButton() });
    expect(await refusal(pushed)).toMatchObject({ error: 'not_found' });
  });

  test('is not sent while a field is wrong', async () => {
    const slack = await slackForTest();
    const { trigger, requests } = await adaAsks(slack);
    await clientFor(slack).views.open({ trigger_id: trigger, view: form() });
    const ada = slack.as('ada');
    const sent = await ada.submit('top', { email: 'no address' });
    expect(sent).toMatchObject({
      ok: false,
      error: 'client_validation',
      errors: { email: expect.any(String) },
    });
    expect(ada.views()[0]?.errors).toHaveProperty('email');
    const gone = await ada.submit('top', { email: 'x@y.zz', person: 'U0DEE' });
    expect(gone).toMatchObject({ ok: false, errors: { person: expect.any(String) } });
    expect(requests).toHaveLength(1);
  });
});

describe('a Home tab', () => {
  test('is published to one person, and not over a newer one', async () => {
    const slack = await slackForTest();
    const { views } = clientFor(slack);
    const view = { type: 'home' as const, blocks: [section('Hello Ada')] };
    const { view: shown } = await views.publish({ user_id: 'U0ADA', view });
    expect(slack.as('ada').home()).toMatchObject({ blocks: [{ text: { text: 'Hello Ada' } }] });
    expect(slack.as('ben').home()).toBeNull();
    await views.publish({ user_id: 'U0ADA', view, hash: shown?.hash ?? '' });
    const late = views.publish({ user_id: 'U0ADA', view, hash: shown?.hash ?? '' });
    expect(await refusal(late)).toMatchObject({ error: 'hash_conflict' });
    expect(await refusal(views.publish({ user_id: 'U0X', view }))).toMatchObject({ error: 'user_not_found' });
  });
});
