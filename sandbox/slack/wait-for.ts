import type { Core } from './core.ts';
import type { Snapshot } from './desktop.ts';
import { snapshotOf } from './snapshot.ts';

/**
 * Waits until what a person sees gives a value; looks again at each change, never by polling.
 * Rejects after `ms` with everything the person sees.
 */
export function waitFor<T>(
  core: Core,
  userId: string,
  what: (snapshot: Snapshot) => T | undefined | null | false,
  ms = 5000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      unsubscribe();
    };
    const look = () => {
      try {
        const found = what(snapshotOf(core, userId));
        if (found === undefined || found === null || found === false) return;
        stop();
        resolve(found);
      } catch (error) {
        stop();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      stop();
      const seen = describeSnapshot(snapshotOf(core, userId));
      reject(new Error(`Waited ${ms} ms in vain. ${seen}`));
    }, ms);
    const unsubscribe = core.changes.onChange(look);
    look();
  });
}

/** What a person sees, as text for a failed test: channels with their last messages, open forms, the Home tab. */
function describeSnapshot(snapshot: Snapshot): string {
  const lines = [`${snapshot.me.name} sees:`];
  for (const channel of snapshot.channels) {
    if (channel.messages.length) lines.push(`  #${channel.name} (${channel.id})`);
    for (const message of channel.messages.slice(-6)) {
      const mark = message.ephemeral ? ' (only to you)' : '';
      lines.push(`    ${message.user}${mark}: ${cut(message.text)} ${cut(JSON.stringify(message.blocks))}`);
    }
  }
  for (const { view, errors, trouble } of snapshot.views) {
    const wrong = Object.keys(errors).length ? ` errors ${JSON.stringify(errors)}` : '';
    lines.push(`  form "${view.title.text}"${wrong} ${trouble ?? ''} ${cut(JSON.stringify(view.blocks))}`);
  }
  if (snapshot.home) lines.push(`  Home ${cut(JSON.stringify(snapshot.home.blocks))}`);
  return lines.length === 1 ? `${lines[0]} nothing at all` : lines.join('\n');
}

function cut(text: string): string {
  return text.length > 700 ? `${text.slice(0, 700)}…` : text;
}
