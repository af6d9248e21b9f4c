import type { ReadContext } from '../commands/context.ts';
import type { ReadCommand } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Account } from '../identity/account.ts';
import type { AccountOwners } from '../identity/account-owners.ts';
import type { Identity } from '../identity/identities.ts';
import { requestScoped } from '../identity/request-cache.ts';
import type { Readers } from '../languages/readers.ts';
import type { Messenger, Posted } from '../notifications/messenger.ts';
import { accessFor } from '../policy/access.ts';
import { requireAllowed } from '../policy/allow.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Answer, answerMessage } from '../views/answer.ts';
import type { Button, MessageContent } from '../views/blocks.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';
import { problemMessage } from '../views/problem.ts';
import { type ErrorMessageDeps, messageFor, UNKNOWN_PERSON } from './error-messages.ts';
import { newRequestId } from './ids.ts';
import { countLookup } from './lookup-limit.ts';
import { pageButton } from './pages.ts';
import { type Query, type ReadContextDeps, readContext } from './read-context.ts';
import { askedFor, recordRead } from './read-log.ts';
import { tellBeforeShowing } from './tell-before-showing.ts';

export interface QueryAnswer {
  readonly content: MessageContent;
  /** Only the requester may see it. */
  readonly secret: boolean;
}

export interface QueryDeps extends ReadContextDeps, ErrorMessageDeps {
  readonly accountOwners: AccountOwners;
  readonly messenger: ProgressMessenger & ReadContextDeps['messenger'];
  readonly readers: Readers;
  readonly telemetry: Pick<Telemetry, 'command' | 'errorShown' | 'span'>;
}

/** Answers a query. It never throws: an error becomes the message that is returned. */
export function answerQuery(deps: QueryDeps, query: Query): Promise<QueryAnswer> {
  return deps.telemetry.span(`command ${query.command.name}`, {}, () => answerOf(deps, query));
}

async function answerOf(longLivedDeps: QueryDeps, query: Query): Promise<QueryAnswer> {
  const deps = requestScoped(longLivedDeps);
  const { identities, policy, telemetry, logger } = deps;
  const { command, requesterSlackId } = query;
  const named = query.subject ?? requesterSlackId;
  const forOther = named !== requesterSlackId;
  const progress = createProgressMessage(deps.messenger, requesterSlackId);
  const read = { by: requesterSlackId, command: command.name };
  let sentFile = false;
  let subject: Promise<Identity> | undefined;
  const identifySubject = () => {
    subject ??= forOther ? identities.findIdentity(named) : identities.identify(requesterSlackId);
    return subject;
  };
  try {
    accessFor(policy, command, {
      forOther,
      slackId: requesterSlackId,
    });
    await requireAllowed(deps, command, requesterSlackId);
    // A person who cannot be identified gets no answers about other people either.
    const asker = command.lookup || forOther ? await identities.identify(requesterSlackId) : undefined;
    if (command.lookup || forOther) await countLookup(deps, requesterSlackId);
    const context = await readContext(deps, query, {
      subject: identifySubject,
      progress: progress.update,
      sendFile: async (name, content, words) => {
        await recordRead(deps, { ...read, event: 'exported', account: null, detail: name });
        sentFile = true;
        await progress.sendFile(name, content, words);
      },
    });
    const answer = await command.answer(context);
    const account = forOther || command.signIn ? (await identifySubject()).account : null;
    const detail = askedFor(command, query.values);
    if (command.signIn && account) {
      const id = newRequestId();
      await recordRead(deps, { ...read, event: 'issued', account, detail, id });
      await tellBeforeShowing(deps, id, command, account, requesterSlackId);
    } else if (!sentFile && isOfOthers(command, account, asker?.account)) {
      await recordRead(deps, { ...read, event: 'looked-at', account, detail });
    }
    const buttons = [...(answer.buttons ?? []), ...(await pageButtons(deps, query, answer))];
    telemetry.command(command.name, 'answered');
    return { content: answerMessage({ ...answer, buttons }), secret: answer.secret ?? false };
  } catch (error) {
    await progress
      .stop()
      .catch((err: unknown) => logger.warn({ err }, 'a progress message could not be updated'));
    const known = await subject?.catch(() => undefined);
    const problem = await messageFor(deps, error, {
      role: 'requester',
      slackId: requesterSlackId,
      subject: { name: known?.account.name ?? UNKNOWN_PERSON, isAsker: !forOther },
      command: command.name,
    });
    telemetry.command(command.name, 'refused');
    return { content: problemMessage(problem), secret: false };
  }
}

/** Whether it is about somebody else's account, or tells of several. @param account `null`: it names none, or it is their own */
function isOfOthers(command: ReadCommand, account: Account | null, asker: Account | undefined): boolean {
  if (account) return account.zoomId !== asker?.zoomId;
  return command.access === 'admin' || command.lookup === true;
}

async function pageButtons(deps: QueryDeps, query: Query, { pages }: Answer): Promise<Button[]> {
  const page = (values: AnyValues) => ({
    command: query.command.name,
    values,
    slackId: query.requesterSlackId,
    slash: query.slash,
  });
  return [
    ...(pages?.previous ? [await pageButton(deps.store.cache, 'previous', page(pages.previous))] : []),
    ...(pages?.next ? [await pageButton(deps.store.cache, 'next', page(pages.next))] : []),
  ];
}

/** Slack takes about one message a second in a channel. */
const PROGRESS_INTERVAL = 1_000;

type ProgressMessenger = Pick<Messenger, 'direct' | 'update' | 'upload'>;

interface ProgressMessage {
  readonly update: ReadContext['progress'];
  readonly sendFile: ReadContext['sendFile'];
  /** Says that the work has failed, if a message was shown. */
  stop(): Promise<void>;
}

/** Shows the progress of a long query in one direct message, and sends the resulting file there. */
function createProgressMessage(messenger: ProgressMessenger, slackId: string): ProgressMessage {
  let message: Posted | undefined;
  let updatedAt = Number.NEGATIVE_INFINITY;
  const say = (words: Mrkdwn) => answerMessage({ title: words });
  return {
    async update(words) {
      const now = performance.now();
      if (now - updatedAt < PROGRESS_INTERVAL) return;
      updatedAt = now;
      const content = say(md`:hourglass_flowing_sand: ${words}`);
      if (message) await messenger.update(message, content);
      else message = await messenger.direct(slackId, content);
    },
    async sendFile(name, content, words) {
      await messenger.upload({ person: slackId }, { name, content });
      if (message) await messenger.update(message, say(md`:white_check_mark: ${words}`));
    },
    async stop() {
      if (!message) return;
      const words = md`:warning: I had to stop. Nothing was sent; my answer to your command says why.`;
      await messenger.update(message, say(words));
    },
  };
}
