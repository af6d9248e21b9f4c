import type { Core } from '../core.ts';
import type { UserActions } from '../desktop.ts';
import { makeTs } from '../ids.ts';
import { sendEvent } from '../messages.ts';
import { told } from '../web-api/users.ts';
import { actorOf, refused, type TimedResult } from './action.ts';

/** Changes the language of somebody's Slack. The app hears of it where it subscribed to changes of people. */
export function doLanguage(core: Core, { user: id, locale }: UserActions['language']): TimedResult {
  const user = actorOf(core, id);
  if (typeof user === 'string') return refused(user);
  if (!/^[a-z]{2}-[A-Z]{2}$/.test(locale)) return refused('invalid_locale');
  user.locale = locale;
  core.changes.touch();
  const event = {
    type: 'user_change',
    user: told(core, user, { include_locale: 'true' }),
    event_ts: makeTs(),
  };
  void sendEvent(core, event.type, event, 'users:read');
  return { ok: true, ackMs: 0 };
}
