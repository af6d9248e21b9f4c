import { openIm } from '../channels.ts';
import type { Core } from '../core.ts';
import type { Delivery, Outcome } from '../delivery.ts';
import type { Deeds } from '../desktop.ts';
import { homeOpened } from '../payloads/home-opened.ts';
import { actorOf } from './actor.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

/** Opens the app's Home tab: the event `app_home_opened`, repeated when it is not acknowledged. */
export async function doHome(
  core: Core,
  deed: Deeds['home'],
  retryDelaysMs: readonly number[],
): Promise<Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const im = openIm(core.workspace, user.id);
  core.changes.touch();
  const delivery = homeOpened(core.workspace, im, user.id, core.workspace.homes.get(user.id));
  const { value, ms } = await timed(() => core.deliver(delivery));
  repeat(core, delivery, value, retryDelaysMs);
  return deedOf(value, ms);
}

/** Slack repeats an event up to three times; `X-Slack-No-Retry: 1` stops it. */
function repeat(core: Core, delivery: Delivery, outcome: Outcome, delays: readonly number[], num = 1): void {
  const [delay, ...later] = delays;
  if (outcome.ok || outcome.noRetry || delay === undefined || delivery.kind !== 'events_api') return;
  const timer = setTimeout(() => {
    const again = { ...delivery, retry: { num, reason: outcome.reason } };
    void core.deliver(again).then((next) => repeat(core, again, next, later, num + 1));
  }, delay);
  timer.unref();
}
