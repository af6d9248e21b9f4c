import { people, person } from '../../sandbox/people.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import type { Files, Job, ReadContext } from '../../src/commands/context.ts';
import type { ChangeCommand, ReadCommand } from '../../src/commands/define-command.ts';
import type { AnyValues } from '../../src/commands/field.ts';
import { freeSeats } from '../../src/commands/licence/seats.ts';
import { type Plan, readPlan } from '../../src/commands/plan.ts';
import { commands } from '../../src/commands/registry.ts';
import { type Account, licenceOf } from '../../src/identity/account.ts';
import { identityRefusal } from '../../src/identity/identity-messages.ts';
import type { Links } from '../../src/identity/links.ts';
import { toLicencePolicy } from '../../src/policy/licences.ts';
import type { Answer } from '../../src/views/answer.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { connect } from '../zoom/open.ts';

/** The declared commands at work on the local Zoom, each for a person of the sandbox. */
export interface OnZoom {
  readonly sandbox: ZoomSandbox;
  readonly zoom: Zoom;
  account(handle: string): Account;
  ask(name: string, handle: string, values?: AnyValues, context?: Partial<ReadContext>): Promise<Answer>;
  plan(name: string, handle: string, values?: AnyValues, by?: string): Promise<Plan>;
  job(plan: Plan): Job;
}

/** These commands need neither files nor links; asking for one is a mistake that shows. */
const none = async () => {
  throw new Error('not part of this place');
};
const files: Files = { picture: none };
const pins = { holder: none, provenBy: none, pin: none, move: none, remove: none };
const links: Links = { look: none, find: none, linkedTo: none, save: none, remove: none, pins };

/** An account whose licences were never counted. */
const noReports: ReadContext['licences'] = {
  latest: async () => null,
  chart: none,
  progress: async () => null,
  policy: toLicencePolicy({}, null),
};

export async function openZoom(): Promise<OnZoom> {
  const sandbox = await startZoom();
  const zoom = connect(sandbox);
  const account = (handle: string): Account => {
    const who = person(handle);
    const user = sandbox.account.users.find((one) => one.id === who.zoom?.id);
    if (!user || !who.zoom) throw new Error(`${handle} has no Zoom account`);
    return {
      slackId: who.slackId,
      name: who.name,
      email: user.email,
      zoomId: user.id,
      licence: licenceOf(user.type),
      status: who.zoom.status,
    };
  };
  return {
    sandbox,
    zoom,
    account,
    ask: (name, handle, values = {}, context = {}) =>
      reading(name).answer({
        values,
        zoom,
        slash: '/zoom',
        subject: async () => ({
          account: account(handle),
          via: 'email',
          user: await zoom.users.get(account(handle).zoomId),
        }),
        likelyZoomId: () => null,
        forOther: false,
        catalogue: commands.map((command) => ({ command, access: command.access })),
        licenceTerms: async () => ({ endsAt: null, place: null }),
        waitingList: async () => [],
        campaign: { latest: async () => null, past: async () => [], control: async () => undefined },
        requests: { mine: async () => [], all: async () => [] },
        audit: { entries: async () => [] },
        calendar: async () => calendar,
        sendFile: async () => undefined,
        sendPicture: async () => undefined,
        licences: noReports,
        away: { state: none, go: none, back: none },
        countLicences: async () => undefined,
        progress: async () => undefined,
        ...context,
      }),
    async plan(name, handle, values = {}, by = handle) {
      const subject = account(handle);
      const own = by === handle;
      const find = async (who: string) => {
        const handle = who.replace(/@.*|^U0/g, '').toLowerCase();
        if (people.some((one) => one.handle === handle)) return account(handle);
        throw identityRefusal('other', 'no-zoom-account', { name: who });
      };
      const asked = {
        values,
        zoom,
        subject,
        own,
        find,
        files,
        links,
        requester: account(by),
        maxDuration: null,
        given: [],
        colleagues: { teamId: 'T0HOME', member: none, accountByEmailOf: none, owner: none, anybody: none },
        holding: null,
        seats: { look: async () => ({ free: await freeSeats(zoom), place: null }) },
        calendar,
        domains: ['example.com'],
        inventory: null,
        campaigns,
      };
      const preview = await changing(name).preview(asked);
      const plan = { ...preview, requester: account(by), subject, own, reason: values.reason ?? null };
      // What runs is what comes back from the database.
      return readPlan(changing(name), JSON.parse(JSON.stringify(plan)));
    },
    job: (plan) => ({
      requestId: 'req_1',
      plan,
      zoom,
      files,
      links,
      campaigns,
      secrets: {},
      signal: AbortSignal.timeout(5_000),
    }),
  };
}

/** Campaigns have journeys of their own. */
const campaigns = {
  propose: async () => none(),
  begin: async () => undefined,
  exists: async () => false,
};

const calendar = { now: Date.UTC(2026, 10, 25, 12), timeZone: 'Europe/London', locale: 'en-GB' };

export function changing(name: string): ChangeCommand {
  const command = commands.find((one) => one.name === name);
  if (!command || command.risk === 'read') throw new Error(`${name} changes nothing`);
  return command;
}

function reading(name: string): ReadCommand {
  const command = commands.find((one) => one.name === name);
  if (command?.risk !== 'read') throw new Error(`${name} does not only read`);
  return command;
}
