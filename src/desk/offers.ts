import type { FormOption } from '../views/form.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';
import { accessFor, isAdmin } from './access.ts';
import type { Parts } from './parts.ts';
import { problemFor } from './problem-for.ts';

/** What a form can offer, or why it has nothing to offer. */
export interface Offer {
  readonly options: readonly FormOption[];
  readonly nothing?: Mrkdwn;
}

/** Reads from Zoom what a form offers: the people who schedule for somebody, or for whom they schedule. */
export async function offers(
  parts: Parts,
  what: 'assistants' | 'schedulers',
  slackId: string,
  subject: string | null,
): Promise<Offer> {
  try {
    const forOther = subject !== null && subject !== slackId;
    const reading = { name: what, access: 'self-service', risk: 'read', subject: 'self' } as const;
    accessFor(parts.policy, reading, { isAdmin: isAdmin(parts.policy, slackId), forOther });
    const account = forOther
      ? await parts.people.find(subject)
      : (await parts.people.identify(slackId)).account;
    const found =
      what === 'assistants'
        ? await parts.zoom.assistants.list(account.zoomId)
        : await parts.zoom.schedulers.list(account.zoomId);
    const options = found.flatMap((one) => (one.email ? [{ value: one.email, label: one.email }] : []));
    if (options.length === 0) return { options, nothing: nobody(what) };
    return options.length > 1 ? { options: [...options, { value: 'all', label: 'Everybody' }] } : { options };
  } catch (error) {
    const problem = problemFor(
      error,
      { own: true, subjectName: 'you', isAdmin: false, locale: 'en', command: what, may: () => false },
      parts.logger,
    );
    return { options: [], nothing: problem.next ? md`${problem.says} ${problem.next}` : problem.says };
  }
}

function nobody(what: 'assistants' | 'schedulers'): Mrkdwn {
  return what === 'assistants'
    ? md`Nobody schedules meetings for you, so there is nobody to remove.`
    : md`You schedule meetings for nobody, so there is nothing to give up.`;
}
