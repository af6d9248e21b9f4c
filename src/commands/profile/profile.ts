import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, join, lowerFirst, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { hasLicence } from '../licence/licence-types.ts';
import { onlyParts } from '../parts.ts';
import { languages } from './languages.ts';
import { readProfileArgs } from './profile-args.ts';
import {
  beforeAndAfter,
  changedFields,
  labelOf,
  profileInputs,
  profileOf,
  profileParts,
  shown,
  someProfileValues,
  toZoom,
} from './profile-fields.ts';

const HIDDEN = '•••';

/** Changes a Zoom profile: names, work, time zone, language, personal link, host key. */
export const profile = change({
  name: 'profile',
  title: text`My Zoom profile`,
  summary: text`Change your Zoom profile: name, job, time zone, language, link`,
  examples: [text`profile`, text`profile display-name Ada King`, text`profile time-zone Europe/Berlin`],
  family: 'account',
  fields: profileInputs,
  submit: text`Save`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'updateUser'],
  risk: 'reversible',
  verb: text`Change`,
  data: z.object({
    before: someProfileValues,
    after: someProfileValues,
    /** A new host key comes with the request; it is kept in memory only. */
    hostKey: z.boolean(),
  }),
  parseArgs: readProfileArgs,
  prefill: async ({ zoom, subject }) => {
    const values = profileOf(await zoom.users.get(subject.zoomId));
    const listed = languages.some(({ value }) => value === values.language);
    const hints = listed || !values.language ? {} : { language: text`Now: ${values.language}.` };
    if (hasLicence(subject)) return { current: values, hints };
    return {
      current: values,
      hints,
      without: ['linkName', 'hostKey'],
      note: md`A personal link name and a host key come with a licence.`,
    };
  },
  preview: async ({ values, given, zoom, subject, own }) => {
    const now = profileOf(await zoom.users.get(subject.zoomId));
    const names = changedFields(now, values);
    const hostKey = given.includes('hostKey');
    if (names.length === 0 && !hostKey) {
      throw new Refusal('input', {
        says: own
          ? md`Your profile already says that.`
          : md`The profile of ${bold(subject.name)} already says that.`,
        next: md`There’s nothing to change.`,
        buttons: [{ label: text`Open the profile`, action: 'command:profile' }],
      });
    }
    return {
      changes: [
        ...names.map((name) => ({
          label: labelOf(name),
          before: shown(name, now[name]),
          after: shown(name, values[name] ?? ''),
        })),
        ...(hostKey ? [{ label: text`Host key`, before: HIDDEN, after: text`${HIDDEN} (a new one)` }] : []),
      ],
      data: { ...beforeAndAfter(names, now, values), hostKey },
      // The old host key is not known, so it cannot be restored.
      ...(hostKey && names.length === 0 ? { irreversible: true as const } : {}),
    };
  },
  run: async ({ plan, zoom, secrets, signal }) => {
    const { hostKey } = secrets;
    if (plan.data.hostKey && !hostKey) throw lostHostKey();
    const key = plan.data.hostKey && hostKey ? { host_key: hostKey } : {};
    await zoom.users.update(plan.subject.zoomId, { ...toZoom(plan.data.after), ...key }, { signal });
  },
  verify: async ({ plan, zoom, secrets, signal }) => {
    const user = await zoom.users.get(plan.subject.zoomId, { signal });
    if (Object.keys(plan.data.after).length === 0) return user.host_key === (secrets.hostKey ?? null);
    return changedFields(profileOf(user), plan.data.after).length === 0;
  },
  undo: ({ plan, zoom, signal, only }) =>
    zoom.users.update(plan.subject.zoomId, toZoom(onlyParts(plan.data.before, only)), { signal }),
  parts: async ({ plan, zoom, signal }) =>
    profileParts(plan.data, await zoom.users.get(plan.subject.zoomId, { signal })),
  separable: true,
  askBack: ({ data }) => ({ command: 'profile', values: data.before }),
  describe: ({ changes, own, subject }, my = 'my') => {
    const what = join(
      changes.map(({ label }) => lowerFirst(md`${label}`)),
      ', ',
    );
    return own
      ? md`Change ${my} Zoom profile: ${what}`
      : md`Change the Zoom profile of ${bold(subject.name)}: ${what}`;
  },
  done: (plan) => ({
    title: plan.own
      ? md`Your Zoom profile is changed`
      : md`The Zoom profile of ${plan.subject.name} is changed`,
    changes: plan.changes,
    note: plan.data.hostKey
      ? md`I don’t keep host keys, so the old one can’t come back.`
      : md`The Zoom app shows it after the next sign-in at the latest.`,
  }),
});

/** The process that held the key is gone; whether Zoom has the new key cannot be told. */
function lostHostKey(): Refusal {
  return new Refusal('input', {
    says: md`I no longer have the host key that you typed: it is never stored.`,
    next: md`If Zoom still shows the old one, please do it once more.`,
    buttons: [{ label: text`Open the profile`, action: 'command:profile', style: 'primary' }],
  });
}
