import { z } from 'zod';
import { type Account, licenceName, licenceOf, statusOf } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { inEnglish, isSame, joined, text } from '../../languages/text.ts';
import { bold, join, md } from '../../views/mrkdwn.ts';
import { type Held, heldIn, type Inventory, whatOf } from '../../zoom/inventory.ts';
import { bundleOf } from '../../zoom/licensing.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import type { KeptInventory, Seats } from '../context.ts';
import { change } from '../define-command.ts';
import { licenceTypes, settableTypeFrom } from '../licence/licence-types.ts';
import type { Change } from '../plan.ts';
import { refusePending, statusLabel } from './account-status.ts';
import { nameForField, severalPeopleField } from './person-fields.ts';

/** Activates an account that was deactivated. */
export const activate = change({
  name: 'activate',
  title: text`Activate an account`,
  summary: text`Let somebody use their Zoom account again`,
  examples: [text`activate @mia`, text`activate otto@example.com`],
  family: 'accounts',
  fields: [severalPeopleField],
  submit: text`Continue`,
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'updateStatus'],
  changesSeats: true,
  risk: 'reversible',
  verb: text`Activate`,
  data: z.object({
    /** The deactivation whose inventory comes back, and the type of licence with it. */
    from: z.string().exactOptional(),
    type: z.literal([1, 2, 4]).exactOptional(),
    /** Those for whom they schedule again: it is a right over their accounts. */
    hosts: z.array(z.object({ zoomId: z.string(), email: z.string() })).exactOptional(),
    /** The licence does not come back, because none is free. */
    noneFree: z.literal(true).exactOptional(),
  }),
  resource: 'licence',
  changesResource: ({ data }) => data.type === licenceTypes.licensed,
  undoTakes: () => 'all-licences',
  givesBack: ({ data }) => data.from ?? null,
  preview: async ({ subject, inventory, seats }) => {
    refusePending(subject);
    if (subject.status === 'active') {
      throw new Refusal('input', {
        says: md`The Zoom account of ${bold(subject.name)} is already active.`,
        next: md`There’s nothing to change.`,
      });
    }
    const back =
      subject.status === 'inactive' && inventory ? await comingBack(seats, subject, inventory) : null;
    return {
      changes: [
        { label: text`Account`, before: statusLabel(subject.status), after: text`Active` },
        ...(back?.changes ?? []),
      ],
      data: back?.data ?? {},
      // Zoom locks accounts itself: nobody else can lock one again.
      ...(subject.status === 'locked' ? { irreversible: true as const } : {}),
    };
  },
  run: async (job) => {
    const { plan, zoom, signal, inventory } = job;
    const { zoomId } = plan.subject;
    const seen = inventory && (await zoom.accounts.inventory(zoomId, { signal }));
    await zoom.users.setStatus(zoomId, 'activate', { signal });
    if (!inventory || !seen || !plan.data.type) return;
    await withReason(plan.subject, zoom.accounts.restore(zoomId, inventory.before.licensing, { signal }));
    const now = await zoom.accounts.giveBack(zoomId, { ...inventory, seen }, { signal });
    requireBack(plan.subject, seen, inventory, now);
  },
  verify: async ({ plan: { data, subject }, zoom, signal }) => {
    const { status, type } = await zoom.users.get(subject.zoomId, { signal });
    return status === 'active' && (data.type === undefined || data.type === type);
  },
  undo: async ({ plan: { data, subject }, zoom, signal }) => {
    // Of the types, deactivating takes a licence only.
    const { type = licenceTypes.licensed } = data;
    if (type !== licenceTypes.licensed && licenceOf(type) !== subject.licence) {
      await zoom.users.update(subject.zoomId, { type: licenceTypes.basic }, { signal });
    }
    await zoom.users.setStatus(subject.zoomId, 'deactivate', { signal });
  },
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const { status, type } = await zoom.users.get(subject.zoomId, { signal });
    const { licence } = subject;
    return [
      {
        name: 'status',
        label: text`Account`,
        before: statusLabel(subject.status),
        after: text`Active`,
        now: statusLabel(statusOf(status)),
      },
      // Deactivating takes the licence, so one that was given since must not be lost.
      {
        name: 'licence',
        label: text`Zoom licence`,
        before: licenceName(licence),
        after: licenceName(data.type === undefined ? licence : licenceOf(data.type)),
        now: licenceName(licenceOf(type)),
      },
    ];
  },
  alsoTell: ({ data }) => data.hosts ?? [],
  askBack: ({ subject }) => ({ command: 'deactivate', values: { person: nameForField(subject) } }),
  describe: ({ subject }) => md`Activate the Zoom account of ${bold(subject.name)}`,
  forSeveral: (people) =>
    people === 1 ? text`Activate 1 Zoom account` : text`Activate ${people} Zoom accounts`,
  done: ({ data, subject }) => {
    const title = md`The Zoom account of ${subject.name} is active`;
    if (data.noneFree) {
      return {
        title,
        note: md`They can sign in again. No licence was free for them: \`set-license\` puts them on the waiting list.`,
        buttons: [{ label: text`Set a licence`, action: 'command:set-license' }],
      };
    }
    return {
      title,
      note: data.from
        ? md`They can sign in again, and have back what the deactivation had taken.`
        : md`They can sign in again. A licence that Zoom took away is given back with \`set-license\`.`,
    };
  },
});

