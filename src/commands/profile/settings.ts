import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, join, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import type { Job } from '../context.ts';
import { change } from '../define-command.ts';
import type { AnyValues } from '../field.ts';
import { onlyParts } from '../parts.ts';
import { readSettingsArgs, typedSettings } from './settings-args.ts';
import { settingFields, settingsPrefill, wantedSettings } from './settings-form.ts';
import {
  allSettings,
  autoRecording,
  labelsOf,
  missingIn,
  type Setting,
  settingChanges,
  settingParts,
  settingValues,
  shown,
  toZoom,
} from './settings-list.ts';

const settingsData = z.object({ before: settingValues, after: settingValues });

/** Changes the settings of meetings that people ask about most. */
export const settings = change({
  name: 'settings',
  title: text`My Zoom settings`,
  summary: text`Change your Zoom settings: waiting room, chat, recording, emails`,
  examples: [text`settings`, text`settings waiting-room on`, text`settings auto-recording cloud`],
  family: 'account',
  fields: settingFields,
  submit: text`Save`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'getSettings', 'updateSettings'],
  risk: 'reversible',
  verb: text`Change`,
  data: settingsData,
  parseArgs: readSettingsArgs,
  prefill: async ({ zoom, subject }) =>
    settingsPrefill(await zoom.settings.get(subject.zoomId), zoom.settings.locked()),
  preview: async ({ values, zoom, subject }) => {
    const now = await zoom.settings.get(subject.zoomId);
    const changes = settingChanges(now, wantedSettings(values));
    if (changes.length === 0) {
      throw new Refusal('input', {
        says: alreadySo((values as AnyValues).typed),
        next: md`There’s nothing to change.`,
        buttons: [{ label: text`Open the settings`, action: 'command:settings' }],
      });
    }
    return {
      changes: changes.map(({ setting, before, after }) => ({
        label: setting.label,
        before: shown(setting, before),
        after: shown(setting, after),
      })),
      data: {
        before: Object.fromEntries(changes.map(({ setting, before }) => [setting.name, before])),
        after: Object.fromEntries(changes.map(({ setting, after }) => [setting.name, after])),
      },
    };
  },
  run: async (job) => {
    const { plan, zoom, signal } = job;
    await zoom.settings.update(plan.subject.zoomId, toZoom(plan.data.after), { signal });
    try {
      await restoreIfLocked(job);
    } catch (error) {
      // The change was sent already, so it must not be reported as not done.
      throw error instanceof ZoomError ? error.inDoubt() : error;
    }
  },
  verify: async ({ plan, zoom, signal }) =>
    missingIn(await zoom.settings.get(plan.subject.zoomId, { signal }), plan.data.after).length === 0,
  undo: ({ plan, zoom, signal, only }) =>
    zoom.settings.update(plan.subject.zoomId, toZoom(onlyParts(plan.data.before, only)), { signal }),
  parts: async ({ plan, zoom, signal }) =>
    settingParts(plan.data, await zoom.settings.get(plan.subject.zoomId, { signal })),
  separable: true,
  askBack: ({ data }) => ({
    command: 'settings',
    values: {
      typed: Object.entries(data.before)
        .map(([name, value]) => `${name}=${value}`)
        .join(','),
    },
  }),
  describe: ({ changes, own, subject }, my = 'my') => {
    const what = join(
      changes.map(({ label, after }) => md`${label}: ${after}`),
      ', ',
    );
    return own
      ? md`Change ${my} Zoom settings (${what})`
      : md`Change the Zoom settings of ${bold(subject.name)} (${what})`;
  },
  done: ({ changes, own, subject }) => ({
    title: own ? md`Your Zoom settings are changed` : md`The Zoom settings of ${subject.name} are changed`,
    changes,
    note: md`This applies to new meetings; one that’s running already stays as it is.`,
  }),
});

/** "Waiting room is already on"; a form says of no setting in particular that it was wanted. */
function alreadySo(typed: string | undefined): Mrkdwn {
  if (!typed) return md`Your settings are already like that.`;
  const wanted = typedSettings(typed);
  const said = allSettings.flatMap((one) => {
    const after = wanted.get(one.name);
    return after === undefined ? [] : [alreadyWords(one, after)];
  });
  return md`${join(said, ', ')}.`;
}

function alreadyWords({ name, label }: Setting, value: string): Mrkdwn {
  if (name !== autoRecording.name) {
    return value === 'on' ? md`${label} is already on` : md`${label} is already off`;
  }
  if (value === 'none') return md`Automatic recording is already off`;
  return value === 'local'
    ? md`Automatic recording is already to the computer`
    : md`Automatic recording is already to the cloud`;
}

/**
 * Zoom reports success for locked settings and keeps their old values, so the settings are read again. If one is
 * locked, the others are restored.
 *
 * @throws Refusal that names what is locked, after everything is restored; ZoomError
 */
async function restoreIfLocked({ plan, zoom, signal }: Job<z.infer<typeof settingsData>>): Promise<void> {
  const { zoomId } = plan.subject;
  const wanted = plan.data.after;
  const locked = missingIn(await zoom.settings.get(zoomId, { signal }), wanted);
  zoom.settings.rememberLocked(Object.keys(wanted), false);
  zoom.settings.rememberLocked(locked, true);
  if (locked.length === 0) return;
  await zoom.settings.update(zoomId, toZoom(plan.data.before), { signal });
  throw new Refusal('input', {
    says: md`Your Zoom admins have locked this: ${bold(labelsOf(locked))}.`,
    next: md`I changed nothing. Leave it out, or ask your Zoom admins.`,
    buttons: [{ label: text`Open the settings`, action: 'command:settings' }],
  });
}
