import { type Text, text } from '../../languages/text.ts';
import { join, md } from '../../views/mrkdwn.ts';
import type { ZoomSettings } from '../../zoom/settings.ts';
import type { Prefill } from '../context.ts';
import type { AnyValues, Field } from '../field.ts';
import { typedSettings } from './settings-args.ts';
import {
  autoRecording,
  autoRecordingOptions,
  groupNames,
  labelsOf,
  type SettingGroup,
  settingGroups,
  settingValue,
} from './settings-list.ts';

/** The form: the switches of each group, and the choice of what is recorded by itself. */
export const settingFields = [
  switches('meetings', text`Meetings`),
  switches('inMeeting', text`In meetings`),
  switches('recording', text`Recording`),
  {
    name: 'autoRecording',
    label: autoRecording.label,
    kind: 'choice',
    optional: true,
    options: autoRecordingOptions,
  },
  switches('notifications', text`Emails to me`),
] as const satisfies readonly Field[];

function switches<const G extends SettingGroup>(name: G, label: Text) {
  return { name, label, kind: 'switches', optional: true, options: options(name) } as const;
}

function options(group: SettingGroup) {
  return settingGroups[group].map(({ name, label }) => ({ value: name, label }));
}

/** How the form starts: what is on is ticked; what cannot be changed is left out and named. */
export function settingsPrefill(settings: ZoomSettings, locked: ReadonlySet<string>): Prefill {
  const values: Record<string, string> = {};
  const offered: Record<string, ReturnType<typeof options>> = {};
  const without: string[] = [];
  for (const group of groupNames) {
    const free = settingGroups[group].filter(
      (one) => !locked.has(one.name) && settingValue(settings, one) !== undefined,
    );
    const on = free.filter((one) => settingValue(settings, one) === 'on');
    values[group] = on.map(({ name }) => name).join(',');
    offered[group] = free.map(({ name, label }) => ({ value: name, label }));
    if (free.length === 0) without.push(group);
  }
  const recorded = settingValue(settings, autoRecording);
  if (recorded === undefined || locked.has(autoRecording.name)) without.push('autoRecording');
  const note = locked.size > 0 ? md`Locked by your admins: ${labelsOf(locked)}.` : undefined;
  // As for an account without a Meetings licence, or where everything is locked.
  if (without.length === settingFields.length) {
    const nothing = md`Zoom shows no settings for this account that could be switched here.`;
    return { nothing: note ? join([nothing, note], '\n') : nothing };
  }
  return {
    current: { ...values, ...(recorded ? { autoRecording: recorded } : {}) },
    options: offered,
    without,
    ...(note ? { note } : {}),
  };
}

/** What is wanted of each setting, by name: what was typed, and what was switched in the form. */
export function wantedSettings(values: AnyValues): ReadonlyMap<string, string> {
  const switched = [values.typed, ...groupNames.map((group) => values[group])].filter(Boolean).join(',');
  const wanted = new Map(typedSettings(switched));
  if (values.autoRecording) wanted.set(autoRecording.name, values.autoRecording);
  return wanted;
}
