import { createAuditReader } from '../audit/read.ts';
import type { CampaignStore } from '../campaigns/campaign-store.ts';
import { controlOpen } from '../campaigns/control.ts';
import type { ReadContext } from '../commands/context.ts';
import type { ReadCommand } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Account } from '../identity/account.ts';
import type { AccountOwners } from '../identity/account-owners.ts';
import type { Identities, Identity } from '../identity/identities.ts';
import { requestScoped } from '../identity/request-cache.ts';
import type { Readers } from '../languages/readers.ts';
import type { ScanFollowers } from '../licences/report/follow-scan.ts';
import type { LicenceReports } from '../licences/report/reports.ts';
import { loadProgress, pastCampaigns } from '../notifications/campaign-progress.ts';
import type { Messenger, Posted } from '../notifications/messenger.ts';
import { accessFor, isAdmin, visibleTo } from '../policy/access.ts';
import { commandsForOthers, requireAllowed } from '../policy/allow.ts';
import type { StandInDesk } from '../stand-ins/desk.ts';
import type { Store } from '../store/open.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Answer, answerMessage } from '../views/answer.ts';
import type { Button, MessageContent } from '../views/blocks.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';
import { problemMessage } from '../views/problem.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type ErrorMessageDeps, messageFor, UNKNOWN_PERSON } from './error-messages.ts';
import { newRequestId } from './ids.ts';
import { countLookup } from './lookup-limit.ts';
import { pageButton } from './pages.ts';
import { calendarOf, holdingOf } from './preview.ts';
import { askedFor, recordRead } from './read-log.ts';
import { createRequestLog, type RequestLogDeps, readWaitingList } from './request-log.ts';
import type { RequestStore } from './request-store.ts';
import { placeOf } from './seat-outlook.ts';
import { tellBeforeShowing } from './tell-before-showing.ts';

/** A command that only reads, as somebody ran it. */
export interface Query {
  readonly command: ReadCommand;
  readonly values: AnyValues;
  /** Slack id or address of the person whose account it is about; `null`: the requester. */
  readonly subject: string | null;
  readonly slash: string;
  readonly requesterSlackId: string;
  /** The workspace in which they ask; the help is the same in all of them. */
  readonly teamId?: string;
}

export interface QueryAnswer {
  readonly content: MessageContent;
  /** Only the requester may see it. */
  readonly secret: boolean;
}

export interface QueryDeps extends ErrorMessageDeps, RequestLogDeps {
  readonly store: Store;
  readonly campaignStore: CampaignStore;
  readonly homeTeamId: string;
  readonly identities: Identities;
  readonly accountOwners: AccountOwners;
  readonly requests: Pick<
    RequestStore,
    'find' | 'ofPerson' | 'newest' | 'time' | 'onResource' | 'decisions' | 'waitingFor'
  >;
  readonly zoom: Zoom;
  readonly licenceReports: LicenceReports;
  readonly standInDesk: StandInDesk;
  readonly scanFollowers: Pick<ScanFollowers, 'follow'>;
  readonly messenger: ProgressMessenger & Pick<Messenger, 'linkTo'>;
  readonly readers: Readers;
  readonly telemetry: Pick<Telemetry, 'command' | 'errorShown' | 'span'>;
}

/** Answers a query. It never throws: an error becomes the message that is returned. */
export function answerQuery(deps: QueryDeps, query: Query): Promise<QueryAnswer> {
  return deps.telemetry.span(`command ${query.command.name}`, {}, () => answerOf(deps, query));
}

async function answerOf(deps: QueryDeps, query: Query): Promise<QueryAnswer> {
  const { identities, zoom, policy, commands, store, telemetry, logger } = requestScoped(deps);
  const { command, requesterSlackId, slash } = query;
  const named = query.subject ?? requesterSlackId;
  const forOther = named !== requesterSlackId;
  const admin = isAdmin(policy, requesterSlackId);
  const progress = createProgressMessage(deps.messenger, requesterSlackId);
  const read = { by: requesterSlackId, command: command.name };
  let sentFile = false;
  let subject: Promise<Identity> | undefined;
  const identifySubject = () => {
    subject ??= forOther ? identities.findIdentity(named) : identities.identify(requesterSlackId);
    return subject;
  };
  try {
    accessFor(policy, command, { isAdmin: admin, forOther, slackId: requesterSlackId });
    await requireAllowed(deps, command, requesterSlackId);
    // A person who cannot be identified gets no answers about other people either.
    const asker = command.lookup || forOther ? await identities.identify(requesterSlackId) : undefined;
    if (command.lookup || forOther) await countLookup({ store, policy, commands }, requesterSlackId);
    const answer = await command.answer({
      values: query.values,
      zoom,
      slash,
      subject: identifySubject,
      likelyZoomId: () => identities.recent(named),
      forOther,
      catalogue: visibleTo(
        policy,
        commands,
        requesterSlackId,
        await commandsForOthers(deps, requesterSlackId),
      ),
      requests: createRequestLog(deps, requesterSlackId),
      licenceEnds: async (zoomId) => (await holdingOf(deps, { resource: 'licence' }, zoomId))?.endsAt ?? null,
      placeInLine: async (zoomId) => {
        const waiting = await deps.requests.waitingFor(zoomId);
        return waiting && placeOf(deps, waiting.id);
      },
      waitingList: () => readWaitingList(deps),
      campaign: {
        latest: async () => {
          const latest = await deps.campaignStore.latest();
          return latest && loadProgress(deps, latest);
        },
        past: () => pastCampaigns(deps),
        control: (what) => {
          const actor = { slackId: requesterSlackId, teamId: query.teamId ?? '' };
          return controlOpen({ ...deps, identities }, actor, what);
        },
      },
      audit: createAuditReader(store),
      calendar: async () => calendarOf(await identities.member(requesterSlackId), await deps.requests.time()),
      progress: progress.update,
      sendFile: async (name, content, words) => {
        await recordRead(deps, { ...read, event: 'exported', account: null, detail: name });
        sentFile = true;
        await progress.sendFile(name, content, words);
      },
      sendPicture: (name, content, words) =>
        deps.messenger.upload({ person: requesterSlackId }, { name, content, words, alt: words }),
      licences: deps.licenceReports,
      away: {
        state: () => deps.standInDesk.stateOf(requesterSlackId),
        go: (standIn, until) => deps.standInDesk.goAway(requesterSlackId, standIn, until),
        back: () => deps.standInDesk.back(requesterSlackId),
      },
      countLicences: () => deps.scanFollowers.follow(requesterSlackId),
    });
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

/** @param account the account that it is about, where it is somebody else's by name */
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
