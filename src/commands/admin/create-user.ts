import { z } from 'zod';
import { type Account, licenceName, licenceOf } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { type Text, text } from '../../languages/text.ts';
import { address, bold, md, plainAddress } from '../../views/mrkdwn.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { change } from '../define-command.ts';
import { licenceFor, licenceOptions, licenceTypes, licenceWord } from '../licence/licence-types.ts';
import { seatChanges, seatMessage } from '../licence/seats.ts';
import { checkValues } from '../parse/read-field.ts';
import { findEmail } from '../parse/token.ts';
import { requiredText, textInput } from '../profile/profile-fields.ts';
import { resendButton } from './account-status.ts';
import { existingUser } from './existing-user.ts';
import { flagForeign } from './foreign-address.ts';

const fields = [
  { name: 'email', label: text`Email address`, kind: 'email', placeholder: text`name@example.com` },
  requiredText('firstName'),
  requiredText('lastName'),
  { name: 'licence', label: text`Licence`, kind: 'choice', options: licenceOptions },
  textInput('department'),
] as const;

/** Invites somebody into the Zoom account: they are pending until they accept. */
export const createUser = change({
  name: 'create-user',
  title: text`Create an account`,
  summary: text`Create a Zoom account for somebody new`,
  examples: [
    text`create-user ivy@example.com Ivy Tan basic`,
    text`create-user jo@example.com Jo Bell licensed Sales`,
  ],
  family: 'accounts',
  fields,
  submit: text`Continue`,
  subject: 'nobody',
  access: 'admin',
  operations: ['getUser', 'createUser', 'updateUser', 'deleteUser'],
  changesSeats: true,
  risk: 'sensitive',
  verb: text`Create`,
  data: z.object({
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    licence: licenceWord,
    department: z.string().nullable(),
  }),
  parseArgs: readArgs,
  prefill: async ({ zoom }) => {
    const seats = seatMessage(await zoom.plan.usage());
    const note = md`Zoom sends the invitation by email.`;
    return { suggested: { licence: 'basic' }, note: seats ? md`${seats} ${note}` : note };
  },
  preview: async ({ values, zoom, seats, domains }) => {
    const { email, firstName, lastName, licence, department = null } = values;
    const there = await existingUser(zoom, email);
    if (there?.status === 'pending') {
      throw new Refusal('input', {
        says: md`${address(email)} is already invited to Zoom, but hasn’t accepted yet.`,
        next: md`You can send the invitation again.`,
        buttons: [resendButton],
      });
    }
    if (there) {
      throw new Refusal('input', {
        says: md`${address(email)} already has a Zoom account here.`,
        next: md`There’s nothing to create.`,
      });
    }
    const takesSeat = licence === 'licensed' ? await seats.look() : null;
    const name = `${firstName} ${lastName}`;
    return {
      changes: [
        { label: text`Zoom account`, before: text`none`, after: text`${name} (${email}), invited` },
        { label: text`Zoom licence`, before: text`none`, after: licenceName(licenceFor(licence)) },
        ...(department ? [{ label: text`Department`, before: text`none`, after: department }] : []),
        ...(takesSeat ? seatChanges(takesSeat) : []),
      ],
      data: { email, firstName, lastName, licence, department },
      ...(takesSeat ? { takesSeat } : {}),
      ...flagForeign(email, domains),
      subject: {
        slackId: null,
        name,
        email,
        zoomId: email,
        licence: licenceFor(licence),
        status: 'pending',
      },
    };
  },
  run: async ({ plan, zoom, signal }) => {
    const { email, firstName, lastName, licence, department } = plan.data;
    const user = { email, first_name: firstName, last_name: lastName, type: licenceTypes[licence] };
    // In a second attempt, the user may have been created already and only the department be missing.
    const there = await existingUser(zoom, email, { signal });
    if (!there) await zoom.users.create({ action: 'create', user }, { signal });
    if (department) await setDepartment(zoom.users.update(email, { dept: department }, { signal }), email);
  },
  verify: async ({ plan, zoom, signal }) => {
    const user = await existingUser(zoom, plan.subject.email, { signal });
    return user !== null && (user.dept ?? '') === (plan.data.department ?? '');
  },
  undo: async ({ plan, zoom, signal }) => {
    const user = await invitation(zoom, plan.subject, signal);
    if (user) await zoom.users.delete(user.email, { action: 'disassociate' }, { signal });
  },
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const user = await invitation(zoom, subject, signal);
    const part = (name: string, label: Text, after: Text | string, now: Text | string) => ({
      name,
      label,
      before: text`none`,
      after,
      now: user ? now : text`none`,
    });
    const name = `${user?.first_name ?? ''} ${user?.last_name ?? ''}`;
    return [
      part('account', text`Zoom account`, `${data.firstName} ${data.lastName}`, name),
      part(
        'licence',
        text`Zoom licence`,
        licenceName(licenceFor(data.licence)),
        licenceName(licenceOf(user?.type ?? 1)),
      ),
      part('department', text`Department`, data.department ?? text`not set`, user?.dept || text`not set`),
    ];
  },
  describe: ({ subject }) =>
    md`Create a Zoom account for ${bold(subject.name)} (${plainAddress(subject.email)})`,
  done: ({ subject }) => ({
    title: md`${subject.name} is invited to Zoom`,
    lines: [md`Zoom has sent the invitation to ${address(subject.email)}.`],
    note: md`The account is pending until they accept. Until then the invitation can be taken back.`,
  }),
});

/**
 * The account as long as it can be taken back.
 *
 * @throws Refusal when the person has accepted the invitation
 */
async function invitation(zoom: Zoom, { name, email }: Account, signal: AbortSignal) {
  const user = await existingUser(zoom, email, { signal });
  if (!user || user.status === 'pending') return user;
  throw new Refusal('input', {
    says: md`${bold(name)} has accepted the invitation, so the account is theirs by now.`,
    next: md`Use \`delete-user\` if it should go.`,
  });
}

/** The account exists by now, so a failure here must not be reported as if nothing had happened. */
async function setDepartment(update: Promise<void>, email: string): Promise<void> {
  await update.catch((error: unknown) => {
    if (!(error instanceof ZoomError) || error.effect === 'unknown') throw error;
    throw new Refusal('input', {
      says: md`${address(email)} is invited to Zoom, but Zoom didn’t take the department.`,
      next: md`Set it with \`edit-user\`.`,
    });
  });
}

/**
 * Reads `email First Last… basic|licensed Department…`: the licence ends the name, and the address may stand behind it.
 * What is left out is asked for in the form, and so is whom else is meant where further addresses are named.
 */
function readArgs(words: readonly string[]) {
  const isAddress = (word: string) => findEmail(word) !== undefined;
  const email = words.find(isAddress) ?? words[0];
  const further = words.filter((word) => word !== email && isAddress(word));
  const others = words.filter(
    (word) => word !== email && !isAddress(word) && !(further.length > 0 && /^(and|[,&+])$/i.test(word)),
  );
  const at = others.findIndex((word) => /^(basic|licen[cs]ed)$/i.test(word));
  const [first, ...last] = at < 0 ? others : others.slice(0, at);
  const { values, problems } = checkValues(fields, {
    email,
    firstName: first,
    lastName: last.join(' ') || undefined,
    licence: others[at]?.replace(/licenced/i, 'licensed'),
    department: at < 0 ? undefined : others.slice(at + 1).join(' ') || undefined,
  });
  return { values, problems, unread: further };
}
