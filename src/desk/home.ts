import { homeView } from '../views/home.ts';
import { visibleTo } from './access.ts';
import type { Parts } from './parts.ts';
import { requestLog } from './request-log.ts';

const SHOWN = 10;

/** What a person sees on the Home tab right now. */
export async function home(parts: Parts, slackId: string, slash: string) {
  return homeView({
    slash,
    requests: await requestLog(parts, slackId).mine(SHOWN),
    actions: visibleTo(parts.policy, parts.commands, slackId).map(({ command }) => ({
      command: command.name,
      label: command.title,
    })),
  });
}
