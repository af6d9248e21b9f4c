import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Snapshot, UserActions } from '../../../sandbox/slack/desktop.ts';
import { mountWeb } from '../../../sandbox/web/serve.ts';

export interface StubSlack {
  readonly url: string;
  readonly actions: { action: keyof UserActions; body: unknown }[];
  readonly push: (snapshot: Snapshot) => void;
  readonly stop: () => Promise<void>;
}

/** The page with a Slack behind it that only says what the test says, and writes down what the page does. */
export async function startStub(
  first: (userId: string) => Snapshot,
  extra?: (app: Hono) => void,
): Promise<StubSlack> {
  const app = new Hono();
  const actions: StubSlack['actions'] = [];
  const listeners = new Set<(snapshot: Snapshot) => void>();
  mountWeb(app);
  extra?.(app);
  app.get('/sandbox/state', (c) => c.json(first(c.req.query('user') ?? '')));
  app.get('/sandbox/events', (c) =>
    streamSSE(c, async (stream) => {
      const heard = (snapshot: Snapshot) =>
        void stream.writeSSE({ event: 'snapshot', data: JSON.stringify(snapshot) });
      listeners.add(heard);
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      listeners.delete(heard);
    }),
  );
  app.post('/sandbox/:action', async (c) => {
    actions.push({ action: c.req.param('action') as keyof UserActions, body: await c.req.json() });
    return c.json({ ok: true });
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    actions,
    push: (snapshot) => {
      for (const heard of listeners) heard(snapshot);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
