import { type Logger as BoltLogger, LogLevel } from '@slack/web-api';
import type { Logger } from '../log.ts';

/** The longest beginning of a line that can only be words: what follows may be a payload, an address or an answer. */
const WORDS = /^[^:{["\n]{0,100}/;

/**
 * Bolt's log lines in our log, with our redaction. Bolt's "info" is chatter here.
 *
 * Its chatter holds whole payloads, over Socket Mode that of a form with a password in it, and no redaction can know a
 * password by its looks. So only the words at the beginning of such a line are kept.
 */
export function boltLogger(logger: Logger): BoltLogger {
  const line =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) =>
      logger[level](
        { from: 'bolt' },
        parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '),
      );
  const chatter = (first: unknown) => {
    const words = typeof first === 'string' ? (WORDS.exec(first)?.[0] ?? '').trim() : '';
    if (words) logger.debug({ from: 'bolt' }, words);
  };
  return {
    debug: chatter,
    info: chatter,
    warn: line('warn'),
    error: line('error'),
    setLevel: () => undefined,
    getLevel: () => (logger.isLevelEnabled('debug') ? LogLevel.DEBUG : LogLevel.WARN),
    setName: () => undefined,
  };
}
