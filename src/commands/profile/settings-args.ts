import { type Text, text } from '../../languages/text.ts';
import type { ParsedArgs } from '../field.ts';
import { isPoliteInOwnLanguage } from '../parse/filler-words.ts';
import { readOnOff } from '../parse/on-off.ts';
import { allSettings, autoRecording, autoRecordingOptions, type Setting } from './settings-list.ts';

/** Words that may stand before a setting's name. */
const LEADING = new Set(['and', 'the', 'turn', 'switch', 'set', 'my', 'please']);

/**
 * Reads `settings waiting-room on`, several of them in a row, and `settings waiting room on`. The value `typed`
 * holds them as `waiting-room=on,chat=off`.
 */
export function readSettingsArgs(words: readonly string[]): ParsedArgs {
  const typed: string[] = [];
  let name: string[] = [];
  // "waiting-room=on,chat=off" and "waiting-room オン、chat オフ" are two words each.
  for (const given of words.flatMap((one) => one.split(/(?<=.)[=:,;、，](?=.)/))) {
    const word = given.replace(/[,;、，。.!]+$/, '');
    const setting = settingNamed(name);
    const value = setting && valueFor(setting, word);
    if (value) {
      typed.push(`${setting.name}=${value}`);
      name = [];
    } else if (name.length > 0 || !(LEADING.has(word.toLowerCase()) || isPoliteInOwnLanguage(word)))
      name.push(word);
  }
  if (name.length > 0) {
    // "turn on the waiting room"
    const [switched = '', ...others] = name.filter((word) => !LEADING.has(word.toLowerCase()));
    const setting = typed.length === 0 ? settingNamed(others) : undefined;
    const value = setting && valueFor(setting, switched);
    if (!value) return { values: {}, problems: { typed: whatIsWrong(name) } };
    typed.push(`${setting.name}=${value}`);
  }
  return { values: typed.length > 0 ? { typed: typed.join(',') } : {}, problems: {} };
}

/** What was typed or switched, by the setting's name; what has no value is none. */
export function typedSettings(typed: string): ReadonlyMap<string, string> {
  return new Map(
    typed.split(',').flatMap((one): [string, string][] => {
      const [name, value] = one.split('=');
      return name && value ? [[name, value]] : [];
    }),
  );
}

function valueFor(setting: Setting, word: string): string | undefined {
  const switched = readOnOff(word);
  if (setting !== autoRecording) return switched;
  if (switched === 'off') return 'none';
  return autoRecordingOptions.find(({ value }) => value === word.toLowerCase())?.value;
}

/** The most words that a setting's name is typed in. More of them are not joined: that would take ever longer. */
const MAX_NAME_WORDS = Math.max(...allSettings.map(({ name }) => name.split('-').length));

function settingNamed(words: readonly string[]): Setting | undefined {
  if (words.length > MAX_NAME_WORDS) return undefined;
  const name = words.join('-').toLowerCase().replaceAll('_', '-').replace(/[:=]$/, '');
  return allSettings.find((one) => one.name === name || one.name.replaceAll('-', '') === name);
}

function whatIsWrong(words: readonly string[]): Text {
  const known = settingNamed(words) ?? settingNamed(words.slice(0, -1));
  const typed = words.join(' ');
  if (known === autoRecording)
    return text`Say “none”, “local” or “cloud” after auto-recording, not “${typed}”.`;
  if (known) return text`Say “on” or “off” after ${known.name}, not “${typed}”.`;
  return text`I don’t know the setting “${typed}”. There are: ${allSettings.map(({ name }) => name).join(', ')}.`;
}
