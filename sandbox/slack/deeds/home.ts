import { openIm } from '../channels.ts';
import type { Core } from '../core.ts';
import type { Deeds } from '../desktop.ts';
import { homeOpened } from '../payloads/home-opened.ts';
import { sendEvent } from '../send-event.ts';
import { actorOf } from './actor.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

/** Opens the app's Home tab: the event `app_home_opened`, repeated when it is not acknowledged. */
export async function doHome(core: Core, deed: Deeds['home']): Promise<Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const im = openIm(core.workspace, user.id);
  core.changes.touch();
  const event = homeOpened(core.workspace, im, user.id, core.workspace.homes.get(user.id));
  const { value, ms } = await timed(() => sendEvent(core, 'app_home_opened', event));
  return value ? deedOf(value, ms) : { ok: true, ackMs: 0 };
}
