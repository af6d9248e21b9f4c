import { z } from 'zod';
import { type Account, licenceName } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { type Text, text } from '../../languages/text.ts';
import { bold, type Mrkdwn, md, plainAddress } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import type { ParsedArgs } from '../field.ts';
import { checkValues } from '../parse/read-field.ts';
import type { Plan } from '../plan.ts';
import { refuseAdmin, refuseOwner } from './account-status.ts';
import { existingUser } from './existing-user.ts';
import { severalPeopleField } from './person-fields.ts';
import {
  everything,
  labelsInside,
  labelsOf,
  part,
  partNames,
  partOptions,
  partsIn,
  transferLines,
  transferQuery,
} from './transfers.ts';

const fields = [
  severalPeopleField,
  {
    name: 'action',
    label: text`What should become of the account?`,
    kind: 'choice',
    options: [
      { value: 'disassociate', label: text`Disassociate: it leaves, the person keeps it as a free one` },
      { value: 'delete', label: text`Delete: gone for good` },
    ],
  },
  {
    name: 'heir',
    label: text`Who gets what it holds?`,
    kind: 'person',
    optional: true,
    placeholder: text`Pick a colleague`,
    hint: text`Without somebody here nothing is handed over.`,
  },
  {
    name: 'transfer',
    label: text`What do they get?`,
    kind: 'toggles',
    optional: true,
    options: partOptions,
  },
] as const;

/** What a plan of `delete-user` holds. */
const removal = z.object({
  action: z.enum(['disassociate', 'delete']),
  /** The invitation was not accepted yet, so it is taken back. */
  pending: z.boolean(),
  /** Who gets which parts of its content. */
  transfer: z.object({ email: z.string(), name: z.string(), parts: z.array(part) }).nullable(),
});
type RemovalPlan = Plan<z.infer<typeof removal>>;

/** What happens to the account, for the preview. */
const ends = {
  disassociate: text`leaves your organisation, lives on as a free account of their own`,
  delete: text`deleted for good, with all that is not handed over`,
} as const;

/** Removes an account from the organisation, or deletes it, and transfers its content. */
export const deleteUser = change({
  name: 'delete-user',
  title: text`Delete an account`,
  summary: text`Remove somebody’s Zoom account, and hand over what it holds`,
  examples: [text`delete-user @mia disassociate`, text`delete-user @mia delete @ben meetings recordings`],
  family: 'accounts',
  fields,
  submit: text`Continue`,
  subject: 'named',
  offboards: true,
  access: 'admin',
  operations: ['getUser', 'deleteUser'],
  changesSeats: true,
  risk: 'destructive',
  verb: text`Remove`,
  takeover: true,
  data: removal,
  resource: 'licence',
  takes: ({ data }) => (data.pending ? null : 'account'),
  parseArgs: readArgs,
  prefill: async ({ subject, own }) => {
    if (own) throw ownAccount();
    return {
      suggested: { action: 'disassociate', transfer: everything },
      ...(subject.status === 'pending'
        ? {
            options: { action: [{ value: 'disassociate', label: text`Take the invitation back` }] },
            without: ['heir', 'transfer'],
          }
        : {}),
    };
  },
  check: ({ heir, transfer }): Record<string, Text> =>
    heir && transfer === '' ? { transfer: text`Tick what they should get, or leave the person out.` } : {},
  preview: async ({ values, subject, own, find }) => {
    const { action, heir: transferTarget } = values;
    if (own) throw ownAccount();
    const name = bold(subject.name);
    refuseOwner(subject, md`${name} owns your Zoom account, and the owner’s account can’t be removed.`);
    if (action === 'disassociate') {
      refuseAdmin(
        subject,
        md`${name} is a Zoom admin, and an admin’s account can’t be taken out of your organisation.`,
      );
    }
    const pending = subject.status === 'pending';
    if (pending && action === 'delete') {
      throw refuse(
        md`${subject.name} hasn’t accepted the invitation yet, so there’s nothing to delete.`,
        md`Choose “disassociate”: it takes the invitation back. Nothing was changed.`,
      );
    }
    const to = transferTarget && !pending ? await find(transferTarget) : null;
    if (to?.zoomId === subject.zoomId) {
      throw refuse(
        md`An account can’t be handed over to itself.`,
        md`Choose somebody else. Nothing was changed.`,
      );
    }
    const chosen = to ? partsIn(values.transfer) : [];
    if (to && chosen.length === 0) {
      throw refuse(
        md`Nothing is ticked that ${to.name} should get.`,
        md`Tick it, or leave the person out. Nothing was changed.`,
      );
    }
    const after = pending ? text`invitation taken back` : ends[action];
    const otherwise = action === 'delete' ? text`lost for good` : text`not handed over`;
    return {
      changes: [
        { label: text`Zoom account`, before: licenceAndState(subject), after },
        ...(pending ? [] : transferLines(chosen, subject, to, otherwise)),
      ],
      data: {
        action,
        pending,
        transfer: to && { email: to.email, name: to.name, parts: chosen },
      },
      ...(to ? { beneficiaries: [to] } : {}),
    };
  },
  run: async ({ plan, zoom, signal }) => {
    const { action, pending, transfer } = plan.data;
    // The plan of a pending account transfers nothing, so it must not be applied to an account in use.
    if (pending && (await zoom.users.get(plan.subject.zoomId, { signal })).status !== 'pending') {
      throw refuse(
        md`${plan.subject.name} has accepted the invitation in the meantime.`,
        md`Please ask again. Nothing was changed.`,
      );
    }
    const parts = pending ? {} : transferQuery(transfer?.parts ?? [], transfer?.email);
    await zoom.users.delete(plan.subject.zoomId, { ...parts, action }, { signal });
  },
  verify: async ({ plan, zoom, signal }) =>
    (await existingUser(zoom, plan.subject.zoomId, { signal })) === null,
  describe: removalWords,
  forSeveral: (people) => (people === 1 ? text`Remove 1 Zoom account` : text`Remove ${people} Zoom accounts`),
  done: (plan) => ({
    title: doneTitle(plan),
    lines: transferLine(plan.data.transfer),
    note: md`If they had a licence, it’s free again.`,
  }),
});

