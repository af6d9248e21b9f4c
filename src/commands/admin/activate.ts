import { z } from 'zod';
import { type Account, licenceOf, statusOf } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { heldIn, type Inventory } from '../../zoom/held.ts';
import { bundleOf } from '../../zoom/licensing.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { change } from '../define-command.ts';
import { licenceTypes, settableTypeFrom } from '../licence/licence-types.ts';
import { freeSeats } from '../licence/seats.ts';
import type { Change } from '../plan.ts';
import { refusePending, statusLabel } from './account-status.ts';
import { nameForField, severalPeopleField } from './person-fields.ts';

/** Activates an account that was deactivated. */
export const activate = change({
  name: 'activate',
  title: 'Activate an account',
  summary: 'Let somebody use their Zoom account again',
  examples: ['activate @mia', 'activate otto@example.com'],
  family: 'accounts',
  fields: [severalPeopleField],
  submit: 'Continue',
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'updateStatus'],
  changesSeats: true,
  risk: 'reversible',
  data: z.object({
    /** The deactivation whose inventory comes back, and the type of licence with it. */
    from: z.string().exactOptional(),
    type: z.literal([1, 2, 4]).exactOptional(),
    /** Those for whom they schedule again: it is a right over their accounts. */
    hosts: z.array(z.object({ zoomId: z.string(), email: z.string() })).exactOptional(),
  }),
  resource: 'licence',
  changesResource: ({ data }) => data.type === licenceTypes.licensed,
  givesBack: ({ data }) => data.from ?? null,
  preview: async ({ subject, taken, zoom }) => {
    refusePending(subject);
    if (subject.status === 'active') {
      throw new Refusal('input', {
        says: md`The Zoom account of ${bold(subject.name)} is already active.`,
        next: md`There is nothing to change.`,
      });
    }
    const back =
      subject.status === 'inactive' && taken ? await comingBack(zoom, subject, taken.before) : null;
    return {
      changes: [
        { label: 'Account', before: statusLabel(subject.status), after: 'Active' },
        ...(back?.changes ?? []),
      ],
      data: back?.type && taken ? { from: taken.requestId, type: back.type, hosts: back.hosts } : {},
      // Zoom locks accounts itself: nobody else can lock one again.
      ...(subject.status === 'locked' ? { irreversible: true as const } : {}),
    };
  },
  run: async (job) => {
    const { plan, zoom, signal, held } = job;
    const { zoomId } = plan.subject;
    await zoom.users.setStatus(zoomId, 'activate', { signal });
    if (!held || !plan.data.type) return;
    await withReason(plan.subject, zoom.accounts.restore(zoomId, held.licensing, { signal }));
    await zoom.accounts.giveBack(zoomId, held, null, { signal });
  },
  verify: async ({ plan: { data, subject }, zoom, signal }) => {
    const { status, type } = await zoom.users.get(subject.zoomId, { signal });
    return status === 'active' && (data.type === undefined || data.type === type);
  },
  undo: ({ plan, zoom, signal }) => zoom.users.setStatus(plan.subject.zoomId, 'deactivate', { signal }),
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const { status, type } = await zoom.users.get(subject.zoomId, { signal });
    const { licence } = subject;
    return [
      {
        name: 'status',
        label: 'Account',
        before: statusLabel(subject.status),
        after: 'Active',
        now: statusLabel(statusOf(status)),
      },
      // Deactivating takes the licence, so one that was given since must not be lost.
      {
        name: 'licence',
        label: 'Zoom licence',
        before: licence,
        after: data.type === undefined ? licence : licenceOf(data.type),
        now: licenceOf(type),
      },
    ];
  },
  alsoTell: ({ data }) => data.hosts ?? [],
  askBack: ({ subject }) => ({ command: 'deactivate', values: { person: nameForField(subject) } }),
  describe: ({ subject }) => md`Activate the Zoom account of ${bold(subject.name)}`,
  forSeveral: (people) => `Activate ${people} Zoom ${people === 1 ? 'account' : 'accounts'}`,
  done: ({ data, subject }) => ({
    title: md`The Zoom account of ${subject.name} is active`,
    note: data.from
      ? md`They can sign in again, and have back what the deactivation had taken.`
      : md`They can sign in again. A licence that Zoom took away is given back with \`set-license\`.`,
  }),
});

/** What comes back of an account that was deactivated here: the lines of the preview and the type of licence. */
async function comingBack(zoom: Zoom, subject: Account, before: Inventory) {
  const type = settableTypeFrom(before.licensing.type);
  const needsSeat = type === licenceTypes.licensed && bundleOf(before.licensing) === 'none';
  if (needsSeat && (await freeSeats(zoom)) === 0) {
    const licence: Change = {
      label: 'Zoom licence',
      before: subject.licence,
      after: 'not given back: none is free',
    };
    return { changes: [licence], type: undefined, hosts: [] };
  }
  const licence = licenceOf(type);
  const held = heldIn(before).filter(({ key }) => key !== 'feature:zoom_whiteboard');
  return {
    changes: [
      ...(licence === subject.licence
        ? []
        : [{ label: 'Zoom licence', before: subject.licence, after: licence }]),
      ...[...new Set(held.map(({ label }) => label))].map((label): Change => {
        const things = held.filter((one) => one.label === label);
        const isLost = things.some(({ key }) => key.startsWith('number:'));
        const before = things.map(({ what }) => what).join(', ');
        return { label, before, after: isLost ? 'lost, can’t be given back' : 'given back', held: true };
      }),
    ],
    type,
    hosts: (before.schedulers ?? []).map(({ id, email }) => ({ zoomId: id, email })),
  };
}

/** The account is active by now, so a refusal here must not read as if nothing had happened. */
async function withReason({ name }: Account, giving: Promise<void>): Promise<void> {
  await giving.catch((error: unknown) => {
    if (!(error instanceof ZoomError) || error.effect === 'unknown') throw error;
    throw new Refusal('input', {
      says: md`The account of ${bold(name)} is active again, but Zoom didn’t give the licence back: ${error.zoomMessage ?? 'it gave no reason'}`,
      next: md`Give it with \`set-license\`, and what else they had with \`add-ons\`.`,
    });
  });
}
