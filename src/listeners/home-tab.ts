import type { App } from '@slack/bolt';
import type { ListenerDeps } from './deps.ts';

/** Publishes the Home tab when somebody opens it. */
export function registerHomeTab(app: App, deps: ListenerDeps): void {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    deps.desk.background.run('home tab', async () => {
      await client.views.publish({
        user_id: event.user,
        view: await deps.desk.home(event.user, deps.slash.current),
      });
    });
  });
}
