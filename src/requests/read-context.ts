import { createAuditReader } from '../audit/read.ts';
import type { CampaignStore } from '../campaigns/campaign-store.ts';
import { controlOpen } from '../campaigns/control.ts';
import type { ReadContext } from '../commands/context.ts';
import type { ReadCommand } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Identities, Identity } from '../identity/identities.ts';
import type { ScanFollowers } from '../licences/report/follow-scan.ts';
import type { LicenceReports } from '../licences/report/reports.ts';
import { loadProgress, pastCampaigns } from '../notifications/campaign-progress.ts';
import type { Messenger } from '../notifications/messenger.ts';
import { visibleTo } from '../policy/access.ts';
import { commandsForOthers } from '../policy/allow.ts';
import type { TimeAway } from '../stand-ins/time-away.ts';
import type { Store } from '../store/open.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { licenceTermsOf } from './licence-terms.ts';
import { calendarOf } from './preview.ts';
import { createRequestLog, type RequestLogDeps, readWaitingList } from './request-log.ts';
import type { RequestStore } from './request-store.ts';

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

/** Where the answers come from. */
export interface ReadContextDeps extends RequestLogDeps {
  readonly store: Store;
  readonly requests: Pick<
    RequestStore,
    'find' | 'ofPerson' | 'newest' | 'time' | 'onResource' | 'decisions' | 'waitingFor'
  >;
  readonly identities: Identities;
  readonly zoom: Zoom;
  readonly campaignStore: CampaignStore;
  readonly licenceReports: LicenceReports;
  readonly scanFollowers: Pick<ScanFollowers, 'follow'>;
  readonly timeAway: TimeAway;
  readonly messenger: Pick<Messenger, 'linkTo' | 'upload'>;
  readonly homeTeamId: string;
}

/** What depends on how far a query is. */
interface Underway extends Pick<ReadContext, 'progress' | 'sendFile'> {
  readonly subject: () => Promise<Identity>;
}

/** What a command that reads may look up and do for the person who runs it. */
export async function readContext(
  deps: ReadContextDeps,
  query: Query,
  { subject, progress, sendFile }: Underway,
): Promise<ReadContext> {
  const { policy, commands, store, zoom, identities, requests, campaignStore, timeAway } = deps;
  const { values, slash, requesterSlackId: slackId, teamId = '' } = query;
  const named = query.subject ?? slackId;
  return {
    values,
    zoom,
    slash,
    subject,
    likelyZoomId: () => identities.recent(named),
    forOther: named !== slackId,
    catalogue: visibleTo(policy, commands, slackId, await commandsForOthers(deps, slackId)),
    calendar: async () => calendarOf(await identities.member(slackId), await requests.time()),
    requests: createRequestLog(deps, slackId),
    audit: createAuditReader(store),

    licenceTerms: (zoomId) => licenceTermsOf(deps, zoomId),
    waitingList: () => readWaitingList(deps),
    licences: deps.licenceReports,
    countLicences: () => deps.scanFollowers.follow(slackId),
    campaign: {
      latest: async () => {
        const latest = await campaignStore.latest();
        return latest && loadProgress(deps, latest);
      },
      past: () => pastCampaigns(deps),
      control: (what) => controlOpen(deps, { slackId, teamId }, what),
    },
    away: {
      state: () => timeAway.stateOf(slackId),
      go: (standIn, until) => timeAway.goAway(slackId, standIn, until),
      back: () => timeAway.back(slackId),
    },

    progress,
    sendFile,
    sendPicture: (name, content, words) =>
      deps.messenger.upload({ person: slackId }, { name, content, words, alt: words }),
  };
}
