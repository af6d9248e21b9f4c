import { WebClient } from '@slack/web-api';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { accountId } from '../../sandbox/zoom/account.ts';
import type { ZoomAccountUser } from '../../sandbox/zoom/account-user.ts';
import { daysAgo } from '../../sandbox/zoom/hosting.ts';
import { makeUser } from '../../sandbox/zoom/user.ts';
import { commands } from '../../src/commands/registry.ts';
import { createDirectory } from '../../src/identity/directory.ts';
import { createLinks } from '../../src/identity/links.ts';
import type { LicenceReviews, Seat } from '../../src/licences/review.ts';
import { createLicenceReviews } from '../../src/licences/reviews.ts';
import { createLogger } from '../../src/log.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import type { Store } from '../../src/store/open.ts';
import { createClock, type MovableClock } from '../simulation/clock.ts';
import { type kinds, type Opened, openFresh } from '../store/open-both.ts';
import { connect, startZoom } from '../zoom/open.ts';

/** A local Zoom with nobody in it but whom a test puts there, and reviews of its licences. */
export interface Office {
  readonly zoom: Awaited<ReturnType<typeof startZoom>>;
  readonly slack: SlackSandbox;
  readonly opened: Opened;
  readonly clock: MovableClock;
  readonly log: readonly string[];
  readonly reviews: LicenceReviews;
  /** Somebody with a licence that they never used, unless told otherwise. */
  hire(name: string, over?: Partial<ZoomAccountUser>): ZoomAccountUser;
  /** The reviews of another process, or of the next start. */
  process(owner: string, store?: Store, licences?: string): LicenceReviews;
  seat(name: string): Promise<Seat | undefined>;
  close(): Promise<void>;
}

/** @param licences the block in `policy.yml` */
export async function openOffice(
  licences = 'licences: {}',
  kind: (typeof kinds)[number] = 'sqlite',
): Promise<Office> {
  const clock = createClock();
  const [zoom, slack, opened] = await Promise.all([startZoom(), startSlack(), openFresh(kind, clock)]);
  zoom.account.users.length = 0;
  zoom.account.seats = 1_000;
  const log: string[] = [];
  const logger = createLogger('info', [], { write: (line) => void log.push(line) });
  const web = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  const directory = createDirectory(web, { teamId: slack.workspace.team.id, enterpriseId: null });
  const clients: ReturnType<typeof connect>[] = [];
  const office: Office = {
    zoom,
    slack,
    opened,
    clock,
    log,
    get reviews() {
      return reviews;
    },
    hire(name, over = {}) {
      const user = makeUser({
        id: `${name}0zJKyaiAyTNCMWjiWC18KQ`.slice(0, 22),
        accountId,
        email: `${name}@example.com`,
        displayName: name,
        type: 2,
        createdAt: daysAgo(900),
        lastSignIn: daysAgo(1),
        ...over,
      });
      zoom.account.users.push(user);
      return user;
    },
    process(owner, store = opened.store, block = licences) {
      const { policy, problems } = readPolicy(
        `approvals: { channel: C0APPROVALS, approvers: [S0ADMINS] }\nadmins: [U0GRACE]\npeople: { email_domains: [example.com] }\n${block}`,
        commands,
      );
      if (!policy) throw new Error(problems?.join('\n'));
      const client = connect(zoom, { plan: 'business' });
      clients.push(client);
      return createLicenceReviews({
        store,
        zoom: client,
        zoomPlan: 'business',
        slack: web,
        directory,
        links: createLinks(store),
        policy,
        logger,
        clock,
        owner,
      });
    },
    async seat(name) {
      return (await reviews.latest())?.seats.find((one) => one.email === `${name}@example.com`);
    },
    async close() {
      await reviews.stop();
      await Promise.all(clients.map((one) => one.close()));
      await Promise.all([opened.close(), zoom.close(), slack.close()]);
    },
  };
  const reviews = office.process('desk');
  return office;
}
