import type { ChangeCommand } from '../commands/define-command.ts';
import type { Change, Plan, Taking } from '../commands/plan.ts';
import { text } from '../languages/text.ts';
import { isAdmin } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import type { ZoomEvent } from '../zoom/accounts.ts';
import { type Held, heldIn, type Inventory } from '../zoom/inventory.ts';
import type { Known } from '../zoom/known.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { eventNames, hostingRefusal, listed } from './hosting.ts';

interface Deps {
  readonly zoom: Zoom;
  readonly policy: Policy;
}

/** The keys of what Zoom derives from the licence. */
export const derived: readonly string[] = ['feature:zoom_whiteboard'];

/**
 * The lines of a preview that say what goes with a change beside what the change is about: what the person holds, what cannot
 * be restored, whether they host a meeting right now, which webinars are to come, and what Zoom does not let us know.
 *
 * @throws Refusal when somebody who is no admin would take a licence from a meeting that runs; ZoomError
 */
export async function takenWith(
  { zoom, policy }: Deps,
  command: ChangeCommand,
  plan: Plan,
  requesterSlackId: string,
): Promise<readonly Change[]> {
  const taking = command.takes?.(plan) ?? null;
  const { zoomId, status } = plan.subject;
  if (!taking || status === 'pending') return [];
  const none = { value: [] };
  const [inventory, live] = await Promise.all([
    taking === 'webinars' ? null : zoom.accounts.inventory(zoomId),
    taking === 'webinars' ? none : zoom.accounts.liveMeetings(zoomId),
  ]);
  const holdsWebinar = !inventory || inventory.features === null || inventory.features.webinar === true;
  const webinars = holdsWebinar ? await zoom.accounts.upcomingWebinars(zoomId) : none;
  if ('value' in live && live.value.length > 0 && !isAdmin(policy, requesterSlackId)) {
    throw hostingRefusal(plan, live.value);
  }
  const comesBack = command.undo !== undefined && !plan.irreversible && taking !== 'account';
  return [
    ...(inventory ? linesOf(inventory, taking, comesBack, plan.duration !== undefined) : []),
    ...eventLine('Hosting right now', live, taking === 'licence' ? 'can be cut short' : 'loses its host'),
    ...eventLine('Upcoming webinars', webinars, 'can be lost, and no undo brings them back'),
    ...unknownLine(inventory, [
      ['meetings that run right now', live],
      ['upcoming webinars', webinars],
    ]),
  ];
}

/** Whether a thing goes with a change. Zoom Phone is a part of some bundles. */
export function goesWith(taking: Taking, { key }: Held, hasBundle: boolean): boolean {
  if (derived.includes(key)) return false;
  if (key.startsWith('group:')) return taking === 'account';
  if (key === 'phone' || key.startsWith('number:')) return taking !== 'licence' || hasBundle;
  return true;
}

function linesOf(inventory: Inventory, taking: Taking, comesBack: boolean, isTimed: boolean): Change[] {
  const all = heldIn(inventory);
  const hasBundle = all.some(({ key }) => key === 'bundle');
  const going = all.filter((one) => goesWith(taking, one, hasBundle));
  return [...new Set(going.map(({ label }) => label))].map((label) => {
    const things = going.filter((one) => one.label === label);
    const before = listed(things.map(({ what }) => what));
    return { label, before, after: afterwards(things[0]?.key ?? '', comesBack, isTimed), held: true };
  });
}

function afterwards(key: string, comesBack: boolean, isTimed: boolean): string {
  if (key.startsWith('number:')) return 'lost for good: Zoom takes the number back';
  if (!comesBack) return 'taken away';
  const back = isTimed
    ? 'taken away, comes back at the end or with an undo'
    : 'taken away, comes back with an undo';
  return key === 'phone' ? `${back}, without its numbers and calling plan` : back;
}

function eventLine(label: string, events: Known<readonly ZoomEvent[]>, after: string): Change[] {
  if (!('value' in events) || events.value.length === 0) return [];
  return [{ label, before: eventNames(events.value), after, warning: true }];
}

function unknownLine(
  inventory: Inventory | null,
  events: readonly (readonly [what: string, known: Known<unknown>])[],
): Change[] {
  const asked = events.flatMap(([what, known]) => ('value' in known ? [] : [{ what, scopes: known.scopes }]));
  const all = [...(inventory?.unknown ?? []), ...asked];
  if (all.length === 0) return [];
  const scopes = [...new Set(all.flatMap((one) => one.scopes))];
  return [
    {
      label: text`Not known`,
      before: all.map(({ what }) => what).join(', '),
      after: text`Zoom doesn’t tell; the app may lack ${scopes.join(', ')}`,
      informational: true,
    },
  ];
}
