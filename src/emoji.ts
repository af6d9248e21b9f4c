import { createRequire } from 'node:module';
import type { EmojiMartData } from '@emoji-mart/data';

/** `:tada:`, and with a tone of skin `:wave::skin-tone-3:`; Slack counts the tones from 2. */
const CODE = /:([a-z0-9+_'-]+):(?::skin-tone-([2-6]):)?/g;
const FIRST_TONE = 2;

let loaded: EmojiMartData | undefined;

/** Loaded when the first code is met: it is half a megabyte. */
function emojiData(): EmojiMartData {
  loaded ??= createRequire(import.meta.url)('@emoji-mart/data') as EmojiMartData;
  return loaded;
}

/**
 * A text as it was typed: Slack sends an emoji that is typed into a form or a command as its code, `:tada:` for 🎉. The
 * codes of a workspace's own emoji stay as they are, and so does what only looks like a code, such as `10:30:45`.
 */
export function withEmoji(text: string): string {
  return text.replace(CODE, (whole, name: string, tone: string | undefined) => {
    const { aliases, emojis } = emojiData();
    const [plain, ...toned] = emojis[aliases[name] ?? name]?.skins ?? [];
    if (!plain) return whole;
    if (tone === undefined) return plain.native;
    return toned[Number(tone) - FIRST_TONE]?.native ?? plain.native;
  });
}
