import type { App } from '@slack/bolt';
import { isGreeting } from '../commands/parse/names.ts';
import { parseEmail, tokenise } from '../commands/parse/token.ts';
import type { HomeTabPublisher } from '../home/publisher.ts';
import type { Directory } from '../identity/directory.ts';
import { slackIdIn } from '../identity/who-acts.ts';
import { english, inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import { text } from '../languages/text.ts';
import { type AskForLinkDeps, askForLink } from '../requests/ask-for-link.ts';
import { type ErrorMessageDeps, messageForClick } from '../requests/error-messages.ts';
import { answerMessage } from '../views/answer.ts';
import { otherAddressForm } from '../views/decision-forms.ts';
import { noteView } from '../views/form.ts';
import { code, join, md, mention } from '../views/mrkdwn.ts';
import { problemMessage, problemView } from '../views/problem.ts';
import {
  ACK_AFTER,
  type ActionDeps,
  type ActionHandlers,
  createActionHandlers,
  createViewSubmissions,
  type ViewSubmissions,
} from './actions.ts';
import { answerHelp, type HelpDeps } from './answer-help.ts';
import { type CampaignActionDeps, registerCampaignActions } from './campaign-actions.ts';
import { type CommandActionDeps, registerCommandActions } from './command-actions.ts';
import { type RequestActionDeps, registerRequestActions } from './request-actions.ts';
import { registerSlashCommand, type SlashCommandDeps } from './slash-command.ts';
import { registerStandInActions, type StandInActionDeps } from './stand-in-actions.ts';
import { registerFormInputs, registerFormSubmissions, type SubmitFormDeps } from './submit-form.ts';

/** What the listeners need. They hold no business rules: they read a payload, acknowledge it and call the workflow. */
export type ListenerDeps = SlashCommandDeps &
  SubmitFormDeps &
  ActionDeps &
  RequestActionDeps &
  AskForLinkDeps &
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
    if (deleted || isGuest) await deps.timeAway.left(id);
  });
  actions.on('home:refresh', async ({ actor }) => homes.refresh(actor.slackId));
  app.error(async ({ error, body }: { error: Error; body?: unknown }) => {
    const { type, command } = (body ?? {}) as { type?: string; command?: string };
    logger.error({ err: error, payload: type ?? command }, 'a listener failed');
  });
}

/**
 * Answers a mention of the bot in a channel, visible only to its author: with the help if they ask for it, otherwise with
 * the command to type. A mention never runs a command.
 */
function registerMention(app: App, deps: HelpDeps & Pick<ListenerDeps, 'slack' | 'slash'>): void {
  const { slack, slash, taskRunner } = deps;
  app.event('app_mention', async ({ event }) => {
    const { channel, user, text: said, thread_ts: thread } = event;
    if (!user) return;
    const work = async () => {
      const words = said.replace(/<[@!][^>]*>/g, '').trim();
      const content =
        isGreeting(tokenise(words)) || /^help$/i.test(words)
          ? await answerHelp(deps, user, slash.current)
          : answerMessage({
              title: md`I don’t read messages here`,
              lines: [
                md`Type ${code(slash.current)} and what you need; ${code(`${slash.current} help`)} shows everything.`,
              ],
            });
      await slack.chat.postEphemeral({ channel, user, ...content, ...(thread ? { thread_ts: thread } : {}) });
    };
    taskRunner.interactive.add({ what: 'answer a mention', work, owner: user });
  });
}

/** Handles “Use another address”: a form for the address, and the question to the admins. */
function registerOtherAddress(
  actions: ActionHandlers,
  submissions: ViewSubmissions,
  deps: AskForLinkDeps & ErrorMessageDeps & Pick<ListenerDeps, 'slack' | 'whoActs'>,
): void {
  actions.on(
    'account:other-address',
    async ({ triggerId }) => {
      await deps.slack.views.open({ trigger_id: triggerId, view: otherAddressForm() });
    },
    ACK_AFTER,
  );

  submissions.on(/^other-address$/, async ({ ack, body, view }) => {
    const email = parseEmail(view.state.values.email?.email?.value ?? '');
    if (!email) {
      const wrong = text`That isn’t an email address. It should look like name@example.com.`;
      await ack({ response_action: 'errors', errors: { email: wrong.words } });
      return;
    }
    try {
      const told = await askForLink(deps, await deps.whoActs(body), email);
      const words = md`I’ve asked ${join(told.map(mention), ', ')}. They may get in touch with you first.`;
      await ack({ response_action: 'update', view: noteView(text`Your admins are asked`, words) });
    } catch (error) {
      const problem = problemMessage(messageForClick(deps, error, body.user.id));
      await ack({ response_action: 'update', view: problemView(problem) });
    }
  });
}
