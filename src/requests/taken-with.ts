import type { ChangeCommand } from '../commands/define-command.ts';
import type { Change, Plan, Taking } from '../commands/plan.ts';
import { listed } from '../languages/formats.ts';
import { inEnglish, type Text, text } from '../languages/text.ts';
import { isAdmin } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import type { ZoomEvent } from '../zoom/accounts.ts';
import { type Held, heldIn, type Inventory } from '../zoom/inventory.ts';
import type { Known } from '../zoom/known.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { eventNames, fewOf, hostingRefusal } from './hosting.ts';

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
    ...eventLine(
      text`Hosting right now`,
      live,
      taking === 'licence' ? text`can be cut short` : text`loses its host`,
    ),
    ...eventLine(text`Upcoming webinars`, webinars, text`can be lost, and no undo brings them back`),
    ...unknownLine(inventory, [
      [text`meetings that run right now`, live],
      [text`upcoming webinars`, webinars],
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
  const kinds = Map.groupBy(going, ({ label }) => inEnglish(label));
  return [...kinds.values()].map((things) => {
    const before = fewOf(things.map(({ what }) => what));
    const { key = '', label = text`` } = things[0] ?? {};
    return { label, before, after: afterwards(key, comesBack, isTimed), held: true };
  });
}

function afterwards(key: string, comesBack: boolean, isTimed: boolean): Text {
  if (key.startsWith('number:')) return text`lost for good: Zoom takes the number back`;
  if (!comesBack) return text`taken away`;
  if (key === 'phone')
    return isTimed
      ? text`taken away, comes back at the end or with an undo, without its numbers and calling plan`
      : text`taken away, comes back with an undo, without its numbers and calling plan`;
  return isTimed
    ? text`taken away, comes back at the end or with an undo`
    : text`taken away, comes back with an undo`;
}

function eventLine(label: Text, events: Known<readonly ZoomEvent[]>, after: Text): Change[] {
  if (!('value' in events) || events.value.length === 0) return [];
  return [{ label, before: eventNames(events.value), after, warning: true }];
}

function unknownLine(
  inventory: Inventory | null,
  events: readonly (readonly [what: Text, known: Known<unknown>])[],
): Change[] {
  const asked = events.flatMap(([what, known]) => ('value' in known ? [] : [{ what, scopes: known.scopes }]));
  const all = [...(inventory?.unknown ?? []), ...asked];
  if (all.length === 0) return [];
  const scopes = [...new Set(all.flatMap((one) => one.scopes))];
  return [
    {
      label: text`Not known`,
      before: listed(
        all.map(({ what }) => what),
        'unit',
      ),
      after: text`Zoom doesn’t tell; the app may lack ${scopes.join(', ')}`,
      informational: true,
    },
  ];
}
