import { expect, it, onTestFinished } from 'vitest';
import { openSlowLine } from '../support/company-network.ts';
import { openWorkplace, reply } from '../support/workplace.ts';

it('with 1.7 seconds to Slack and back, Socket Mode stays connected and commands are answered', async () => {
  let port = 0;
  const line = await openSlowLine(() => port, 850);
  // Slack gives up after three seconds, of which a busy machine may need more than is left.
  const place = await openWorkplace({
    mode: 'socket',
    slack: { publicUrl: `http://127.0.0.1:${line.port}`, ackTimeoutMs: 20_000 },
    onSlack: (slack) => {
      port = Number(new URL(slack.url).port);
    },
  });
  onTestFinished(async () => {
    await place.close();
    await line.close();
  });

  for (const handle of ['ada', 'mia']) {
    expect(await place.as(handle).command('/zoom whoami')).toMatchObject({ ok: true });
    await reply(place.as(handle), new RegExp(`${handle}@example\\.com`), 20_000);
  }
  const opened = place.slack.log.filter(
    (one) => one.kind === 'api' && one.method === 'apps.connections.open',
  );
  expect(opened).toHaveLength(1);
}, 60_000);