function transferLine(transfer: RemovalPlan['data']['transfer']) {
  if (!transfer) return [];
  return [md`${labelsOf(transfer.parts)}: now with ${transfer.name} (${plainAddress(transfer.email)}).`];
}

const FILLERS =
  'and to for everything all give transfer with please the account over hand his her their'.split(' ');

/**
 * Reads `@person disassociate|delete [@target [meetings, recordings…]]`. A transfer target without a list gets
 * everything.
 */
function readArgs(words: readonly string[]): ParsedArgs {
  const [person, action, ...rest] = words;
  const plain = (word: string) => word.toLowerCase().replace(/,$/, '');
  const others = rest.flatMap((word) => (word.includes('@') ? [word] : word.split(/,\s*/))).filter(Boolean);
  const isPart = (word: string) => partNames.some((name) => name === plain(word));
  const [transferTarget, ...strays] = others.filter(
    (word) => !isPart(word) && !FILLERS.includes(plain(word)),
  );
  const chosen = partsIn(others.map(plain).join(',')).join(',');
  const { values, problems } = checkValues(fields, { person, action, heir: transferTarget });
  const unknown = strays.join(' ').slice(0, 200);
  return {
    values: { ...values, ...(transferTarget ? { transfer: chosen || everything } : {}) },
    problems: {
      ...problems,
      ...(unknown ? { transfer: text`I don’t know what “${unknown}” means here.` } : {}),
      ...(chosen && !transferTarget
        ? { heir: text`Who should get it? Add the person, or leave it out.` }
        : {}),
    },
  };
}

function ownAccount(): Refusal {
  return refuse(
    md`You can’t remove your own Zoom account.`,
    md`Ask another admin to do it. Nothing was changed.`,
  );
}

function refuse(says: Mrkdwn, next: Mrkdwn): Refusal {
  return new Refusal('input', { says, next });
}

/** "Licensed, inactive" */
function licenceAndState({ licence, status }: Account): Text {
  const name = licenceName(licence);
  return {
    active: text`${name}, active`,
    inactive: text`${name}, inactive`,
    locked: text`${name}, locked`,
    pending: text`${name}, pending`,
  }[status];
}

/** "Delete the Zoom account of Ben for good and hand over to Mia: meetings, notes" */
function removalWords({ data: { action, pending, transfer }, subject }: RemovalPlan): Mrkdwn {
  const name = bold(subject.name);
  if (pending) return md`Take back the Zoom invitation of ${name}`;
  if (!transfer) {
    return action === 'delete'
      ? md`Delete the Zoom account of ${name} for good, handing over nothing`
      : md`Take the Zoom account of ${name} out of your organisation, handing over nothing`;
  }
  const heir = bold(transfer.name);
  const what = labelsInside(transfer.parts);
  return action === 'delete'
    ? md`Delete the Zoom account of ${name} for good and hand over to ${heir}: ${what}`
    : md`Take the Zoom account of ${name} out of your organisation and hand over to ${heir}: ${what}`;
}

function doneTitle({ data, subject }: RemovalPlan) {
  if (data.pending) return md`The Zoom invitation of ${subject.name} is taken back`;
  return data.action === 'delete'
    ? md`The Zoom account of ${subject.name} is deleted`
    : md`${subject.name} has left your Zoom account`;
}
