import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Seal } from '../store/seal.ts';
import { createClicks } from './clicks.ts';
import { registerCommandButtons } from './command-buttons.ts';
import { registerDecisions } from './decisions.ts';
import type { ListenerDeps } from './deps.ts';
import { registerForms } from './form-submission.ts';
import { registerHomeTab } from './home-tab.ts';
import { registerSlashCommand } from './slash-command.ts';
import { createSubmissions } from './submissions.ts';

/** Puts every listener on the app. */
export function registerListeners(app: App, deps: ListenerDeps, slack: WebClient, seal: Seal): void {
  const clicks = createClicks(app, deps);
  const submissions = createSubmissions(app);
  registerSlashCommand(app, deps);
  registerForms(submissions, deps, seal);
  registerDecisions(deps, slack, { clicks, submissions });
  registerCommandButtons(deps, clicks);
  registerHomeTab(app, deps, clicks);
  app.error(async ({ error, body }: { error: Error; body?: unknown }) => {
    const { type, command } = (body ?? {}) as { type?: string; command?: string };
    deps.logger.error({ err: error, payload: type ?? command }, 'a listener failed');
  });
}
