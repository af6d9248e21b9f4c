import { describe, expect, test } from 'vitest';
import { boltOverHttp } from './bolt-app.ts';
import { buttons } from './forms.ts';
import { recorderFor } from './recorder.ts';
import { slackForTest } from './start.ts';

const slackbot = (words: string) => [{ text: words, user: 'USLACKBOT', ephemeral: true, fromSlack: true }];

describe('a command', () => {
  test('is answered to who typed it alone', async () => {
    const slack = await slackForTest();
    await boltOverHttp(slack, (app) =>
      app.command('/zoom', ({ ack, command }) => ack(`You said ${command.text}`)),
    );
    const result = await slack.as('ada').command('/zoom hello');
    expect(result).toMatchObject({ ok: true, ackMs: expect.any(Number) });
    expect(slack.as('ada').ephemerals()).toMatchObject([{ text: 'You said hello', user: slack.botUserId }]);
    expect(slack.as('ben').messages('general')).toEqual([]);
  });

  test('can be answered to the whole channel', async () => {
    const slack = await slackForTest();
    const answer = { response_type: 'in_channel' as const, text: 'Hear, hear' };
    await boltOverHttp(slack, (app) => app.command('/zoom', ({ ack }) => ack(answer)));
    await slack.as('ada').command('/zoom hello', 'random');
    expect(slack.as('ben').messages('random')).toMatchObject([{ text: 'Hear, hear', ephemeral: false }]);
  });

  test('that nobody acknowledges in time fails with operation_timeout', async () => {
    const slack = await slackForTest();
    await boltOverHttp(slack, (app) => app.command('/zoom', async () => {}));
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ ok: false, error: 'operation_timeout' });
    expect(slack.as('ada').ephemerals()).toMatchObject(
      slackbot('/zoom failed with the error “operation_timeout”'),
    );
  });

  test('has three seconds, as at Slack', async () => {
    const slack = await slackForTest({ ackTimeoutMs: 3000 });
    await boltOverHttp(slack, (app) => {
      app.command('/zoom', async ({ ack, command }) => {
        await new Promise((resolve) => setTimeout(resolve, command.text === 'late' ? 4000 : 1500));
        await ack();
      });
    });
    const [slow, late] = await Promise.all([
      slack.as('ada').command('/zoom slow'),
      slack.as('ben').command('/zoom late'),
    ]);
    expect(slow).toMatchObject({ ok: true });
    expect(late).toMatchObject({ ok: false });
  });

  test('to an app that is down fails with dispatch_failed', async () => {
    const slack = await slackForTest({ requestUrl: 'http://127.0.0.1:9/slack/events' });
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({ ok: false, error: 'dispatch_failed' });
    expect(slack.as('ada').ephemerals()).toMatchObject(
      slackbot('/zoom failed with the error “dispatch_failed”'),
    );
  });

  test('to an app that is not connected at all is not answered', async () => {
    const slack = await slackForTest();
    expect(slack.snapshot('U0ADA').app.online).toBe(false);
    expect(await slack.as('ada').command('/zoom x')).toMatchObject({
      ok: false,
      error: 'app_did_not_respond',
    });
    expect(slack.as('ada').ephemerals()).toMatchObject(
      slackbot('/zoom failed because the app did not respond.'),
    );
  });

  test('that Slack does not know is not sent', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    expect(await slack.as('ada').command('/teams x')).toMatchObject({ ok: false, error: 'invalid_command' });
    expect(requests).toEqual([]);
  });

  test('cannot be typed by the departed, by bots, or where one cannot look', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    expect(await slack.as('dee').command('/zoom x')).toMatchObject({ error: 'account_inactive' });
    expect(await slack.as('hal').command('/zoom x')).toMatchObject({ error: 'user_is_bot' });
    const hidden = await slack.as('ada').command('/zoom x', 'zoom-approvals');
    expect(hidden).toMatchObject({ error: 'channel_not_found' });
    expect(requests).toEqual([]);
  });
});

describe('a response_url', () => {
  /** Ada types a command; gives a function that answers to its response_url. */
  async function hook(options = {}) {
    const slack = await slackForTest(options);
    const requests = await recorderFor(slack);
    await slack.as('ada').command('/zoom x');
    const url = new URLSearchParams(requests[0]?.body).get('response_url') ?? '';
    const say = async (body: object) => {
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      return { status: answer.status, text: await answer.text() };
    };
    return { slack, say };
  }

  test('takes five answers', async () => {
    const { slack, say } = await hook();
    for (let i = 1; i <= 5; i += 1) expect(await say({ text: `answer ${i}` })).toMatchObject({ status: 200 });
    expect(await say({ text: 'one too many' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('used_url'),
    });
    expect(slack.as('ada').ephemerals()).toHaveLength(5);
  });

  test('expires', async () => {
    const { say } = await hook({ responseUrlTtlMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await say({ text: 'late' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('expired_url'),
    });
  });

  test('can fail like everything at Slack', async () => {
    const { slack, say } = await hook();
    slack.faults.add({ method: 'response_url', times: 1, status: 500 });
    expect(await say({ text: 'x' })).toMatchObject({ status: 500 });
    expect(await say({ text: 'x' })).toMatchObject({ status: 200 });
  });

  test('checks Block Kit like the Web API', async () => {
    const { say } = await hook();
    const answer = await say({ text: 'x', blocks: [{ type: 'section' }] });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('invalid_blocks') });
  });

  test('replaces and deletes the message that was clicked, even an ephemeral one', async () => {
    const slack = await slackForTest();
    await boltOverHttp(slack, (app) => {
      app.command('/zoom', ({ ack }) => ack({ text: 'Sure?', blocks: buttons('yes', 'no') }));
      app.action('yes', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'Done', blocks: buttons('no') });
      });
      app.action('no', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    const ada = slack.as('ada');
    await ada.command('/zoom x');
    const [question] = ada.ephemerals();
    if (question) await ada.click(question, 'yes');
    const done = await ada.waitFor(() => ada.ephemerals().find((message) => message.text === 'Done'));
    expect(done.ts).toBe(question?.ts);
    await ada.click(done, 'no');
    await ada.waitFor(() => ada.ephemerals().length === 0);
  });
});
