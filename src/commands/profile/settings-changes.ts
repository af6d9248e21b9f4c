import { z } from 'zod';
import type { SettingsChanges, ZoomSettings } from '../../zoom/settings.ts';
import type { AnyValues } from '../field.ts';
import {
  allSettings,
  autoRecording,
  autoRecordingOptions,
  groupNames,
  type Setting,
  settingGroups,
  settingValue,
} from './settings-list.ts';
import { typedSettings } from './settings-words.ts';

/** What is wanted of each setting, by name: what was typed, or what the form's toggles say. */
export function wantedSettings(values: AnyValues, locked: ReadonlySet<string>): ReadonlyMap<string, string> {
  if (values.typed) return typedSettings(values.typed);
  const wanted = new Map<string, string>();
  for (const group of groupNames) {
    const on = values[group]?.split(',');
    // A group that the form left out stays as it is, and so does a setting that it could not offer.
    for (const { name } of on ? settingGroups[group] : []) {
      if (!locked.has(name)) wanted.set(name, on?.includes(name) ? 'on' : 'off');
    }
  }
  if (values.autoRecording) wanted.set(autoRecording.name, values.autoRecording);
  return wanted;
}

/** A setting that is to change, from what to what. */
export interface SettingChange {
  readonly setting: Setting;
  readonly before: string;
  readonly after: string;
}

/** Those that differ from what is there; a setting that the account does not have stays out. */
export function settingChanges(settings: ZoomSettings, wanted: ReadonlyMap<string, string>): SettingChange[] {
  return allSettings.flatMap((setting) => {
    const before = settingValue(settings, setting);
    const after = wanted.get(setting.name);
    return before === undefined || after === undefined || before === after
      ? []
      : [{ setting, before, after }];
  });
}

/** Values by the setting's name, such as `{ "waiting-room": "on" }`. */
export const settingValues = z.partialRecord(z.enum(allSettings.map(({ name }) => name)), z.string());
export type SettingValues = z.infer<typeof settingValues>;

/** Values as Zoom takes them. */
export function toZoom(stored: SettingValues): SettingsChanges {
  const body: Record<string, Record<string, string | boolean>> = {};
  for (const { name, at } of allSettings) {
    const value = stored[name];
    if (value === undefined) continue;
    const [group, key] = at;
    body[group] = { ...body[group], [key]: name === autoRecording.name ? value : value === 'on' };
  }
  return body;
}

/** Names of the stored values that are not what Zoom has. */
export function missingIn(settings: ZoomSettings, stored: SettingValues): string[] {
  return allSettings
    .filter((one) => stored[one.name] !== undefined && settingValue(settings, one) !== stored[one.name])
    .map(({ name }) => name);
}

export function labelsOf(names: Iterable<string>): string {
  const wanted = new Set(names);
  return allSettings.flatMap(({ name, label }) => (wanted.has(name) ? [label] : [])).join(', ');
}

/** What people read: "To the cloud" for `cloud`. */
export function shown({ name }: Setting, value: string): string {
  if (name !== autoRecording.name) return value;
  return autoRecordingOptions.find((one) => one.value === value)?.label ?? value;
}
