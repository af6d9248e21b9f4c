import type { SlackSandbox } from './slack/server.ts';
import type { ZoomSandbox } from './zoom/server.ts';

/** How well both services are; what the switches of the page's side panel show and set. */
export interface Conditions {
  readonly zoom: 'fine' | 'slow' | 'down';
  readonly slack: 'fine' | 'slow';
}

/** The conditions of a sandbox, kept until they are set again. */
export interface ConditionsSwitch {
  readonly now: Conditions;
  /** Every call from now on meets them. */
  set(conditions: Conditions): void;
}

/** Zoom's whole answer takes this long, so that a command of several calls is felt to be slow. */
const SLOW_ZOOM_MS = 2_000;
/** Below the three seconds after which Slack itself gives up. */
const SLOW_SLACK_MS = 1_500;

const fine: Conditions = { zoom: 'fine', slack: 'fine' };

/** Lets a person try how the bot fares when Zoom is away or everything is slow. */
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
