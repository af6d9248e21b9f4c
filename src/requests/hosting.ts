import type { Plan } from '../commands/plan.ts';
import { Refusal } from '../identity/refusal.ts';
import { listed } from '../languages/formats.ts';
import { type Text, text } from '../languages/text.ts';
import { bold, md } from '../views/mrkdwn.ts';
import type { ZoomEvent } from '../zoom/accounts.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import type { JobDeps } from './verify.ts';

/** How many things of one kind a line names. */
const NAMED = 5;

/** Somebody who is no admin would take a licence from a meeting that runs. */
export function hostingRefusal({ own, subject }: Plan, meetings: readonly ZoomEvent[]): Refusal {
  return new Refusal('input', {
    says: own
      ? md`You are hosting a Zoom meeting right now (${eventNames(meetings)}), and it would be cut short.`
      : md`${bold(subject.name)} is hosting a Zoom meeting right now (${eventNames(meetings)}), and it would be cut short.`,
    next: md`Please do it when the meeting is over, or ask a Zoom admin, who can do it at once.`,
  });
}

/**
 * Whether taking a change back takes a licence while its holder hosts a meeting.
 *
 * @throws ZoomError
 */
export async function cutsMeetingShort(deps: JobDeps, request: Request): Promise<boolean> {
  const plan = planOf(deps, request);
  const { takes, undoTakes } = changeCommandOf(deps, request.command);
  const taking = takes?.(plan) ? null : undoTakes?.(plan);
  if (taking !== 'licence' && taking !== 'all-licences') return false;
  const live = await deps.zoom.accounts.liveMeetings(plan.subject.zoomId);
  return 'value' in live && live.value.length > 0;
}

/** The refusal for somebody who wants to undo it meanwhile. */
export function undoWhileHosting({ subject }: Plan): Refusal {
  return new Refusal('input', {
    says: md`${bold(subject.name)} is hosting a Zoom meeting right now, and it would be cut short.`,
    next: md`Nothing was undone. Undo it when the meeting is over, or an admin takes the licence with \`set-license\`.`,
  });
}

/** Requires that no webinar was planned since, which would go with the licence for webinars. @throws Refusal, ZoomError */
export async function requireNoWebinars(deps: JobDeps, request: Request): Promise<void> {
  const plan = planOf(deps, request);
  if (changeCommandOf(deps, request.command).undoTakes?.(plan) !== 'webinars') return;
  const webinars = await deps.zoom.accounts.upcomingWebinars(plan.subject.zoomId);
  if (!('value' in webinars) || webinars.value.length === 0) return;
  throw new Refusal('input', {
    says: md`${bold(plan.subject.name)} has planned webinars: ${eventNames(webinars.value)}. They would be lost.`,
    next: md`Nothing was undone. Take the webinar licence with \`add-ons\` if they may go.`,
  });
}

/** Titles and days of meetings or webinars. */
export function eventNames(events: readonly ZoomEvent[]): Text {
  return fewOf(
    events.map(({ topic, startsAt }) => {
      const day = startsAt.slice(0, 10);
      const title = topic || text`without a title`;
      return day ? text`“${title}” on ${day}` : text`“${title}”`;
    }),
  );
}

/** The first few of them, and how many more there are. */
export function fewOf(all: readonly (Text | string)[]): Text {
  const more = all.length - NAMED;
  return listed([...all.slice(0, NAMED), ...(more > 0 ? [text`${more} more`] : [])], 'unit');
}
