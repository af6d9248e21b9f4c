import type { State } from '../store/schema.ts';
import { type HomePage, homeView } from '../views/home.ts';
import { type Mrkdwn, md, moment } from '../views/mrkdwn.ts';
import { visibleTo } from './access.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import type { Request } from './request.ts';

const SHOWN = 10;

/** What a person sees on the Home tab right now. */
export async function home(parts: Parts, slackId: string, slash: string) {
  const requests = await parts.requests.ofPerson(slackId, SHOWN);
  const page: HomePage = {
    slash,
    requests: requests.map((request) => ({
      id: request.id,
      what: describe(parts, request),
      state: standing(request),
      canWithdraw: request.state === 'pending',
    })),
    actions: visibleTo(parts.policy, parts.commands, slackId).map(({ command }) => ({
      command: command.name,
      label: command.title,
    })),
  };
  return homeView(page);
}

function describe(parts: Parts, request: Request): Mrkdwn {
  return request.plan
    ? changeCommandOf(parts, request.command).describe(request.plan)
    : md`${request.command}`;
}

function standing(request: Request): Mrkdwn {
  const when = moment(request.updatedAt);
  const words: Partial<Record<State, string>> = {
    pending: 'Waiting for a decision, sent',
    approved: 'Approved, being done since',
    running: 'Being done since',
    unknown: 'Zoom has not confirmed it yet, since',
    done: 'Done',
    failed: 'Did not work,',
    denied: 'Not approved,',
    cancelled: 'Withdrawn',
    expired: 'Ran out of time',
    undoing: 'Being undone since',
    undone: 'Undone',
  };
  return md`${words[request.state] ?? 'Asked'} ${when}`;
}
