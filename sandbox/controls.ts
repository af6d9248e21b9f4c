import type { Hono } from 'hono';
import { z } from 'zod';
import type { SlackSandbox } from './slack/server.ts';
import { findUser } from './zoom/account.ts';
import type { ZoomAccountUser } from './zoom/account-user.ts';
import { members, seatsTaken, typeNames } from './zoom/licences.ts';
import type { ZoomSandbox } from './zoom/server.ts';

/** What the page's side panel and header work on. */
interface Controlled {
  readonly zoom: ZoomSandbox;
  readonly conditions: () => ConditionsSwitch;
  readonly reset: () => Promise<void>;
}

const conditionsBody = z.object({
  zoom: z.enum(['fine', 'slow', 'down']),
  slack: z.enum(['fine', 'slow']),
});

/**
 * `GET /sandbox/zoom`: the Zoom account, its newest calls and the conditions; `POST /sandbox/conditions` sets them,
 * `POST /sandbox/reset` puts everything back. The local Slack has refused other sites before it comes here.
 */
export function mountControls(app: Hono, { zoom, conditions, reset }: Controlled): void {
  app.get('/sandbox/zoom', (c) => c.json({ ...zoomPanel(zoom), conditions: conditions().now }));
  app.post('/sandbox/conditions', async (c) => {
    const body = conditionsBody.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ ok: false, error: 'invalid_request' }, 400);
    conditions().set(body.data);
    return c.json({ ok: true });
  });
  app.post('/sandbox/reset', async (c) => {
    await reset();
    return c.json({ ok: true });
  });
}

/** The state of both services, as the switches of the side panel show and set it. */
interface Conditions {
  readonly zoom: 'fine' | 'slow' | 'down';
  readonly slack: 'fine' | 'slow';
}

/** The conditions of a sandbox, kept until they are set again. */
export interface ConditionsSwitch {
  readonly now: Conditions;
  /** Every call from now on meets them. */
  set(conditions: Conditions): void;
}

/** Long enough that a command of several calls is noticeably slow. */
const SLOW_ZOOM_MS = 2_000;
/** Below the three seconds after which Slack itself gives up. */
const SLOW_SLACK_MS = 1_500;

const fine: Conditions = { zoom: 'fine', slack: 'fine' };

/** Simulates an outage of Zoom, or slow services. */
export function createConditions(slack: SlackSandbox, zoom: ZoomSandbox): ConditionsSwitch {
  let now = fine;
  return {
    get now() {
      return now;
    },
    set(conditions) {
      now = conditions;
      zoom.faults.clear();
      slack.faults.clear();
      const always = { times: Number.POSITIVE_INFINITY };
      if (now.zoom === 'down') zoom.faults.add({ ...always, kind: 'html', status: 503 });
      if (now.zoom === 'slow') zoom.faults.add({ ...always, kind: 'slow', delayMs: SLOW_ZOOM_MS });
      if (now.slack === 'slow') slack.faults.add({ method: '*', delayMs: SLOW_SLACK_MS });
      slack.touch();
    },
  };
}

const CALLS_SHOWN = 30;

/** What the page shows of the Zoom account beside the workspace: people, seats, the newest calls first. */
export function zoomPanel({ account, calls }: ZoomSandbox) {
  return {
    seats: { total: account.seats, used: seatsTaken(account) },
    users: members(account).map((user) => ({
      id: user.id,
      name: user.displayName,
      email: user.email,
      type: licencesOf(user),
      status: user.status,
      assistants: user.assistants.map((id) => findUser(account, id)?.displayName ?? id),
    })),
    calls: calls
      .slice(-CALLS_SHOWN)
      .reverse()
      .map(({ at, method, path, status, ms }) => ({ at, method, path, status: status ?? 0, ms })),
  };
}

/** Such as `Licensed, Webinar 500`. */
function licencesOf({ type, webinar, largeMeeting }: ZoomAccountUser): string {
  const addOns = [
    ...(webinar > 0 ? [`Webinar ${webinar}`] : []),
    ...(largeMeeting > 0 ? [`Large Meeting ${largeMeeting}`] : []),
  ];
  return [typeNames[type] ?? `Type ${type}`, ...addOns].join(', ');
}