/** What comes back of an account that was deactivated here: the lines of the preview, and what the plan holds of it. */
async function comingBack(seats: Seats, subject: Account, inventory: KeptInventory) {
  const { before } = inventory;
  const type = settableTypeFrom(before.licensing.type);
  const needsSeat = type === licenceTypes.licensed && bundleOf(before.licensing) === 'none';
  if (needsSeat && (await seats.look()).place) {
    const licence: Change = {
      label: text`Zoom licence`,
      before: licenceName(subject.licence),
      after: text`not given back: none is free`,
    };
    return { changes: [licence], data: { noneFree: true as const } };
  }
  const licence = licenceOf(type);
  const held = takenBy(inventory).filter(({ key }) => key !== 'feature:zoom_whiteboard');
  const kinds = new Map(held.map(({ label }) => [inEnglish(label), label]));
  return {
    changes: [
      ...(licence === subject.licence
        ? []
        : [
            {
              label: text`Zoom licence`,
              before: licenceName(subject.licence),
              after: licenceName(licence),
            },
          ]),
      ...[...kinds].map(([name, label]): Change => {
        const things = held.filter((one) => inEnglish(one.label) === name);
        const isLost = things.some(({ key }) => key.startsWith('number:'));
        return {
          label,
          before: joined(things.map(({ what }) => what)),
          after: isLost ? text`lost, can’t be given back` : text`given back`,
          held: true,
        };
      }),
    ],
    data: {
      from: inventory.requestId,
      type,
      hosts: (before.schedulers ?? []).map(({ id, email }) => ({ zoomId: id, email })),
    },
  };
}

/** What the deactivation took of what the account held. Groups, for example, stay. */
function takenBy({ before, after }: KeptInventory): Held[] {
  return heldIn(before).filter(({ key, what }) => !after || !isSame(whatOf(after, key), what));
}

/** What the deactivation took and nobody has changed since has to be there, or it is named. */
function requireBack({ name }: Account, seen: Inventory, inventory: KeptInventory, now: Inventory): void {
  const missing = takenBy(inventory).filter(({ key }) => {
    const left = whatOf(seen, key);
    return !key.startsWith('number:') && key !== 'phone' && left === 'none' && whatOf(now, key) === 'none';
  });
  if (missing.length === 0) return;
  const names = join(
    missing.map(({ label, what }) => md`${label} (${what})`),
    ', ',
  );
  throw new Refusal('input', {
    says: md`The account of ${bold(name)} is active again, but Zoom didn’t give this back: ${names}.`,
    next: md`Give it in Zoom, or with \`add-ons\` and \`add-assistant\`. The rest is as it was before.`,
  });
}

/** The account is active by now, so a refusal here must not read as if nothing had happened. */
async function withReason({ name }: Account, giving: Promise<void>): Promise<void> {
  await giving.catch((error: unknown) => {
    if (!(error instanceof ZoomError) || error.effect === 'unknown') throw error;
    throw new Refusal('input', {
      says: error.zoomMessage
        ? md`The account of ${bold(name)} is active again, but Zoom didn’t give the licence back: ${error.zoomMessage}`
        : md`The account of ${bold(name)} is active again, but Zoom didn’t give the licence back: it gave no reason`,
      next: md`Give it with \`set-license\`, and what else they had with \`add-ons\`.`,
    });
  });
}
