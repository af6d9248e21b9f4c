import type { App } from '@slack/bolt';
import type { Clicks } from './clicks.ts';
import type { ListenerDeps } from './deps.ts';

/** Shows the Home tab when somebody opens it, or asks for what is true now. */
export function registerHomeTab(app: App, deps: ListenerDeps, clicks: Clicks): void {
  const { homes } = deps.desk;
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') homes.opened(event.user);
  });
  clicks.on('home:refresh', async ({ actor }) => homes.refresh(actor.slackId));
}
