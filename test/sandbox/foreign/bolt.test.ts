import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { boltFor, type Mode, slackFor } from './bare-bolt.ts';
import { buttons, externalSelect, form, option, section } from './forms.ts';

const modes: readonly Mode[] = ['HTTP', 'Socket Mode'];

describe.each(modes)('a bare Bolt app over %s', (mode) => {
  const place = async (listen: (app: App) => void) => {
    const slack = await slackFor();
    await boltFor(slack, mode, listen);
    return { slack, ada: slack.as('ada') };
  };

  test('answers a command, and again by respond()', async () => {
    const { ada, slack } = await place((app) => {
      app.command('/lunch', async ({ ack, respond, command }) => {
        await ack(`Looking for ${command.text}`);
        await respond({ response_type: 'in_channel', text: 'Soup today' });
      });
    });
    expect(await ada.command('/lunch soup')).toMatchObject({ ok: true });
    await slack.as('ben').waitFor(() =>
      slack
        .as('ben')
        .messages('general')
        .find((one) => one.text === 'Soup today'),
    );
    expect(ada.ephemerals()).toMatchObject([{ text: 'Looking for soup' }]);
  });

  test('opens a form, refuses a field, closes it, and hears that one was given up', async () => {
    const closed: string[] = [];
    const { ada } = await place((app) => {
      app.command('/lunch', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: form({ notify_on_close: true }) });
      });
      app.view('order', async ({ ack, view }) => {
        const dish = view.state.values.dish?.dish?.value;
        if (dish === 'soup') await ack();
        else await ack({ response_action: 'errors', errors: { dish: 'There is only soup' } });
      });
      app.view({ callback_id: 'order', type: 'view_closed' }, async ({ ack, body }) => {
        await ack();
        closed.push(body.user.id);
      });
    });
    await ada.command('/lunch');
    await ada.waitFor((seen) => seen.views[0]);
    expect(await ada.submit('top', { dish: 'cake' })).toMatchObject({
      errors: { dish: 'There is only soup' },
    });
    expect(await ada.submit('top', { dish: 'soup' })).toMatchObject({ ok: true });
    expect(ada.views()).toEqual([]);
    await ada.command('/lunch');
    await ada.waitFor((seen) => seen.views[0]);
    await ada.close();
    expect(closed).toEqual(['U0ADA']);
  });

  test('posts a card and changes it when somebody clicks', async () => {
    const { ada, slack } = await place((app) => {
      app.command('/lunch', async ({ ack, client }) => {
        await ack();
        await client.chat.postMessage({ channel: 'C0GENERAL', text: 'Soup?', blocks: buttons('yes') });
      });
      app.action<BlockAction<ButtonAction>>('yes', async ({ ack, respond, body }) => {
        await ack();
        await respond({ replace_original: true, text: `${body.user.name} eats` });
      });
    });
    await ada.command('/lunch');
    const card = await ada.waitFor(() => ada.messages('general').find((one) => one.text === 'Soup?'));
    await slack.as('ben').click(card, 'yes');
    const eaten = await ada.waitFor(() => ada.messages('general').find((one) => one.text === 'ben eats'));
    expect(eaten).toMatchObject({ ts: card.ts, edited: true });
  });

  test('publishes its Home tab', async () => {
    const { ada } = await place((app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [section('Menu')] },
        });
      });
    });
    await ada.openHome();
    const home = await ada.waitFor((seen) => seen.home);
    expect(home.blocks).toMatchObject([{ text: { text: 'Menu' } }]);
  });

  test('hears what is written, and its own name', async () => {
    const heard: string[] = [];
    const { ada, slack } = await place((app) => {
      app.message(async ({ message, say }) => {
        if (message.subtype !== undefined) return;
        heard.push(`${message.channel_type}: ${message.text}`);
        await say({ text: 'Noted', thread_ts: message.ts });
      });
      app.event('app_mention', async ({ event }) => {
        heard.push(`mention: ${event.text}`);
      });
    });
    await ada.message('soup & <bread> for @ben', 'general');
    await ada.waitFor(() => ada.messages('general').find((one) => one.text === 'Noted'));
    expect(heard).toEqual(['channel: soup &amp; &lt;bread&gt; for <@U0BEN>']);
    await ada.message('@your-app hello', 'general');
    await ada.message('just us, @your-app', 'U0FRONTDESK');
    await ada.message('not for the app', 'random');
    await expect
      .poll(() => [...heard].sort())
      .toEqual([
        'channel: <@U0FRONTDESK> hello',
        'channel: soup &amp; &lt;bread&gt; for <@U0BEN>',
        'im: just us, <@U0FRONTDESK>',
        'mention: <@U0FRONTDESK> hello',
      ]);
    await ada.waitFor(() => ada.dms().find((one) => one.text === 'Noted'));
    expect(slack.as('ben').messages('random')).toHaveLength(1);
  });

  test('fills an external select, and only what it offered can be chosen', async () => {
    const asked: string[] = [];
    const chosen: unknown[] = [];
    const { ada } = await place((app) => {
      app.command('/lunch', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: externalSelect() });
      });
      app.options('place', async ({ ack, options }) => {
        asked.push(options.value);
        await ack({
          options: ['Mensa', 'Market'].filter((one) => one.startsWith(options.value)).map(option),
        });
      });
      app.view('order', async ({ ack, view }) => {
        await ack();
        chosen.push(view.state.values.place?.place?.selected_option);
      });
    });
    await ada.command('/lunch');
    const { id: viewId } = await ada.waitFor((seen) => seen.views[0]);
    const surface = { kind: 'view', viewId } as const;
    await expect(ada.submit('top', { place: 'Mensa' })).rejects.toThrow('has not offered Mensa');
    expect(await ada.options(surface, 'place', 'M')).toEqual([]);
    expect(await ada.options(surface, 'place', 'Me')).toEqual([option('Mensa')]);
    expect(asked).toEqual(['Me']);
    expect(await ada.submit('top', { place: 'Mensa' })).toMatchObject({ ok: true });
    expect(chosen).toEqual([option('Mensa')]);
  });

  test('answers a shortcut with a form, and one of a message', async () => {
    const { ada } = await place((app) => {
      app.shortcut({ callback_id: 'order_now', type: 'shortcut' }, async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: form() });
      });
      app.shortcut(
        { callback_id: 'order_this', type: 'message_action' },
        async ({ ack, respond, shortcut }) => {
          await ack();
          await respond(`You want ${shortcut.message.text}`);
        },
      );
    });
    expect(await ada.shortcut('order_now')).toMatchObject({ ok: true });
    await ada.waitFor((seen) => seen.views[0]);
    await ada.message('soup', 'general');
    const [said] = ada.messages('general');
    await ada.shortcut('order_this', said);
    await ada.waitFor(() => ada.ephemerals().find((one) => one.text === 'You want soup'));
  });
});

test('a Bolt app that is too slow gets its event again, with number and reason', async () => {
  const seen: (string | undefined)[] = [];
  const slack = await slackFor({ ackTimeoutMs: 200, eventRetryDelaysMs: [0, 0, 0] });
  const slowly = async (app: App) =>
    app.event('app_home_opened', async ({ context }) => {
      seen.push(context.retryNum === undefined ? undefined : `${context.retryNum} ${context.retryReason}`);
      if (context.retryNum !== 2) await new Promise((resolve) => setTimeout(resolve, 400));
    });
  await boltFor(slack, 'HTTP', (app) => void slowly(app), { processBeforeResponse: true });
  expect(await slack.as('ada').openHome()).toMatchObject({ ok: false, error: 'operation_timeout' });
  await expect.poll(() => seen).toEqual([undefined, '1 http_timeout', '2 http_timeout']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(seen).toHaveLength(3);
});
