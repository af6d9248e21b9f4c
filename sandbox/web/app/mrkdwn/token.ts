import { decode } from './entities.ts';
import type { Token } from './nodes.ts';

/** Addresses a click may follow; anything else, such as `javascript:`, is no link. */
const safeUrl = /^(?:https?:\/\/|mailto:|tel:|slack:\/\/)/i;

/**
 * Reads what stands between `<` and `>`; `undefined` when Slack would give it no meaning, so that the caller
 * shows it as it was written.
 */
export function parseToken(inner: string): Token | undefined {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? null : decode(inner.slice(bar + 1)) || null;

  if (/^@[UWB][A-Z0-9]+$/.test(target)) return { type: 'user', id: target.slice(1), label };
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return { type: 'channel', id: target.slice(1), label };
  if (/^!subteam\^S[A-Z0-9]+$/.test(target)) return { type: 'group', id: target.slice(9), label };
  const range = /^!(channel|here|everyone)$/.exec(target)?.[1];
  if (range === 'channel' || range === 'here' || range === 'everyone') return { type: 'broadcast', range };
  if (target.startsWith('!date^')) return dateToken(target, label ?? '');
  if (safeUrl.test(target)) return { type: 'link', url: decode(target), label };
  return undefined;
}

function dateToken(target: string, fallback: string): Token {
  const [, seconds = '', format = '', url] = target.split('^');
  return {
    type: 'date',
    at: /^\d{1,12}$/.test(seconds) ? Number(seconds) : null,
    format: decode(format),
    url: url && safeUrl.test(url) ? decode(url) : null,
    fallback,
  };
}
