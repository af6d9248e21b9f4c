import type { App } from '@slack/bolt';
import { onClick } from './clicks.ts';
import type { ListenerDeps } from './deps.ts';

/** Shows the Home tab when somebody opens it, or asks for what is true now. */
export function registerHomeTab(app: App, deps: ListenerDeps): void {
  const { homes } = deps.desk;
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') homes.opened(event.user);
  });
  onClick(app, deps, 'home:refresh', async ({ actor }) => homes.refresh(actor.slackId));
}
