import type { Keyv } from 'keyv';

/** What the slash command is called here: the manifest may give it another name, which only payloads tell. */
export interface SlashName {
  /** The name that was used last, such as `/zoom`; for places where no payload says it, as the Home tab. */
  readonly current: string;
  seen(name: string): void;
}

const KEY = 'slash-name';
/** What the manifest in this project calls it. */
const USUAL = '/zoom';

/** Knows the name also after a restart. */
export async function createSlashName(cache: Keyv): Promise<SlashName> {
  let current = (await cache.get<string>(KEY)) ?? USUAL;
  return {
    get current() {
      return current;
    },
    seen(name) {
      if (name === current) return;
      current = name;
      // It is a convenience: a store that fails just now must not fail the command.
      cache.set(KEY, name).catch(() => undefined);
    },
  };
}
