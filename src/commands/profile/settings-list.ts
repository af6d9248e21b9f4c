import { z } from 'zod';
import { type Text, text } from '../../languages/text.ts';
import { join, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { SettingsChanges, ZoomSettings } from '../../zoom/settings.ts';
import type { Part } from '../parts.ts';

/** A switch in somebody's Zoom settings. */
export interface Setting {
  /** What is typed: `waiting-room`. */
  readonly name: string;
  readonly label: Text;
  /** Where Zoom keeps it. */
  readonly at: readonly [
    group: 'schedule_meeting' | 'in_meeting' | 'recording' | 'email_notification',
    key: string,
  ];
}

/** The settings that people change, by the groups of the form; Slack shows at most ten in one. */
export const settingGroups = {
  meetings: [
    on('waiting-room', text`Waiting room`, 'in_meeting', 'waiting_room'),
    on('join-before-host', text`Join before the host`, 'schedule_meeting', 'join_before_host'),
    on('host-video', text`Host’s video on at the start`, 'schedule_meeting', 'host_video'),
    on(
      'participants-video',
      text`Participants’ video on at the start`,
      'schedule_meeting',
      'participants_video',
    ),
    on(
      'passcode',
      text`Passcode for new meetings`,
      'schedule_meeting',
      'require_password_for_scheduled_meetings',
    ),
    on(
      'use-pmi',
      text`Personal meeting ID for meetings started at once`,
      'schedule_meeting',
      'use_pmi_for_instant_meetings',
    ),
  ],
  inMeeting: [
    on('chat', text`Chat`, 'in_meeting', 'chat'),
    on('private-chat', text`Private chat`, 'in_meeting', 'private_chat'),
    on('screen-sharing', text`Screen sharing`, 'in_meeting', 'screen_sharing'),
    on('annotation', text`Drawing on shared screens`, 'in_meeting', 'annotation'),
    on('breakout-rooms', text`Breakout rooms`, 'in_meeting', 'breakout_room'),
    on('polling', text`Polls`, 'in_meeting', 'polling'),
    on('reactions', text`Reactions`, 'in_meeting', 'meeting_reactions'),
    on('feedback', text`Non-verbal feedback, such as a raised hand`, 'in_meeting', 'non_verbal_feedback'),
  ],
  recording: [
    on('local-recording', text`Recording to the computer`, 'recording', 'local_recording'),
    on('cloud-recording', text`Recording to the cloud`, 'recording', 'cloud_recording'),
  ],
  notifications: [
    on('email-cancelled', text`When a meeting is cancelled`, 'email_notification', 'cancel_meeting_reminder'),
    on('email-early', text`When somebody joins before the host`, 'email_notification', 'jbh_reminder'),
    on(
      'email-alternative-host',
      text`On becoming an alternative host`,
      'email_notification',
      'alternative_host_reminder',
    ),
  ],
} as const satisfies Readonly<Record<string, readonly Setting[]>>;

/** The only setting that is not on or off. */
export const autoRecording: Setting = on(
  'auto-recording',
  text`Automatic recording`,
  'recording',
  'auto_recording',
);

export const autoRecordingOptions = [
  { value: 'none', label: text`Off` },
  { value: 'local', label: text`To the computer` },
  { value: 'cloud', label: text`To the cloud` },
] as const;

export type SettingGroup = keyof typeof settingGroups;
export const groupNames = Object.keys(settingGroups) as SettingGroup[];

export const allSettings: readonly Setting[] = [
  ...groupNames.flatMap((group): readonly Setting[] => settingGroups[group]),
  autoRecording,
];

function on(name: string, label: Text, group: Setting['at'][0], key: string): Setting {
  return { name, label, at: [group, key] };
}

/** A setting's value: `on`, `off` or one of its choices; `undefined` where this account has no such setting. */
export function settingValue(settings: ZoomSettings, { at: [group, key] }: Setting): string | undefined {
  const value = settings[group]?.[key];
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : undefined;
}

/** A setting to change, with its values before and after. */
export interface SettingChange {
  readonly setting: Setting;
  readonly before: string;
  readonly after: string;
}

/** The settings whose wanted value differs from the present one. Settings that the account does not have are skipped. */
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

/** The parts of a change, with what the settings are now. */
export function settingParts(
  { before, after }: { readonly before: SettingValues; readonly after: SettingValues },
  settings: ZoomSettings,
): Part[] {
  return allSettings.flatMap((setting) => {
    const { name, label } = setting;
    if (after[name] === undefined) return [];
    return [
      {
        name,
        label,
        before: shown(setting, before[name] ?? ''),
        after: shown(setting, after[name]),
        now: shown(setting, settingValue(settings, setting) ?? ''),
      },
    ];
  });
}

/** Names of the settings whose value in Zoom is not the wanted one. */
export function missingIn(settings: ZoomSettings, stored: SettingValues): string[] {
  return allSettings
    .filter((one) => stored[one.name] !== undefined && settingValue(settings, one) !== stored[one.name])
    .map(({ name }) => name);
}

/** The settings with these names, as people read them. */
export function labelsOf(names: Iterable<string>): Mrkdwn {
  const wanted = new Set(names);
  const labels = allSettings.flatMap(({ name, label }) => (wanted.has(name) ? [md`${label}`] : []));
  return join(labels, ', ');
}

/** What people read: "To the cloud" for `cloud`. */
export function shown({ name }: Setting, value: string): Text | string {
  if (name === autoRecording.name) {
    return autoRecordingOptions.find((one) => one.value === value)?.label ?? value;
  }
  if (value === 'on') return text`on`;
  return value === 'off' ? text`off` : value;
}
