import { homeView } from '../views/home.ts';
import { visibleTo } from './access.ts';
import type { Parts } from './parts.ts';
import { requestLog } from './request-log.ts';

const SHOWN = 10;

/** What a person sees on the Home tab right now. */
export async function home(parts: Parts, slackId: string, slash: string) {
  const entries = visibleTo(parts.policy, parts.commands, slackId);
  return homeView({
    slash,
    requests: await requestLog(parts, slackId).mine(SHOWN),
    actions: entries.filter(({ access }) => access !== 'admin').map(toAction),
    adminActions: entries.filter(({ access }) => access === 'admin').map(toAction),
  });
}

function toAction({ command }: ReturnType<typeof visibleTo>[number]) {
  return { command: command.name, label: command.title };
}
