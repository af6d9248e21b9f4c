import { md } from '../../views/mrkdwn.ts';
import type { Actor } from '../actor.ts';
import type { Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import { closed } from './what-happened.ts';

const TRIES = 5;

/**
 * Reads a request, checks it and moves it on, and once more when somebody else moved it in between. Each deed is
 * authorised inside of it, at the moment of the click, and is one conditional transition: of several clicks one counts,
 * and the others are told what happened.
 *
 * @throws Refusal when this person may not, or it is too late
 */
export type DecideOn = (
  id: string,
  actor: Actor,
  deed: (request: Request) => Promise<Request | null>,
) => Promise<Request>;

export function createDecideOn(parts: Pick<Parts, 'requests' | 'homeTeamId'>): DecideOn {
  return async (id, actor, deed) => {
    for (let i = 0; i < TRIES; i++) {
      const request = await parts.requests.find(id);
      if (!request) throw closed(md`I do not know this request any more.`);
      if (actor.teamId !== parts.homeTeamId || request.teamId !== parts.homeTeamId) {
        throw closed(md`Only members of this workspace can decide here.`);
      }
      const moved = await deed(request);
      if (moved) return moved;
    }
    throw closed(md`Others are deciding this right now. Please look again.`);
  };
}
