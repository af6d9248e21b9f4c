import type { App } from '@slack/bolt';
import type { HomeTabPublisher } from '../home/publisher.ts';
import type { Directory } from '../identity/directory.ts';
import { slackIdIn } from '../identity/who-acts.ts';
import { english, inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import { type ActionDeps, createActionHandlers, createViewSubmissions } from './actions.ts';
import { type CampaignActionDeps, registerCampaignActions } from './campaign-actions.ts';
import { type CommandActionDeps, registerCommandActions } from './command-actions.ts';
import { registerFormInputs } from './live-inputs.ts';
import { type MentionDeps, registerMention } from './mention.ts';
import { type OtherAddressDeps, registerOtherAddress } from './other-address.ts';
import { type RequestActionDeps, registerRequestActions } from './request-actions.ts';
import { registerSlashCommand, type SlashCommandDeps } from './slash-command.ts';
import { registerStandInActions, type StandInActionDeps } from './stand-in-actions.ts';
import { registerFormSubmissions, type SubmitFormDeps } from './submit-form.ts';

/** What the listeners need. They hold no business rules: they read a payload, acknowledge it and call the workflow. */
export type ListenerDeps = SlashCommandDeps &
  MentionDeps &
  SubmitFormDeps &
  ActionDeps &
  RequestActionDeps &
  OtherAddressDeps &
  CampaignActionDeps &
  StandInActionDeps &
  CommandActionDeps & {
    readonly homes: Pick<HomeTabPublisher, 'opened' | 'refresh'>;
    readonly readers: Readers;
    readonly directory: Pick<Directory, 'changed'>;
  };

/** Registers every listener with the app. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  const { homes, logger, readers, directory } = deps;
  app.use(async ({ body, payload, next }) => {
    // Nobody waits for an answer, and Slack sends one for each status that somebody sets.
    if ((payload as { type?: string }).type === 'user_change') return next();
    const slackId = slackIdIn(body);
    // What is said to whoever types, clicks or submits is said in their language.
    const language = slackId ? await readers.person(slackId) : english;
    return language === english ? next() : inLanguage(language, next);
  });
  const actions = createActionHandlers(app, deps);
  const submissions = createViewSubmissions(app);
  registerSlashCommand(app, deps);
  registerMention(app, deps);
  registerFormSubmissions(submissions, deps);
  registerFormInputs(app, actions, deps);
  registerOtherAddress(actions, submissions, deps);
  registerRequestActions(actions, submissions, deps);
  registerCampaignActions(actions, submissions, deps);
  registerStandInActions(actions, deps);
  registerCommandActions(actions, deps);
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab === 'home') homes.opened((await deps.whoActs(body)).slackId);
  });
  app.event('user_change', async ({ event }) => {
    const { id, deleted, is_restricted: isGuest } = event.user;
    directory.changed(id);
    readers.changed(id);
    if (deleted || isGuest) await deps.standInDesk.left(id);
  });
  actions.on('home:refresh', async ({ actor }) => homes.refresh(actor.slackId));
  app.error(async ({ error, body }: { error: Error; body?: unknown }) => {
    const { type, command } = (body ?? {}) as { type?: string; command?: string };
    logger.error({ err: error, payload: type ?? command }, 'a listener failed');
  });
}
